import type { ReactNode } from "react";
import type { ChoiceStatistics, QuestionSummary } from "@/lib/core/synthesis/synthesis-schema";
import { ChartFrame, FigureTable } from "./chart-frame";
import { Dot } from "./dot";
import { inPercent, percent, percentRange } from "./figures";
import { mostDots, type Voice } from "./voices";

type ChoiceChartProps = {
  id: string;
  title: ReactNode;
  share?: ReactNode;
  question: QuestionSummary;
  statistics: ChoiceStatistics;
  voices: readonly Voice[];
};

/** How many chose each option, the most chosen first; up to 40 answers each respondent is a dot. */
export function ChoiceChart({ id, title, share, question, statistics, voices }: ChoiceChartProps) {
  const { n, noOpinion, others } = statistics;
  const options = [...statistics.options].sort((a, b) => b.count - a.count);
  const dots = n <= mostDots;
  const drawn = new Set<string>();
  const voicesOf = (option: string) =>
    voices
      .filter(({ value }) => value.split(";").includes(option))
      .map((voice) => {
        const first = !drawn.has(voice.anchor);
        drawn.add(voice.anchor);
        return { voice, first };
      });
  return (
    <ChartFrame
      id={id}
      title={title}
      share={share}
      note={[
        `n = ${n}.`,
        noOpinion > 0 ? `${noOpinion} without an opinion, not counted.` : "",
        dots
          ? "A filled dot is a respondent who chose the option."
          : "The thin line is the 95 % interval of the share, as if the respondents were a random draw.",
      ]
        .filter(Boolean)
        .join(" ")}
      table={
        <FigureTable
          caption={`Answers to “${question.prompt}”`}
          head={["Option", "Answers", "Share", "95 % interval"]}
          rows={[
            ...options.map((option) => [
              option.label,
              String(option.count),
              percent(option.share),
              percentRange(option.wilson),
            ]),
            ...others.map((other) => [
              `Other: ${other.text}`,
              String(other.count),
              n > 0 ? percent(other.count / n) : "–",
              "–",
            ]),
          ]}
        />
      }
    >
      <ul className="choice-rows">
        {options.map((option) => (
          <li key={option.id}>
            <span className="choice-label">{option.label}</span>
            {dots ? (
              <UnitDots filled={option.count} of={n} voices={voicesOf(option.id)} />
            ) : (
              <Bar share={option.share ?? 0} wilson={option.wilson} />
            )}
            <span className="choice-count">
              {option.count}
              <span className="sr-only"> of {n}</span>
            </span>
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <span className="choice-label">
              Other: {others.map((other) => other.text).join("; ")}
            </span>
            {dots ? (
              <UnitDots filled={Math.min(n, total(others))} of={n} />
            ) : (
              <Bar share={n > 0 ? total(others) / n : 0} wilson={null} />
            )}
            <span className="choice-count">{total(others)}</span>
          </li>
        )}
      </ul>
    </ChartFrame>
  );
}

function total(others: ChoiceStatistics["others"]): number {
  return others.reduce((sum, other) => sum + other.count, 0);
}

type PlacedVoice = { readonly voice: Voice; readonly first: boolean };

function UnitDots({
  filled,
  of,
  voices = [],
}: {
  filled: number;
  of: number;
  voices?: readonly PlacedVoice[];
}) {
  const abreast = Math.min(of, 20);
  const rows = Math.max(1, Math.ceil(of / abreast));
  const places = Array.from({ length: of }, (_, dot) => ({
    cx: (dot % abreast) * 16 + 8,
    cy: Math.floor(dot / abreast) * 16 + 8,
  }));
  return (
    <svg
      className="unit-dots"
      viewBox={`0 0 ${abreast * 16} ${rows * 16}`}
      style={{ maxWidth: abreast * 21 }}
      aria-hidden="true"
    >
      <g className="unit-chosen">
        {places.slice(0, filled).map((place, dot) => (
          <Dot key={dot} {...voices[dot]} {...place} r={6} />
        ))}
      </g>
      <g className="unit-open">
        {places.slice(filled).map((place, dot) => (
          <circle key={dot} {...place} r={2} />
        ))}
      </g>
    </svg>
  );
}

function Bar({ share, wilson }: { share: number; wilson: readonly [number, number] | null }) {
  return (
    <svg width="100%" height="18" aria-hidden="true">
      <rect className="unit-chosen" width={inPercent(share * 100)} height="14" y="2" />
      {wilson && (
        <line
          className="chart-interval"
          x1={inPercent(wilson[0] * 100)}
          x2={inPercent(wilson[1] * 100)}
          y1="9"
          y2="9"
        />
      )}
    </svg>
  );
}
