"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** Asks for approval: a day until which to decide, and one button. */
export function AskForQuotesForm({
  action,
  surveyId,
  decideBy,
  earliest,
  people,
  sendsMail,
}: {
  action: FormAction;
  surveyId: string;
  /** The day that is offered, and the first that can be chosen; ISO dates. */
  decideBy: string;
  earliest: string;
  people: number;
  sendsMail: boolean;
}) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  return (
    <form action={submit} className="flex max-w-sm flex-col items-start gap-4">
      <input type="hidden" name="surveyId" value={surveyId} />
      <TextField
        id="decide-by"
        name="decideBy"
        type="date"
        label="Decide until"
        min={earliest}
        defaultValue={state.values["decideBy"] ?? decideBy}
        error={state.errors["decideBy"]}
        {...(sendsMail ? { hint: "Who has not decided two days before is reminded once." } : {})}
        required
      />
      <Button type="submit" disabled={pending}>
        {sendsMail
          ? people === 1
            ? "Send 1 mail"
            : `Send ${people} mails`
          : `Propose the quotes to ${people === 1 ? "1 person" : `${people} people`}`}
      </Button>
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
