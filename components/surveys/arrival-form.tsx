"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

type ArrivalFormProps = {
  /** What the link says of itself. */
  token: string;
  arrive: FormAction;
  label: string;
  /** Who sees the name. */
  nameHint: string;
  /** Whether the link leaves open for whom it is. */
  asksAddress?: boolean;
};

/** Lets in whoever holds a link, after a click: the first time that somebody is here. */
export function ArrivalForm({ token, arrive, label, nameHint, asksAddress }: ArrivalFormProps) {
  const [state, submit, pending] = useActionState(arrive, emptyForm);
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
        hint={nameHint}
        autoComplete="name"
        defaultValue={state.values["name"] ?? ""}
        error={state.errors["name"]}
        required
      />
      {asksAddress && (
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
      )}
      <div>
        <Button type="submit" disabled={pending}>
          {label}
        </Button>
      </div>
    </form>
  );
}
