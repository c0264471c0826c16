"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** Offers a survey to another of its members. */
export function HandoverForm({
  surveyId,
  members,
  offered,
  offer,
}: {
  surveyId: string;
  members: readonly { readonly userId: string; readonly name: string }[];
  /** Who was asked already and has not answered. */
  offered: string | undefined;
  offer: FormAction;
}) {
  const [state, submit, pending] = useActionState(offer, emptyForm);
  if (members.length === 0) {
    return (
      <p className="text-muted">
        First invite the person who is to have it, and let them accept: a survey goes to a member.
      </p>
    );
  }
  return (
    <form action={submit} className="flex max-w-md flex-col gap-4">
      <input type="hidden" name="surveyId" value={surveyId} />
      {offered !== undefined && (
        <p>
          {offered} is asked to take it over. Nothing changes until they accept, and you can take
          the offer back above.
        </p>
      )}
      <Field
        id="heir"
        label="To whom"
        hint="They are asked by mail. Once they accept they own it and you are an editor."
        error={state.errors["form"]}
      >
        {(control) => (
          <select {...control} name="userId" className={`${controlClass} min-h-11`}>
            {members.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="secondary" disabled={pending}>
          Offer it
        </Button>
        <p role="status" className="text-sm text-good">
          {state.done}
        </p>
      </div>
    </form>
  );
}
