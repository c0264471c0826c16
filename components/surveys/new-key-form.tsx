"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Makes a key and shows it once. */
export function NewKeyForm({ create }: { create: FormAction }) {
  const [state, submit, pending] = useActionState(create, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-xl flex-col gap-4">
      <TextField
        id="name"
        name="name"
        label="What it is for"
        hint="For yourself, so that you know which one to revoke."
        defaultValue={state.values["name"] ?? ""}
        error={state.errors["name"]}
        required
      />
      <div>
        <Button type="submit" disabled={pending}>
          Make a key
        </Button>
      </div>
      <div role="status" className="empty:hidden">
        {state.done && (
          <>
            <p className="text-sm font-semibold">
              Copy it now. It is not stored and will not be shown again.
            </p>
            <p className="mt-2 border border-edge bg-sheet px-4 py-3 font-mono text-sm wrap-anywhere">
              {state.done}
            </p>
          </>
        )}
      </div>
    </form>
  );
}
