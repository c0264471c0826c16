import type {
  GroupConsensus,
  GroupContrast,
  OpinionGroup,
} from "@/lib/core/synthesis/synthesis-schema";
import { inPercent, percent, sideWords } from "./figures";

type GroupSharesProps = {
  /** A heading's id. */
  labelledBy: string;
  groups: readonly OpinionGroup[];
  rows: readonly {
    readonly found: GroupContrast | GroupConsensus;
    readonly prompt: string;
    readonly scale: readonly string[];
    readonly href: string;
  }[];
};

/** For each question how large a share of each group takes one side: a letter a group on an axis from none to all. */
export function GroupShares({ labelledBy, groups, rows }: GroupSharesProps) {
  return (
    <ul className="group-rows" aria-labelledby={labelledBy}>
      {rows.map(({ found, prompt, scale, href }) => {
        const shares = groups.flatMap(({ id, questions }) => {
          const cell = questions.find(({ question }) => question === found.question);
          return cell === undefined || cell.n === 0
            ? []
            : [{ id, count: cell[found.side], n: cell.n }];
        });
        return (
          <li key={found.question}>
            <a href={href}>{prompt}</a>
            <span className="group-side">{sideWords(scale, found.side)}</span>
            <svg width="100%" height="26" overflow="visible" aria-hidden="true">
              <line className="chart-axis" x1="0" x2="100%" y1="13" y2="13" />
              {apart(shares).map(({ id, share, shift }) => (
                <svg
                  key={id}
                  x={inPercent(share * 100)}
                  y="13"
                  overflow="visible"
                  aria-hidden="true"
                >
                  <g transform={`translate(${shift} 0)`}>
                    <circle className={`opinion-dot opinion-${id.toLowerCase()}`} r="9" />
                    <text className="opinion-letter" textAnchor="middle" dy="0.35em">
                      {id}
                    </text>
                  </g>
                </svg>
              ))}
            </svg>
            <span className="group-counts">
              {shares
                .map(({ id, count, n }) => `${id}: ${count} of ${n} (${percent(count / n)})`)
                .join(", ")}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Letters that would cover each other step aside by their width. */
function apart(
  shares: readonly { readonly id: string; readonly count: number; readonly n: number }[],
) {
  const ordered = shares
    .map(({ id, count, n }) => ({ id, share: count / n }))
    .sort((a, b) => a.share - b.share);
  let last = Number.NEGATIVE_INFINITY;
  let run = 0;
  return ordered.map(({ id, share }) => {
    run = share - last < 0.05 ? run + 1 : 0;
    last = share;
    // Towards the middle of the axis, so that nothing leaves the drawing.
    return { id, share, shift: run * 18 * (share > 0.5 ? -1 : 1) };
  });
}
