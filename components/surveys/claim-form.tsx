"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Makes whoever holds the link the owner, after a click. */
export function ClaimForm({ token, claim }: { token: string; claim: FormAction }) {
  const [state, submit, pending] = useActionState(claim, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <input type="hidden" name="token" value={token} />
      {state.errors["form"] && (
        <Notice tone="bad" live="alert">
          {state.errors["form"]}
        </Notice>
      )}
      <TextField
        id="name"
        name="name"
        label="Your name"
        hint="Researchers whom you invite see it."
        autoComplete="name"
        defaultValue={state.values["name"] ?? ""}
        error={state.errors["name"]}
        required
      />
      <TextField
        id="email"
        name="email"
        type="email"
        label="Your mail address"
        hint="You sign in with it later."
        autoComplete="email"
        defaultValue={state.values["email"] ?? ""}
        error={state.errors["email"]}
        required
      />
      <div>
        <Button type="submit" disabled={pending}>
          Become the owner
        </Button>
      </div>
    </form>
  );
}
