"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { languageNames } from "@/lib/core/language";
import { emptyPaste, type PasteAction } from "@/lib/invitations/schema";

/** Takes a pasted list, shows how it was read, and adds it once all of it is right. */
export function PasteForm({ surveyId, add }: { surveyId: string; add: PasteAction }) {
  const [reading, submit, pending] = useActionState(add, emptyPaste);
  const form = useRef<HTMLFormElement>(null);
  const { problems, duplicates, invitees } = reading;
  useEffect(() => {
    if (reading.problems.length > 0 || reading.error !== undefined) {
      form.current?.querySelector<HTMLElement>("textarea")?.focus();
    }
  }, [reading]);
  const ready = problems.length === 0 && invitees.length > 0 && reading.error === undefined;
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="surveyId" value={surveyId} />
      <TextAreaField
        key={reading.text}
        id="invitees"
        name="text"
        label="Names and addresses"
        hint="One a line: Name <address>. Or CSV with name, email, affiliation and, where it is not the survey’s, language (en, de)."
        defaultValue={reading.text}
        error={
          reading.error ??
          (problems.length > 0
            ? `${problems.length} ${problems.length === 1 ? "line" : "lines"} could not be read. Nothing was added.`
            : undefined)
        }
        spellCheck={false}
        rows={7}
      />
      {problems.length > 0 && (
        <ul aria-label="Lines to mend" className="list-none space-y-1 text-sm">
          {problems.map((problem) => (
            <li key={`${problem.line} ${problem.text} ${problem.reason}`}>
              <strong>Line {problem.line}:</strong> {problem.reason}{" "}
              <span className="text-muted">({problem.text})</span>
            </li>
          ))}
        </ul>
      )}
      {duplicates.length > 0 && (
        <Notice tone="wait" title="Left out, because they are there already">
          <ul className="text-sm">
            {duplicates.map((duplicate) => (
              <li key={duplicate.line + duplicate.email}>
                Line {duplicate.line}: {duplicate.email},{" "}
                {duplicate.firstLine === null
                  ? "invited before"
                  : `the same as line ${duplicate.firstLine}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {ready && (
        <DataTable
          caption="How the list was read"
          captionVisible
          rows={invitees}
          rowKey={(invitee) => invitee.email}
          columns={[
            { key: "name", header: "Name", cell: (invitee) => invitee.name || "no name" },
            { key: "email", header: "Address", cell: (invitee) => invitee.email },
            { key: "affiliation", header: "Affiliation", cell: (invitee) => invitee.affiliation },
            {
              key: "language",
              header: "Language",
              cell: (invitee) =>
                invitee.language === undefined ? "the survey’s" : languageNames[invitee.language],
            },
          ]}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        {ready && (
          <Button type="submit" name="step" value="add" disabled={pending}>
            Add {invitees.length} {invitees.length === 1 ? "person" : "people"}
          </Button>
        )}
        <Button
          type="submit"
          name="step"
          value="check"
          variant={ready ? "secondary" : "primary"}
          disabled={pending}
        >
          Check the list
        </Button>
        <p role="status" className="text-sm text-good empty:hidden">
          {reading.done}
        </p>
      </div>
    </form>
  );
}
