"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Records that mail to an address came back. */
export function ReturnedMailForm({ record }: { record: FormAction }) {
  const [state, submit, pending] = useActionState(record, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <TextField
        id="returned-email"
        name="email"
        type="email"
        label="The address that it was sent to"
        defaultValue={state.values["email"] ?? ""}
        error={state.errors["email"]}
        required
      />
      <TextField
        id="returned-words"
        name="words"
        label="What the returned mail says"
        hint="For example: 550 5.1.1 user unknown"
        defaultValue={state.values["words"] ?? ""}
        error={state.errors["words"]}
        required={false}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="secondary" disabled={pending}>
          Record it
        </Button>
        <p role="status" className="text-sm text-good empty:hidden">
          {state.done}
        </p>
      </div>
    </form>
  );
}
