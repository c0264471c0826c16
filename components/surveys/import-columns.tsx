import { controlClass } from "@/components/ui/field";
import {
  type AnswerColumn,
  answerColumns,
  type ColumnMatch,
  neededColumns,
  optionalColumns,
} from "@/lib/core/answers/match-columns";

const meanings: Readonly<Record<AnswerColumn, string>> = {
  respondent: "tells people apart",
  name: "the person’s name",
  role: "affiliation or role",
  question: "id of the question",
  value: "the answer itself",
  confidence: "1 to 10",
  low: "5 % value of an estimate",
  high: "95 % value of an estimate",
  text: "the reasons, in words",
  attribution: "read, and not used before the person confirms",
  quote: "read, and not used before the person confirms",
  email: "where to ask for confirmation",
  recruitment: "author, colleague or self",
  interests: "interests declared",
};

/** Says which column of the file is which. Open only where something is missing or left over. */
export function ColumnMatcher({
  header,
  match,
  disabled,
  onChange,
}: {
  header: readonly string[];
  match: ColumnMatch;
  disabled: boolean;
  onChange: (match: ColumnMatch) => void;
}) {
  const used = new Set(Object.values(match));
  const left = header.filter((name) => name !== "" && !used.has(name));
  const missing = neededColumns.filter((column) => !match[column]);
  // What must be matched is asked first.
  const columns = [
    ...neededColumns,
    ...[...answerColumns, ...optionalColumns].filter(
      (column) => !neededColumns.some((needed) => needed === column),
    ),
  ];
  return (
    <details
      open={left.length > 0 || missing.length > 0}
      className="max-w-[44rem] border-y border-line"
    >
      <summary className="min-h-11 py-2.5 font-semibold">
        Columns
        <span className="font-normal text-muted">
          {left.length === 0 && missing.length === 0
            ? ": all matched"
            : left.length > 0
              ? `: left out: ${left.join(", ")}`
              : ""}
        </span>
      </summary>
      <div className="grid gap-x-8 gap-y-4 pt-2 pb-5 sm:grid-cols-2">
        {columns.map((column) => {
          const isNeeded = neededColumns.some((needed) => needed === column);
          return (
            <div key={column} className="flex flex-col gap-1">
              <label htmlFor={`column-${column}`} className="text-sm font-semibold">
                {column}
                <span className="font-normal text-muted">
                  , {meanings[column]}
                  {isNeeded ? " (needed)" : ""}
                </span>
              </label>
              <select
                id={`column-${column}`}
                value={match[column] ?? ""}
                disabled={disabled}
                {...(isNeeded && !match[column] ? { "aria-invalid": true } : {})}
                className={`${controlClass} min-h-11`}
                onChange={(event) => onChange({ ...match, [column]: event.target.value })}
              >
                <option value="">not in the file</option>
                {header
                  .filter((name) => name !== "")
                  .map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
              </select>
            </div>
          );
        })}
      </div>
    </details>
  );
}
