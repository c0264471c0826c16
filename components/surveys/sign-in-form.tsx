"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Asks for a sign-in link. */
export function SignInForm({ request }: { request: FormAction }) {
  const [state, submit, pending] = useActionState(request, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <TextField
        id="email"
        name="email"
        type="email"
        label="Your mail address"
        autoComplete="email"
        defaultValue={state.values["email"] ?? ""}
        error={state.errors["email"]}
        required
      />
      <div>
        <Button type="submit" disabled={pending}>
          Send me a link
        </Button>
      </div>
    </form>
  );
}
