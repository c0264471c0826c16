"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Takes an invite by the link of its mail: the first time that somebody is here. */
export function JoinForm({ token, join }: { token: string; join: FormAction }) {
  const [state, submit, pending] = useActionState(join, emptyForm);
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
        hint="The others who work on the survey see it."
        autoComplete="name"
        defaultValue={state.values["name"] ?? ""}
        error={state.errors["name"]}
        required
      />
      <div>
        <Button type="submit" disabled={pending}>
          Accept and sign in
        </Button>
      </div>
    </form>
  );
}
