import { Fragment, type ReactNode } from "react";
import type { MapPoint, OpinionGroups } from "@/lib/core/synthesis/synthesis-schema";
import { inWords } from "@/lib/core/synthesis/wording";
import { ChartFrame, FigureTable } from "./chart-frame";
import { figure, inPercent } from "./figures";
import { layOut, type PlacedPoint } from "./opinion-layout";

type OpinionMapProps = {
  id: string;
  title: ReactNode;
  groups: OpinionGroups;
  share?: ReactNode;
};

/** Up to this many dots each carries the letter of its group; of more, each group has a shape. */
const mostLettered = 120;
/** More names than this open beneath the map. */
const mostListed = 40;

/** The anchor of a dot. */
const anchorOf = (id: string, at: number) => `${id}-${at + 1}`;

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
          <Dot
            key={at}
            anchor={anchorOf(id, at)}
            placed={placed}
            radius={radius}
            lettered={lettered}
          />
        ))}
      </svg>
      <WhoIsWhere id={id} groups={groups} lettered={lettered} />
    </ChartFrame>
  );
}

function mapWords({ groups, map }: OpinionGroups): string {
  const sizes = groups.map(({ id, size }) => `group ${id}, ${size} respondents`).join("; ");
  return `Map of ${map.length} respondents. ${sizes || "No clear groups"}.`;
}

/** The mark of a group where there is no room for its letter: told apart by shape, not by colour alone. */
const shapes: Readonly<Record<string, string>> = {
  B: "M-1 -1H1V1H-1Z",
  C: "M0 -1.2L1.2 1H-1.2Z",
  D: "M0 -1.4L1.4 0L0 1.4L-1.4 0Z",
  E: "M-1.2 -.4H-.4V-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2Z",
};

type MarkProps = {
  point: Pick<MapPoint, "group" | "shownAs">;
  radius: number;
  lettered: boolean;
  anchor?: string;
};

function Mark({ point, radius, lettered, anchor }: MarkProps) {
  const { group } = point;
  const isOpen = point.shownAs === null;
  const className = `opinion-dot opinion-${group?.toLowerCase() ?? "none"}${isOpen ? " opinion-open" : ""}`;
  const shape = lettered || group === null ? undefined : shapes[group];
  return (
    <>
      {shape === undefined ? (
        <circle id={anchor} className={className} r={radius} />
      ) : (
        <path
          id={anchor}
          className={className}
          d={shape}
          transform={`scale(${radius})`}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {lettered && group !== null && (
        <text
          className={`opinion-letter${isOpen ? " opinion-letter-open" : ""}`}
          textAnchor="middle"
          dy="0.35em"
        >
          {group}
        </text>
      )}
    </>
  );
}

type DotProps = { anchor: string; placed: PlacedPoint; radius: number; lettered: boolean };

function Dot({ anchor, placed, radius, lettered }: DotProps) {
  const { point, left, top, aside, label } = placed;
  const [x, y] = aside;
  return (
    <svg x={inPercent(left)} y={inPercent(top)} overflow="visible" aria-hidden="true">
      <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
        {point.shownAs !== null && <title>{point.shownAs}</title>}
        <Mark point={point} radius={radius} lettered={lettered} anchor={anchor} />
        {label && (
          <text
            className="opinion-name"
            textAnchor={label.anchor}
            x={label.x}
            y={label.y}
            dy="0.35em"
          >
            {label.text}
          </text>
        )}
      </g>
    </svg>
  );
}

type WhoIsWhereProps = { id: string; groups: OpinionGroups; lettered: boolean };

/** Who is on the map, group by group: each name leads to its dot. Where names have no room beside their dots this has them all. */
function WhoIsWhere({ id, groups, lettered }: WhoIsWhereProps) {
  const placed = groups.map.map((point, at) => ({ point, anchor: anchorOf(id, at) }));
  const named = placed.filter(({ point }) => point.shownAs !== null);
  const letters = groups.groups.length > 0 ? groups.groups.map((group) => group.id) : [null];
  const list = (
    <ul className="opinion-who">
      {letters.map((letter) => {
        const own = placed.filter(({ point }) => point.group === letter);
        const unnamed = own.filter(({ point }) => point.shownAs === null).length;
        return (
          <li key={letter}>
            {letter !== null && (
              <svg
                width="18"
                height="18"
                viewBox="-9 -9 18 18"
                role="img"
                aria-label={`Group ${letter}:`}
              >
                <Mark
                  point={{ group: letter, shownAs: letter }}
                  radius={lettered ? 8 : 5}
                  lettered={lettered}
                />
              </svg>
            )}
            <span>
              {own
                .filter(({ point }) => point.shownAs !== null)
                .sort((a, b) => compareNames(a.point, b.point))
                .map(({ point, anchor }, at) => (
                  <Fragment key={anchor}>
                    {at > 0 && ", "}
                    <a href={`#${anchor}`}>{point.shownAs}</a>
                  </Fragment>
                ))}
              {unnamed > 0 &&
                `${unnamed < own.length ? " and " : ""}${inWords(unnamed)} without a name`}
            </span>
          </li>
        );
      })}
    </ul>
  );
  if (named.length <= mostListed) return list;
  return (
    <details>
      <summary>Who is where</summary>
      {list}
    </details>
  );
}

function compareNames(a: MapPoint, b: MapPoint): number {
  return (a.shownAs ?? "").localeCompare(b.shownAs ?? "", "en", { numeric: true });
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
