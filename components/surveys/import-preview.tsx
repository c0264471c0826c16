import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/core/errors";
import { type ImportCheck, previewRows } from "@/lib/surveys/imports/schema";

/** Every bad row by its number and reason. */
export function ImportProblems({
  problems,
  count,
}: {
  problems: readonly Problem[];
  count: number;
}) {
  if (count === 0) return null;
  return (
    <Notice
      tone="bad"
      live="alert"
      title={`${count === 1 ? "One thing stands" : `${count.toLocaleString("en")} things stand`} in the way. Nothing was stored.`}
    >
      <p className="text-sm">Mend the file and choose it again, or match the columns otherwise.</p>
      <ul
        aria-label="Rows to mend"
        className="max-h-80 list-none space-y-1 overflow-y-auto text-sm"
      >
        {problems.map(({ at, message }) => (
          <li key={`${at} ${message}`}>
            <strong>{at}:</strong> {message}
          </li>
        ))}
      </ul>
      {count > problems.length && (
        <p className="text-sm">and {(count - problems.length).toLocaleString("en")} more.</p>
      )}
    </Notice>
  );
}

/** What the rows of a file would become, some at a time. */
export function ImportPreview({
  check,
  onTurn,
}: {
  check: ImportCheck;
  onTurn: (from: number) => void;
}) {
  if (check.preview.length === 0) return null;
  const last = Math.min(check.from + previewRows, check.rows);
  return (
    <section aria-label="Preview">
      <DataTable
        caption={`What the rows become: ${check.from + 1} to ${last} of ${check.rows.toLocaleString("en")}`}
        captionVisible
        rows={check.preview}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: "line", header: "Line", align: "right", cell: (row) => row.line },
          {
            key: "who",
            header: "Person",
            rowHeader: true,
            cell: (row) => <span className="block min-w-24">{row.respondent}</span>,
          },
          {
            key: "question",
            header: "Question",
            wideOnly: true,
            cell: (row) => <span className="line-clamp-2 min-w-40">{row.question}</span>,
          },
          {
            key: "value",
            header: "Answer",
            cell: (row) => (
              <>
                <span className="line-clamp-2 text-muted sm:hidden">{row.question}</span>
                {row.value}
                <span className="line-clamp-3 text-muted sm:hidden">{row.text}</span>
              </>
            ),
          },
          {
            key: "text",
            header: "In words",
            wideOnly: true,
            cell: (row) => <span className="line-clamp-3 min-w-56">{row.text}</span>,
          },
        ]}
      />
      {check.rows > previewRows && (
        <p className="mt-3 flex gap-3">
          <Button
            variant="secondary"
            size="compact"
            disabled={check.from === 0}
            onClick={() => onTurn(Math.max(0, check.from - previewRows))}
          >
            Rows before
          </Button>
          <Button
            variant="secondary"
            size="compact"
            disabled={last >= check.rows}
            onClick={() => onTurn(last)}
          >
            Rows after
          </Button>
        </p>
      )}
    </section>
  );
}
