"use client";

import { useActionState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Asks for the survey's title before everything in it goes. */
export function DeleteForm({
  survey,
  action,
}: {
  survey: { readonly id: string; readonly title: string };
  action: FormAction;
}) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <input type="hidden" name="surveyId" value={survey.id} />
      <TextField
        id="delete-title"
        name="title"
        label="Write the survey’s title to delete it"
        hint={
          <>
            “<strong className="text-ink">{survey.title}</strong>”
          </>
        }
        autoComplete="off"
        defaultValue={state.values["title"] ?? ""}
        error={state.errors["title"]}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="danger" disabled={pending}>
          Delete this survey for good
        </Button>
        <ButtonLink variant="quiet" href={`/surveys/${survey.id}`}>
          Keep it
        </ButtonLink>
      </div>
    </form>
  );
}
