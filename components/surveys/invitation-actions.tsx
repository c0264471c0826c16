"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { languageNames, languages } from "@/lib/core/language";
import { ActionForm } from "./action-form";

type InvitationActionsProps = {
  surveyId: string;
  invitation: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly affiliation: string;
    /** Null means the survey's. */
    readonly language: string | null;
    readonly state: string;
    readonly url: string | null;
  };
  /** The survey's language by its name; stands where the person has none of their own. */
  surveyLanguage: string;
  correct: FormAction;
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
  surveyLanguage,
  correct,
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
      <summary className="min-h-11 cursor-pointer content-center py-1 whitespace-nowrap sm:-mt-1.5 sm:min-h-9 text-accent underline-offset-4 hover:underline">
        Manage<span className="sr-only"> {invitation.name || invitation.email}</span>
      </summary>
      <div className="flex w-56 flex-col sm:w-64 gap-4 py-2">
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
        <CorrectionForm
          fields={fields}
          invitation={invitation}
          surveyLanguage={surveyLanguage}
          correct={correct}
        />
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

/** What the author knows of the person, to be put right. */
function CorrectionForm({
  fields,
  invitation,
  surveyLanguage,
  correct,
}: Pick<InvitationActionsProps, "invitation" | "surveyLanguage" | "correct"> & {
  fields: Readonly<Record<string, string>>;
}) {
  const [state, submit, pending] = useActionState(correct, emptyForm);
  const { id } = invitation;
  const value = (field: "name" | "affiliation") => state.values[field] ?? invitation[field];
  const language = state.values["language"] ?? invitation.language ?? "";
  return (
    <form action={submit} noValidate className="flex flex-col gap-2">
      {Object.entries(fields).map(([name, own]) => (
        <input key={name} type="hidden" name={name} value={own} />
      ))}
      <TextField
        key={`name ${value("name")}`}
        id={`name-${id}`}
        name="name"
        label="Name"
        dir="auto"
        autoComplete="off"
        defaultValue={value("name")}
        error={state.errors["name"]}
      />
      <TextField
        key={`affiliation ${value("affiliation")}`}
        id={`affiliation-${id}`}
        name="affiliation"
        label="Affiliation"
        dir="auto"
        autoComplete="off"
        defaultValue={value("affiliation")}
        error={state.errors["affiliation"]}
      />
      <Field id={`language-${id}`} label="Language" error={state.errors["language"]}>
        {(control) => (
          <select
            {...control}
            key={language}
            name="language"
            defaultValue={language}
            className={`${controlClass} min-h-11`}
          >
            <option value="">the survey’s: {surveyLanguage}</option>
            {languages.map((one) => (
              <option key={one} value={one}>
                {languageNames[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit" size="compact" variant="secondary" disabled={pending}>
        Save what you know of them
      </Button>
      <p role="status" className="text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </p>
    </form>
  );
}
