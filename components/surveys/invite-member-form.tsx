"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { useFocusFirstError } from "./use-focus-first-error";

/** Asks somebody to work on a survey. */
export function InviteMemberForm({
  surveyId,
  sendsMail,
  invite,
}: {
  surveyId: string;
  sendsMail: boolean;
  invite: FormAction;
}) {
  const [state, submit, pending] = useActionState(invite, emptyForm);
  const form = useFocusFirstError(state.errors);
  return (
    <form ref={form} action={submit} noValidate className="flex max-w-md flex-col gap-4">
      <input type="hidden" name="surveyId" value={surveyId} />
      <TextField
        key={`email ${state.values["email"] ?? ""}`}
        id="email"
        name="email"
        type="email"
        label="Mail address"
        hint={
          sendsMail
            ? "They say yes or no on a page that the mail leads to. No account is needed before."
            : "They say yes or no on a page whose link you send them yourself."
        }
        defaultValue={state.values["email"] ?? ""}
        error={state.errors["email"]}
        required
      />
      <Field id="role" label="Role">
        {(control) => (
          <select
            key={`role ${state.values["role"] ?? ""}`}
            {...control}
            name="role"
            defaultValue={state.values["role"] || "editor"}
            className={`${controlClass} min-h-11`}
          >
            <option value="viewer">Viewer: reads everything, changes nothing</option>
            <option value="editor">Editor: changes, invites experts, publishes</option>
            <option value="owner">Owner: also says who works on it</option>
          </select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={pending}>
          Invite
        </Button>
        <p role="status" className="text-sm text-good">
          {state.done}
        </p>
      </div>
    </form>
  );
}
