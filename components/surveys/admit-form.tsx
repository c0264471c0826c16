"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Lets one more address sign in. */
export function AdmitForm({ admit }: { admit: FormAction }) {
  const [state, submit, pending] = useActionState(admit, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-md flex-col gap-4">
      <TextField
        id="email"
        name="email"
        type="email"
        label="Mail address"
        hint="No mail is sent: tell the author to sign in with this address."
        defaultValue={state.values["email"] ?? ""}
        error={state.errors["email"]}
        required
      />
      <div className="flex items-center gap-4">
        <Button type="submit" disabled={pending}>
          Admit
        </Button>
        <p role="status" className="text-sm text-good">
          {state.done}
        </p>
      </div>
    </form>
  );
}
