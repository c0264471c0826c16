import type { ReactNode } from "react";
import type { OpinionGroups } from "@/lib/core/synthesis/synthesis-schema";
import { ChartFrame, FigureTable } from "./chart-frame";
import { figure, inPercent } from "./figures";
import { layOut, type PlacedPoint } from "./opinion-layout";

type OpinionMapProps = {
  id: string;
  title: ReactNode;
  groups: OpinionGroups;
  share?: ReactNode;
};

/** Up to this many dots each carries the letter of its group. */
const mostLettered = 120;

/** Respondents as dots: the nearer two of them, the more alike their positions. */
export function OpinionMap({ id, title, groups, share }: OpinionMapProps) {
  const lettered = groups.map.length <= mostLettered;
  const radius = lettered ? (groups.groups.length > 0 ? 9 : 6.5) : 4;
  const { aspect, points } = layOut(groups.map, radius);
  const open = groups.map.some(({ shownAs }) => shownAs === null);
  return (
    <ChartFrame
      id={id}
      title={title}
      share={share}
      note={[
        `n = ${groups.map.length}${groups.map.length < groups.n ? ` of ${groups.n}, evenly drawn` : ""}.`,
        `The nearer two dots, the more alike the positions on ${groups.questions.length} questions; further right they tend to be higher on the scales. Beyond that the axes have no meaning of their own.`,
        groups.groups.length > 0 ? "Letters are groups." : "",
        open ? "An open dot left a question out, or not all of it is shown by name." : "",
      ]
        .filter(Boolean)
        .join(" ")}
      table={<MapTable groups={groups} />}
    >
      <svg
        className="opinion-map"
        role="img"
        aria-label={mapWords(groups)}
        width="100%"
        style={{ aspectRatio: aspect.toFixed(3) }}
      >
        {points.map((placed, at) => (
          <Dot key={at} placed={placed} radius={radius} lettered={lettered} />
        ))}
      </svg>
    </ChartFrame>
  );
}

function mapWords({ groups, map }: OpinionGroups): string {
  const sizes = groups.map(({ id, size }) => `group ${id}, ${size} respondents`).join("; ");
  return `Map of ${map.length} respondents. ${sizes || "No clear groups"}.`;
}

function Dot({
  placed,
  radius,
  lettered,
}: {
  placed: PlacedPoint;
  radius: number;
  lettered: boolean;
}) {
  const { point, left, top, aside, label } = placed;
  const [x, y] = aside;
  const group = point.group?.toLowerCase() ?? "none";
  return (
    <svg x={inPercent(left)} y={inPercent(top)} overflow="visible" aria-hidden="true">
      <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
        {point.shownAs !== null && <title>{point.shownAs}</title>}
        <circle
          className={`opinion-dot opinion-${group}${point.shownAs === null ? " opinion-open" : ""}`}
          r={radius}
        />
        {lettered && point.group !== null && (
          <text
            className={`opinion-letter${point.shownAs === null ? " opinion-letter-open" : ""}`}
            textAnchor="middle"
            dy="0.35em"
          >
            {point.group}
          </text>
        )}
        {label && (
          <text
            className="opinion-name"
            textAnchor={label.toLeft ? "end" : "start"}
            x={(label.toLeft ? -1 : 1) * (radius + 4)}
            dy="0.35em"
          >
            {label.text}
          </text>
        )}
      </g>
    </svg>
  );
}

function MapTable({ groups }: { groups: OpinionGroups }) {
  const named = groups.map.filter(({ shownAs }) => shownAs !== null);
  const others = groups.map.length - named.length;
  return (
    <>
      <FigureTable
        caption="Respondents on the map"
        head={["Respondent", "Group", "Across", "Up"]}
        rows={[
          ...named.map(({ shownAs, group, x, y }, at) => [
            `${shownAs ?? ""}${isShared(named, at) ? ` (${at + 1})` : ""}`,
            group ?? "–",
            figure(x),
            figure(y),
          ]),
          ...(others > 0 ? [["Drawn without a name", String(others), "–", "–"]] : []),
        ]}
      />
      {groups.silhouette !== null && (
        <p className="chart-note">
          Mean silhouette of the groups: {figure(groups.silhouette)}, where 1 is as clear as groups
          can be and 0 is none.
        </p>
      )}
    </>
  );
}

/** Two respondents of one name are told apart by their place in the table. */
function isShared(points: OpinionGroups["map"], at: number): boolean {
  return points.some((point, other) => other !== at && point.shownAs === points[at]?.shownAs);
}
