import type { ReactNode } from "react";
import type { QuestionSummary, StanceStatistics } from "@/lib/core/synthesis/synthesis-schema";
import { ChartFrame, FigureTable } from "./chart-frame";
import { Dot } from "./dot";
import {
  categoryClass,
  figure,
  inPercent,
  percent,
  percentRange,
  sideOf,
  sideWords,
} from "./figures";
import { mostDots, type Voice } from "./voices";

type StanceChartProps = {
  id: string;
  title: ReactNode;
  share?: ReactNode;
  question: QuestionSummary;
  statistics: StanceStatistics;
  voices: readonly Voice[];
};

const barHeight = 132;

/** How the answers spread over an ordered scale, each answer once and weighted by confidence. */
export function StanceChart({ id, title, share, question, statistics, voices }: StanceChartProps) {
  const categories = statistics.counts.length;
  const scale = statistics.counts.map((_, index) => question.scale?.[index] ?? `Step ${index + 1}`);
  const wordsFit = categories <= 5;
  return (
    <ChartFrame
      id={id}
      title={title}
      share={share}
      note={<StanceNote statistics={statistics} scale={scale} wordsFit={wordsFit} />}
      table={<StanceTable statistics={statistics} scale={scale} prompt={question.prompt} />}
    >
      <Spread statistics={statistics} scale={scale} voices={voices} />
      <div
        className="stance-labels"
        aria-hidden="true"
        style={{ gridTemplateColumns: `repeat(${categories}, minmax(0, 1fr))` }}
      >
        {scale.map((label, index) => (
          <span key={label}>{wordsFit ? label : index + 1}</span>
        ))}
      </div>
      <div className="strips">
        <Strip label="Each answer once" shares={statistics.shares} />
        {statistics.weightedShares && (
          <Strip label="Weighted by confidence" shares={statistics.weightedShares} />
        )}
      </div>
    </ChartFrame>
  );
}

function Spread({
  statistics,
  scale,
  voices,
}: {
  statistics: StanceStatistics;
  scale: string[];
  voices: readonly Voice[];
}) {
  const { counts, n } = statistics;
  const categories = counts.length;
  const most = Math.max(1, ...counts);
  const dots = n <= mostDots;
  const abreast = most <= 8 ? 1 : most <= 18 ? 2 : most <= 30 ? 3 : 4;
  const pitch = abreast === 1 ? 17 : 14;
  const radius = pitch / 2 - 1.5;
  const drawn = dots ? Math.ceil(most / abreast) * pitch : barHeight;
  const height = drawn + 26;
  const words = scale.map((label, index) => `${label}: ${counts[index] ?? 0}`).join("; ");
  return (
    <svg className="spread" role="img" aria-label={words} width="100%" height={height}>
      {counts.map((count, index) => {
        const colour = categoryClass(index + 1, categories);
        const own = voices.filter(({ value }) => value === String(index + 1));
        const tall = dots
          ? Math.ceil(count / abreast) * pitch
          : Math.round((count / most) * barHeight);
        return (
          <svg
            key={scale[index]}
            x={inPercent((index * 100) / categories)}
            y="0"
            width={inPercent(100 / categories)}
            height={height}
            overflow="visible"
            aria-hidden="true"
          >
            <text className="spread-count" x="50%" y={height - tall - 8} textAnchor="middle">
              {count}
            </text>
            {dots ? (
              <g className={colour}>
                {Array.from({ length: count }, (_, dot) => {
                  const row = Math.floor(dot / abreast);
                  const inRow = Math.min(abreast, count - row * abreast);
                  const shift = ((dot % abreast) - (inRow - 1) / 2) * pitch;
                  return (
                    <Dot
                      key={dot}
                      voice={own[dot]}
                      cx="50%"
                      cy={height - 2 - radius - row * pitch}
                      r={radius}
                      {...(shift === 0 ? {} : { transform: `translate(${shift} 0)` })}
                    />
                  );
                })}
              </g>
            ) : (
              <rect
                className={colour}
                x="14%"
                width="72%"
                y={height - 1 - tall}
                height={Math.max(tall, count > 0 ? 2 : 0)}
              />
            )}
          </svg>
        );
      })}
      <line className="chart-axis" x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}

function Strip({ label, shares }: { label: string; shares: readonly number[] }) {
  const categories = shares.length;
  const sum = (side: string) =>
    shares.reduce(
      (total, share, index) => (sideOf(index + 1, categories) === side ? total + share : total),
      0,
    );
  let from = 0;
  return (
    <div className="strip">
      <span className="strip-label">{label}</span>
      <span className="strip-end">{percent(sum("disagree"))}</span>
      <svg width="100%" height="14" aria-hidden="true">
        {shares.map((share, index) => {
          const x = from;
          from += share * 100;
          return (
            <rect
              key={index}
              className={`${categoryClass(index + 1, categories)} strip-part`}
              x={inPercent(x)}
              width={inPercent(share * 100)}
              y="0"
              height="14"
            />
          );
        })}
      </svg>
      <span className="strip-end">{percent(sum("agree"))}</span>
    </div>
  );
}

function StanceNote({
  statistics,
  scale,
  wordsFit,
}: {
  statistics: StanceStatistics;
  scale: string[];
  wordsFit: boolean;
}) {
  const { n, noOpinion, withoutConfidence, weightedShares } = statistics;
  const parts = [
    `n = ${n}.`,
    noOpinion > 0 ? `${noOpinion} without an opinion, not counted.` : "",
    wordsFit ? "" : `Scale from 1, ${scale[0]}, to ${scale.length}, ${scale.at(-1)}.`,
    weightedShares && withoutConfidence > 0 ? `${withoutConfidence} gave no confidence.` : "",
    weightedShares ? "" : "Too few gave their confidence to weight by it.",
  ];
  return parts.filter(Boolean).join(" ");
}

function StanceTable({
  statistics,
  scale,
  prompt,
}: {
  statistics: StanceStatistics;
  scale: string[];
  prompt: string;
}) {
  const { counts, shares, weightedShares, agree, disagree } = statistics;
  const upper = sideWords(scale, "agree");
  const lower = sideWords(scale, "disagree");
  return (
    <>
      <FigureTable
        caption={`Answers to “${prompt}”`}
        head={["Answer", "Answers", "Share", "Weighted by confidence"]}
        rows={scale.map((label, index) => [
          label,
          String(counts[index] ?? 0),
          percent(shares[index] ?? null),
          weightedShares ? percent(weightedShares[index] ?? null) : "–",
        ])}
      />
      <FigureTable
        caption={`Measures of the answers to “${prompt}”`}
        head={["Measure", "Value"]}
        rows={[
          [`${upper}, 95 % interval*`, `${percent(agree.share)} (${percentRange(agree.wilson)})`],
          [
            `${lower}, 95 % interval*`,
            `${percent(disagree.share)} (${percentRange(disagree.wilson)})`,
          ],
          [`${upper}, were all the invited counted`, percentRange(agree.bounds)],
          ["Median step", figure(statistics.median)],
          [
            "Middle half",
            statistics.iqr ? `${figure(statistics.iqr[0])} to ${figure(statistics.iqr[1])}` : "–",
          ],
          ["Disagreement index", figure(statistics.disagreementIndex)],
          ["Agreement", figure(statistics.agreement)],
          ["Consensus", figure(statistics.consensus)],
        ]}
      />
      <p className="chart-note">* As if the respondents were a random draw, which they are not.</p>
    </>
  );
}
