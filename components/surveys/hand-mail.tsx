import { buttonClass } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import type { FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";
import { CopyButton } from "./copy-link";

type HandMailProps = {
  surveyId: string;
  person: { readonly id: string; readonly name: string; readonly address: string };
  /** With the person's own links; null where nobody may write to them. */
  mail: { readonly subject: string; readonly text: string } | null;
  /** They were marked as sent. */
  isWritten: boolean;
  mark: FormAction;
};

/** Where the site sends no mail: the invitation of one person, for the author's own mail program. */
export function HandMail({ surveyId, person, mail, isWritten, mark }: HandMailProps) {
  if (mail === null) {
    return (
      <p>
        <bdi>{person.name || person.address}</bdi> wants no mail about this, or is not to be
        contacted: there is nothing to send.
      </p>
    );
  }
  // Line breaks as RFC 6068 writes them.
  const body = encodeURIComponent(mail.text.replace(/\r?\n/g, "\r\n"));
  const href = `mailto:${encodeURIComponent(person.address)}?subject=${encodeURIComponent(mail.subject)}&body=${body}`;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        <span className="text-muted">To</span> <bdi>{person.address}</bdi>
        <br />
        <span className="text-muted">Subject</span> {mail.subject}
      </p>
      <TextAreaField
        key={person.id}
        id="hand-mail"
        label="The text with this person’s own link"
        hint="Whoever has the link can answer as them."
        readOnly
        defaultValue={mail.text}
        rows={10}
        className="max-h-96"
      />
      <div className="flex flex-wrap items-center gap-3">
        <a href={href} className={buttonClass("secondary", "compact")}>
          Write it in your mail program
        </a>
        <CopyButton key={person.id} text={mail.text} label="Copy the text" />
      </div>
      {isWritten ? (
        <p className="text-sm text-muted">Marked as sent.</p>
      ) : (
        <ActionForm
          key={person.id}
          action={mark}
          fields={{ surveyId, invitationId: person.id, act: "delivered" }}
          label="I have sent it: mark as sent"
          size="compact"
        />
      )}
    </div>
  );
}
