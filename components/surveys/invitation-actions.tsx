"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";

type InvitationActionsProps = {
  surveyId: string;
  invitation: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly state: string;
    readonly url: string | null;
  };
  resend: FormAction;
  revoke: FormAction;
  remind: FormAction;
};

/** States in which an answer is waited for. */
const waiting: ReadonlySet<string> = new Set(["sent", "opened", "answering"]);

/** What an author can do with one invitation, behind one word so that the table stays quiet. */
export function InvitationActions({
  surveyId,
  invitation,
  resend,
  revoke,
  remind,
}: InvitationActionsProps) {
  const [copied, setCopied] = useState(false);
  const [state, submit, pending] = useActionState(resend, emptyForm);
  const fields = { surveyId, invitationId: invitation.id };
  const url = invitation.url;
  return (
    <details>
      <summary className="min-h-9 cursor-pointer py-1 text-accent underline-offset-4 hover:underline">
        Manage<span className="sr-only"> {invitation.name || invitation.email}</span>
      </summary>
      <div className="flex w-72 flex-col gap-4 py-2">
        {url !== null && (
          <div className="flex flex-col gap-1">
            <Button
              size="compact"
              variant="secondary"
              onClick={() => {
                void navigator.clipboard.writeText(url).then(() => setCopied(true));
              }}
            >
              Copy the personal link
            </Button>
            <p role="status" className="text-sm text-good empty:hidden">
              {copied ? "Copied. Whoever has it can answer as this person." : ""}
            </p>
          </div>
        )}
        <form action={submit} noValidate className="flex flex-col gap-2">
          <input type="hidden" name="surveyId" value={surveyId} />
          <input type="hidden" name="invitationId" value={invitation.id} />
          <TextField
            id={`email-${invitation.id}`}
            name="email"
            type="email"
            label="Address"
            defaultValue={invitation.email ?? ""}
            error={state.errors["email"] ?? state.errors["form"]}
          />
          <Button type="submit" size="compact" variant="secondary" disabled={pending}>
            Renew with a new link
          </Button>
          <p role="status" className="text-sm empty:hidden">
            {state.done}
          </p>
        </form>
        {waiting.has(invitation.state) && (
          <ActionForm
            action={remind}
            fields={fields}
            label="Remind now"
            variant="secondary"
            size="compact"
          />
        )}
        {invitation.state !== "revoked" && (
          <ActionForm
            action={revoke}
            fields={fields}
            label="Revoke: the link stops working"
            variant="danger"
            size="compact"
          />
        )}
      </div>
    </details>
  );
}
