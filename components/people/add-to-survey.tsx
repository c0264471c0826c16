"use client";

import { type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** The people of a table, each with a box, and the survey that the chosen are added to. */
export function AddToSurvey({
  surveys,
  surveyId,
  add,
  children,
}: {
  surveys: readonly { readonly id: string; readonly title: string }[];
  surveyId: string;
  add: FormAction;
  /** The table; its boxes are named `contactId`. */
  children: ReactNode;
}) {
  const [state, submit, pending] = useActionState(add, emptyForm);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.done !== undefined) form.current?.reset();
  }, [state]);
  return (
    <form
      ref={form}
      action={submit}
      // A form that React submits is reset at once; who was chosen stays until they are added.
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = new FormData(event.currentTarget);
        startTransition(() => submit(chosen));
      }}
    >
      {children}
      {surveys.length > 0 && (
        <div className="mt-4 flex flex-wrap items-end gap-3">
          <div className="flex min-w-60 flex-1 flex-col gap-1.5 sm:max-w-96">
            <label htmlFor="surveyId" className="text-base font-semibold">
              Add the chosen to
            </label>
            <select
              key={state.values["surveyId"] ?? surveyId}
              id="surveyId"
              name="surveyId"
              defaultValue={state.values["surveyId"] ?? surveyId}
              className={`${controlClass} min-h-11`}
            >
              <option value="">Choose a survey</option>
              {surveys.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <Button type="submit" disabled={pending}>
            Add, without sending
          </Button>
        </div>
      )}
      <p role="status" className="mt-2 text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </p>
    </form>
  );
}
