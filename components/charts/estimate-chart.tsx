import type { ReactNode } from "react";
import type {
  EstimateStatistics,
  QuestionSummary,
  SynthesisAnswer,
} from "@/lib/core/synthesis/synthesis-schema";
import { ChartFrame, FigureTable } from "./chart-frame";
import { Dot } from "./dot";
import { axisOf, estimate, inPercent, stackDots } from "./figures";
import type { Voice } from "./voices";

type EstimateChartProps = {
  id: string;
  title: ReactNode;
  share?: ReactNode;
  question: QuestionSummary;
  statistics: EstimateStatistics;
  /** Answers of this question that may be shown; those with an interval get a row of their own. */
  answers: readonly SynthesisAnswer[];
  /** Where an answer can be read in full. */
  answerHref: (answer: SynthesisAnswer) => string;
  voices: readonly Voice[];
};

type IntervalRow = {
  id: string;
  href: string;
  name: string;
  low: number | null;
  best: number | null;
  high: number | null;
};

const dotGap = 3.4;
const dotPitch = 12;

/** Every estimate as a dot, the median and the middle half, and the intervals of those who may be shown. */
export function EstimateChart({
  id,
  title,
  share,
  question,
  statistics,
  answers,
  answerHref,
  voices,
}: EstimateChartProps) {
  const values = statistics.values
    .filter((value) => typeof value === "number")
    .sort((a, b) => a - b);
  const speakers = speakersOf(values, voices);
  const rows = intervalRows(answers, answerHref);
  const extremes = rows.flatMap((row) => [row.low, row.best, row.high].filter((v) => v !== null));
  const axis = axisOf(
    values.length + extremes.length > 0 ? [...values, ...extremes] : [0, 1],
    question,
  );
  const at = (value: number) =>
    Math.min(100, Math.max(0, ((value - axis.from) / (axis.to - axis.from)) * 100));
  const dots = stackDots(values.map(at), dotGap);
  const height = (Math.max(0, ...dots.map((dot) => dot.level)) + 1) * dotPitch + 24;
  const { median, iqr, never, beyond } = statistics;
  const [low, high] = iqr ?? [null, null];
  return (
    <ChartFrame
      id={id}
      title={title}
      share={share}
      note={[
        `n = ${statistics.n}.`,
        statistics.noOpinion > 0 ? `${statistics.noOpinion} without an opinion, not counted.` : "",
        never > 0 ? `${never} answered never.` : "",
        beyond > 0 ? `${beyond} ${estimate("beyond", question)}.` : "",
        "The line is the median, the band the middle half of the answers.",
        rows.length > 0
          ? "Below, the ranges that respondents are 90 % sure of, where they may be shown."
          : "",
      ]
        .filter(Boolean)
        .join(" ")}
      table={<EstimateTable question={question} statistics={statistics} rows={rows} />}
    >
      <div className="estimate">
        <span className="estimate-name">All answers</span>
        <svg
          role="img"
          aria-label={`${values.length} estimates; median ${estimate(median, question)}`}
          width="100%"
          height={height}
          overflow="visible"
        >
          {typeof low === "number" && typeof high === "number" && (
            <rect
              className="estimate-band"
              x={inPercent(at(low))}
              width={inPercent(Math.max(0.5, at(high) - at(low)))}
              y="20"
              height={height - 20}
            />
          )}
          {typeof median === "number" && (
            <>
              <line
                className="estimate-median"
                x1={inPercent(at(median))}
                x2={inPercent(at(median))}
                y1="20"
                y2={height}
              />
              <text
                className="estimate-median-label"
                x={inPercent(at(median))}
                y="13"
                textAnchor={at(median) > 85 ? "end" : at(median) < 15 ? "start" : "middle"}
              >
                median {estimate(median, question)}
              </text>
            </>
          )}
          <g className="estimate-dot">
            {dots.map((dot, index) => (
              <Dot
                key={index}
                voice={speakers[index]}
                cx={inPercent(dot.at)}
                cy={height - dotPitch / 2 - 1 - dot.level * dotPitch}
                r="4.75"
              />
            ))}
          </g>
        </svg>
        {rows.map((row) => (
          <Interval key={row.id} row={row} at={at} />
        ))}
        <span />
        <svg
          className="estimate-axis"
          width="100%"
          height="26"
          overflow="visible"
          aria-hidden="true"
        >
          <line className="chart-axis" x1="0" x2="100%" y1="0.5" y2="0.5" />
          {axis.ticks.map((tick) => (
            <g key={tick}>
              <line
                className="chart-axis"
                x1={inPercent(at(tick))}
                x2={inPercent(at(tick))}
                y1="0"
                y2="5"
              />
              <text
                x={inPercent(at(tick))}
                y="20"
                textAnchor={at(tick) > 97 ? "end" : at(tick) < 3 ? "start" : "middle"}
              >
                {estimate(tick, question)}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}

/** Whose estimate each of the ordered values is, where that may be read: the dots are drawn in this order. */
function speakersOf(
  values: readonly number[],
  voices: readonly Voice[],
): readonly (Voice | undefined)[] {
  const left = [...voices];
  return values.map((value) => {
    const at = left.findIndex((voice) => voice.value !== "" && Number(voice.value) === value);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  });
}

function Interval({ row, at }: { row: IntervalRow; at: (value: number) => number }) {
  return (
    <>
      <a className="estimate-name" href={row.href} title={row.name}>
        {row.name}
      </a>
      <svg width="100%" height="24" overflow="visible" aria-hidden="true">
        {row.low !== null && row.high !== null && (
          <line
            className="chart-interval"
            x1={inPercent(at(row.low))}
            x2={inPercent(at(row.high))}
            y1="12"
            y2="12"
          />
        )}
        {row.best !== null && (
          <circle className="estimate-dot" cx={inPercent(at(row.best))} cy="12" r="4" />
        )}
      </svg>
    </>
  );
}

function intervalRows(
  answers: readonly SynthesisAnswer[],
  answerHref: (answer: SynthesisAnswer) => string,
): IntervalRow[] {
  return answers
    .filter((answer) => answer.low !== null && answer.high !== null)
    .map((answer) => {
      const best = answer.value === "" ? Number.NaN : Number(answer.value);
      return {
        id: answer.id,
        href: answerHref(answer),
        name: answer.shownAs || "A respondent",
        low: answer.low,
        best: Number.isFinite(best) ? best : null,
        high: answer.high,
      };
    })
    .sort((a, b) => (a.best ?? Number.POSITIVE_INFINITY) - (b.best ?? Number.POSITIVE_INFINITY));
}

function EstimateTable({
  question,
  statistics,
  rows,
}: {
  question: QuestionSummary;
  statistics: EstimateStatistics;
  rows: readonly IntervalRow[];
}) {
  const { median, iqr, values, never, beyond, lowMedian, highMedian } = statistics;
  return (
    <>
      <FigureTable
        caption={`Measures of the answers to “${question.prompt}”`}
        head={["Measure", "Value"]}
        rows={[
          ["Median", estimate(median, question)],
          [
            "Middle half",
            iqr ? `${estimate(iqr[0], question)} to ${estimate(iqr[1], question)}` : "–",
          ],
          ["Median of the low ends (5 %)", estimate(lowMedian, question)],
          ["Median of the high ends (95 %)", estimate(highMedian, question)],
          ["Never", String(never)],
          ["Beyond the range", String(beyond)],
          ["All estimates", values.map((value) => estimate(value, question)).join(", ") || "–"],
        ]}
      />
      {rows.length > 0 && (
        <FigureTable
          caption={`Ranges given in answer to “${question.prompt}”`}
          head={["Respondent", "Low (5 %)", "Estimate", "High (95 %)"]}
          rows={rows.map((row) => [
            row.name,
            estimate(row.low, question),
            estimate(row.best, question),
            estimate(row.high, question),
          ])}
        />
      )}
    </>
  );
}
