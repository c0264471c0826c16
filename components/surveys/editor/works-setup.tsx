"use client";

import { useRef, useState } from "react";
import { WorksFields } from "@/components/answers/works-fields";
import { useEditor } from "./editor-context";
import { LabelList } from "./label-list";
import type { SetupProps } from "./setup-props";

/** The columns of a table of works, and the works that the author lists beside those of experts. */
export function WorksSetup({
  id,
  setup,
  change,
  opened,
}: SetupProps<"works"> & { opened: boolean }) {
  const columns = setup.columns ?? ["title"];
  const works = setup.works ?? [];
  // Many rows of fields, drawn for whoever looks at them.
  const [listed, setListed] = useState(false);
  const { offerUndo } = useEditor();
  const latest = useRef(setup);
  latest.current = setup;
  const withColumns = (labels: readonly string[]) => change({ ...setup, columns: [...labels] });
  return (
    <>
      <LabelList
        id={`${id}-columns`}
        legend="Columns"
        hint="What experts are asked of each work. A web address can be given with every one."
        one="column"
        labels={columns}
        least={1}
        most={12}
        longest={60}
        onType={(index, label) => {
          // The cells of works that are listed already follow their column's name.
          const old = columns[index] ?? "";
          const renamed = works.map(({ [old]: cell, ...rest }) =>
            cell === undefined || label in rest
              ? { ...rest, ...(cell === undefined ? {} : { [old]: cell }) }
              : { ...rest, [label]: cell },
          );
          const next = { ...setup, columns: columns.with(index, label) };
          change(works.length === 0 ? next : { ...next, works: renamed });
        }}
        onAdd={(at, labels) => withColumns(columns.toSpliced(at, 0, ...labels))}
        onMove={(from, to) => {
          const item = columns[from];
          if (item === undefined) return;
          withColumns(columns.toSpliced(from, 1).toSpliced(to, 0, item));
        }}
        onRemove={(index) => withColumns(columns.toSpliced(index, 1))}
        onUndo={() => () => change(setup)}
      />
      <details
        className="border-t border-line pt-3"
        onToggle={(event) => setListed(event.currentTarget.open)}
      >
        <summary className="min-h-11 py-2.5 font-semibold">
          Works of your own{works.length > 0 && ` (${works.length})`}
        </summary>
        <p className="mb-4 text-sm text-muted">
          They stand in the published table as yours, beside those that experts name. Experts do not
          see them while they answer.{" "}
          {opened
            ? "The survey has opened: you change them on its synthesis."
            : "Once the survey has opened, you change them on its synthesis."}
        </p>
        {listed && !opened && (
          <WorksFields
            name={`${id}-own`}
            columns={columns.filter((column) => column.trim() !== "")}
            rows={works}
            onChange={(rows) => {
              const { works: _works, ...rest } = setup;
              change(
                rows.length === 0 ? rest : { ...rest, works: rows.map((row) => ({ ...row })) },
              );
            }}
            live
            lookUp={false}
            folded
            onRemoved={(row, index) => {
              // The button that was pressed is gone: the next work is where one goes on.
              const next = Math.min(index, works.length - 2);
              document.getElementById(`${id}-own-${next < 0 ? "pasted" : next}`)?.focus();
              offerUndo({
                words: `“${row["title"] || row["url"] || "The work"}” is removed.`,
                undo: () => {
                  const now = latest.current;
                  change({ ...now, works: (now.works ?? []).toSpliced(index, 0, { ...row }) });
                },
                place: `${id}-own`,
              });
            }}
          />
        )}
      </details>
    </>
  );
}
