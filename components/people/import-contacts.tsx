"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { controlClass, Field, fileClass, TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type ContactField, contactFields } from "@/lib/core/contacts/contact";
import { problemWords } from "@/lib/core/contacts/merge";
import {
  emptyReading,
  type ImportAction,
  type ImportReading,
  largestContactsFile,
} from "@/lib/people/schema";

const fieldNames: Readonly<Record<ContactField, string>> = {
  name: "Name",
  email: "Mail address",
  affiliation: "Affiliation",
  role: "Role",
  orcid: "ORCID",
  page: "Web page",
  language: "Language",
  notes: "Notes",
};

const rowsShown = 100;

/** Takes a file of people, shows what it would add and change, and saves all of it or nothing. */
export function ImportContacts({ importFile }: { importFile: ImportAction }) {
  const [reading, submit, pending] = useActionState(importFile, emptyReading);
  const { plan, problems, header } = reading;
  const ready = plan !== null && problems.length === 0;
  const toSave = ready ? plan.added.length + plan.changed.length : 0;
  return (
    <form action={submit} className="flex max-w-[52rem] flex-col gap-6">
      {header.length > 0 && <input type="hidden" name="header" value="shown" />}
      <input type="hidden" name="seen" value={reading.seen} />
      <Field
        id="file"
        label="CSV file"
        hint="With a first row that names the columns: commas, semicolons or tabs, in UTF-8."
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ currentTarget }) => {
              const size = currentTarget.files?.[0]?.size ?? 0;
              currentTarget.setCustomValidity(
                size > largestContactsFile ? "This file is too large. Import it in parts." : "",
              );
            }}
            className={fileClass}
          />
        )}
      </Field>
      <TextAreaField
        key={reading.text}
        id="text"
        name="text"
        label="Or its lines"
        required={false}
        defaultValue={reading.text}
        error={reading.error}
        spellCheck={false}
        rows={5}
        className="max-h-60 font-mono text-sm"
      />
      {header.length > 0 && <Columns reading={reading} />}
      {problems.length > 0 && (
        <Notice
          tone="bad"
          title={`${problems.length} ${problems.length === 1 ? "cell or row" : "cells or rows"} could not be read. Nothing was saved.`}
          live="alert"
        >
          <ul aria-label="What to mend" className="list-none space-y-1 text-sm">
            {problems.slice(0, rowsShown).map((problem) => (
              <li key={`${problem.at} ${problem.message}`}>{problemWords(problem)}</li>
            ))}
            {problems.length > rowsShown && <li>and {problems.length - rowsShown} more</li>}
          </ul>
        </Notice>
      )}
      {ready && <Plan plan={plan} />}
      <div className="flex flex-wrap items-center gap-3">
        {toSave > 0 && (
          <Button type="submit" name="step" value="save" disabled={pending}>
            Save {toSave} {toSave === 1 ? "person" : "people"}
          </Button>
        )}
        <Button
          type="submit"
          name="step"
          value="check"
          variant={toSave > 0 ? "secondary" : "primary"}
          disabled={pending}
        >
          {header.length > 0 ? "Read it again" : "Read the file"}
        </Button>
        <p role="status" className="text-sm text-good empty:hidden">
          {reading.done}
        </p>
      </div>
    </form>
  );
}

function Columns({ reading }: { reading: ImportReading }) {
  const { header, match } = reading;
  const used = new Set(Object.values(match));
  const left = header.filter((name) => name !== "" && !used.has(name));
  return (
    <details open={left.length > 0 || !match.email} className="border-y border-line">
      <summary className="min-h-11 py-2.5 font-semibold">
        Columns
        <span className="font-normal text-muted">
          {left.length === 0 ? ": all matched" : `: left out: ${left.join(", ")}`}
        </span>
      </summary>
      <div className="grid gap-x-8 gap-y-4 pt-2 pb-5 sm:grid-cols-2">
        {contactFields.map((field) => (
          <div key={`${field} ${match[field] ?? ""}`} className="flex flex-col gap-1">
            <label htmlFor={`column-${field}`} className="text-sm font-semibold">
              {fieldNames[field]}
              {field === "email" && <span className="font-normal text-muted"> (needed)</span>}
            </label>
            <select
              id={`column-${field}`}
              name={`column-${field}`}
              defaultValue={match[field] ?? ""}
              className={`${controlClass} min-h-11`}
            >
              <option value="">not in the file</option>
              {[...new Set(header)]
                .filter((name) => name !== "")
                .map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
            </select>
          </div>
        ))}
      </div>
    </details>
  );
}

function Plan({ plan }: { plan: NonNullable<ImportReading["plan"]> }) {
  const { added, changed, same, merged } = plan;
  return (
    <section aria-label="What the file would do" className="flex flex-col gap-6">
      <p>
        {[
          `${added.length} new`,
          `${changed.length} changed`,
          ...(same > 0 ? [`${same} as they are in the book`] : []),
        ].join(", ")}
        .
      </p>
      {merged.length > 0 && (
        <Notice tone="wait" title="Rows with one address become one person">
          <ul className="text-sm">
            {merged.slice(0, rowsShown).map(({ email, lines }) => (
              <li key={email}>
                {email}: lines {lines.join(", ")}; what a later one says stands
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {changed.length > 0 && (
        <DataTable
          caption="What changes"
          captionVisible
          rows={changed
            .slice(0, rowsShown)
            .flatMap(({ email, name, fields }) =>
              fields.map((change) => ({ key: `${email} ${change.field}`, email, name, ...change })),
            )}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "who",
              header: "Person",
              rowHeader: true,
              cell: ({ name, email }) => <bdi>{name || email}</bdi>,
            },
            { key: "field", header: "Field", cell: ({ field }) => fieldNames[field] },
            {
              key: "before",
              header: "In the book",
              cell: ({ before }) => <bdi>{before || "empty"}</bdi>,
            },
            { key: "after", header: "Afterwards", cell: ({ after }) => <bdi>{after}</bdi> },
          ]}
        />
      )}
      {added.length > 0 && (
        <DataTable
          caption="Who is new"
          captionVisible
          rows={added.slice(0, rowsShown)}
          rowKey={({ email }) => email}
          columns={[
            {
              key: "name",
              header: "Name",
              rowHeader: true,
              cell: ({ name, email }) => <bdi>{name || email}</bdi>,
            },
            { key: "email", header: "Address", cell: ({ email }) => email },
            {
              key: "affiliation",
              header: "Affiliation",
              cell: ({ affiliation }) => <bdi>{affiliation}</bdi>,
            },
            { key: "role", header: "Role", cell: ({ role }) => <bdi>{role}</bdi> },
            { key: "orcid", header: "ORCID", cell: ({ orcid }) => orcid },
          ]}
        />
      )}
      {added.length + changed.length > rowsShown && (
        <p className="text-sm text-muted">The first {rowsShown} of each are shown.</p>
      )}
    </section>
  );
}
