"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, fileClass } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Takes a portable survey file. */
export function SurveyFileForm({ action }: { action: FormAction }) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col items-start gap-4">
      <Field
        id="file"
        label="Survey file"
        hint="A file in the format consilience-survey/1, such as the one that each survey offers."
        error={state.errors["file"]}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept=".json,application/json"
            className={fileClass}
          />
        )}
      </Field>
      <Button type="submit" variant="secondary" disabled={pending}>
        Create from the file
      </Button>
    </form>
  );
}
