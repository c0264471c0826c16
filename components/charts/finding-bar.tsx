import type { Section } from "@/lib/core/synthesis/synthesis-schema";
import { axisOf, categoryClass, inPercent } from "./figures";

/** Most things that a bar of this width can tell apart. */
const mostColumns = 40;
const mostLines = 3;

/** The figure of a finding in the space of a word. The finding beside it says the same in words. */
export function FindingBar({ section }: { section: Section }) {
  const drawing = draw(section);
  if (drawing === null) return null;
  return (
    <svg className="finding-bar" width="100%" height="16" aria-hidden="true">
      {drawing}
    </svg>
  );
}

function draw(section: Section) {
  switch (section.question.kind) {
    case "stance":
      return "counts" in section.statistics && section.statistics.agree.share !== null ? (
        <StanceStrip shares={section.statistics.shares} />
      ) : null;
    case "choice": {
      if (!("options" in section.statistics)) return null;
      const shares = section.statistics.options.flatMap(({ share }) => share ?? []);
      return shares.length > 0 && section.statistics.n > 0 ? <Lines shares={shares} /> : null;
    }
    case "estimate":
      return "values" in section.statistics ? <EstimateStrip section={section} /> : null;
    case "works":
      return section.works.length > 0 ? (
        <Columns heights={section.works.map(({ citedBy }) => citedBy)} />
      ) : null;
    case "text": {
      const { n } = section.statistics;
      const shares = section.themes.flatMap(({ count }) => (count && n > 0 ? [count / n] : []));
      return shares.length > 0 ? <Lines shares={shares} /> : null;
    }
  }
}

function StanceStrip({ shares }: { shares: readonly number[] }) {
  let from = 0;
  return shares.map((share, index) => {
    const x = from;
    from += share * 100;
    return (
      <rect
        key={index}
        className={`${categoryClass(index + 1, shares.length)} strip-part`}
        x={inPercent(x)}
        width={inPercent(share * 100)}
        y="3"
        height="10"
      />
    );
  });
}

/** The largest shares, one line each, on a track of the whole. */
function Lines({ shares }: { shares: readonly number[] }) {
  const largest = [...shares].sort((a, b) => b - a).slice(0, mostLines);
  return largest.map((share, index) => (
    <g key={index}>
      <rect className="bar-track" width="100%" height="3" y={1 + index * 5.5} />
      <rect
        className={index === 0 ? "unit-chosen" : "bar-second"}
        width={inPercent(Math.min(1, share) * 100)}
        height="3"
        y={1 + index * 5.5}
      />
    </g>
  ));
}

function EstimateStrip({ section }: { section: Section }) {
  if (!("values" in section.statistics)) return null;
  const { values, median, iqr } = section.statistics;
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) return null;
  const axis = axisOf(numbers, section.question);
  const at = (value: number) =>
    inPercent(Math.min(100, Math.max(0, ((value - axis.from) / (axis.to - axis.from)) * 100)));
  const [low, high] = iqr ?? [null, null];
  return (
    <>
      {typeof low === "number" && typeof high === "number" && (
        <svg x={at(low)} y="2" width="100%" height="12" overflow="hidden" aria-hidden="true">
          <rect
            className="bar-band"
            width={inPercent(((high - low) / (axis.to - axis.from)) * 100)}
            height="12"
          />
        </svg>
      )}
      <line className="chart-axis" x1="0" x2="100%" y1="8" y2="8" />
      {numbers.map((value, index) => (
        <circle key={index} className="unit-chosen" cx={at(value)} cy="8" r="1.75" />
      ))}
      {typeof median === "number" && (
        <line className="estimate-median" x1={at(median)} x2={at(median)} y1="1" y2="15" />
      )}
    </>
  );
}

/** One column a work, as high as it is often named. */
function Columns({ heights }: { heights: readonly number[] }) {
  const shown = heights.slice(0, mostColumns);
  const most = Math.max(1, ...shown);
  const pitch = 100 / Math.max(shown.length, 16);
  return shown.map((height, index) => (
    <rect
      key={index}
      className={height > 1 ? "unit-chosen" : "bar-second"}
      x={inPercent(index * pitch)}
      width={inPercent(pitch * 0.66)}
      y={16 - (height / most) * 15}
      height={(height / most) * 15}
    />
  ));
}
