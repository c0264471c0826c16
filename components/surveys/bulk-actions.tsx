"use client";

import { useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** The form that the table's checkboxes belong to. */
export const bulkFormId = "chosen-invitations";

/** What can be done to everybody who is chosen in the table of invitations. */
export function BulkActions({ surveyId, action }: { surveyId: string; action: FormAction }) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  const form = useRef<HTMLFormElement>(null);
  const choose = (checked: boolean) => {
    for (const element of form.current?.elements ?? []) {
      if (element instanceof HTMLInputElement && element.type === "checkbox") {
        element.checked = checked;
      }
    }
  };
  const button = (act: string, label: string) => (
    <Button
      type="submit"
      name="act"
      value={act}
      size="compact"
      variant={act === "revoke" ? "danger" : "secondary"}
      disabled={pending}
    >
      {label}
    </Button>
  );
  return (
    <form ref={form} id={bulkFormId} action={submit} className="mt-4 flex flex-col gap-2">
      <input type="hidden" name="surveyId" value={surveyId} />
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-muted">The chosen:</span>
        {button("remind", "Remind now")}
        {button("block", "Do not contact")}
        {button("unblock", "May be contacted")}
        {button("revoke", "Revoke")}
        <Button size="compact" variant="quiet" onClick={() => choose(true)}>
          Choose all shown
        </Button>
        <Button size="compact" variant="quiet" onClick={() => choose(false)}>
          Choose none
        </Button>
      </div>
      <p role="status" className="text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </p>
    </form>
  );
}
