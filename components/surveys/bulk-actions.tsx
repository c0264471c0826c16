"use client";

import {
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** The form that the table's checkboxes belong to. */
export const bulkFormId = "chosen-invitations";

/** Somebody in the table. */
type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Null where there is no link to give. */
  readonly url: string | null;
};

type BulkActionsProps = {
  surveyId: string;
  /** Those whom the table shows. */
  people: readonly Person[];
  timeZone: string;
  /** Whether this site sends mail. */
  sendsMail: boolean;
  action: FormAction;
};

/** Whether something is the box of a row of the table; the form has other boxes too. */
function isRow(element: unknown): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.name === "invitationId";
}

/** The ids that are ticked in the table. */
function tickedIn(form: HTMLFormElement): string[] {
  return [...form.elements].flatMap((element) =>
    isRow(element) && element.checked ? element.value : [],
  );
}

/** What can be done to everybody who is chosen in the table of invitations. */
export function BulkActions({ surveyId, people, timeZone, sendsMail, action }: BulkActionsProps) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The boxes stand in the table, outside the form that they belong to.
    const look = (event: Event) => {
      if (isRow(event.target) && event.target.form === form.current && form.current) {
        setTicked(tickedIn(form.current));
      }
    };
    document.addEventListener("change", look);
    return () => document.removeEventListener("change", look);
  }, []);
  const choose = (checked: boolean) => {
    for (const element of form.current?.elements ?? []) {
      if (isRow(element)) element.checked = checked;
    }
    if (form.current) setTicked(tickedIn(form.current));
  };
  const button = (act: string, label: string) => (
    <Button
      type="submit"
      name="act"
      value={act}
      size="compact"
      variant={act === "revoke" ? "danger" : "secondary"}
      disabled={pending}
    >
      {label}
    </Button>
  );
  const chosen = people.filter(({ id }) => ticked.includes(id));
  return (
    <form
      ref={form}
      id={bulkFormId}
      noValidate
      // An action of the form's own would untick every box, also where something was refused.
      onSubmit={(event) => {
        event.preventDefault();
        const submitter = (event.nativeEvent as SubmitEvent).submitter;
        const data = new FormData(event.currentTarget, submitter);
        startTransition(() => submit(data));
      }}
      // Of a long table the last row is far away: what can be done stays in sight while somebody is chosen.
      className={`mt-4 flex flex-col gap-2 ${
        ticked.length === 0
          ? ""
          : "bg-paper md:sticky md:bottom-0 md:max-h-[60vh] md:overflow-y-auto md:border-t md:border-edge md:py-3"
      }`}
    >
      <input type="hidden" name="surveyId" value={surveyId} />
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-24 text-sm text-muted">
          The chosen{ticked.length === 0 ? "" : ` (${ticked.length})`}:
        </span>
        {sendsMail && button("remind", "Remind now")}
        {button("delivered", "Mark as sent")}
        {button("block", "Do not contact")}
        {button("unblock", "May be contacted")}
        <Button size="compact" variant="quiet" onClick={() => choose(true)}>
          Choose all shown
        </Button>
        <Button size="compact" variant="quiet" onClick={() => choose(false)}>
          Choose none
        </Button>
      </div>
      <p role="status" className="text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </p>
      <div className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Panel title="Copy their links">
          <Links people={chosen} />
          <p className="text-muted">
            For those whom you write to in another way. Afterwards “Mark as sent”, as where a mail
            of unknown fate has arrived.
          </p>
        </Panel>
        <Panel title="Send anew, to a right address">
          <Addresses key={ticked.join()} people={chosen} />
          {button("renew", "Send anew with new links")}
        </Panel>
        <Panel title="Give more time">
          <TextField
            id="bulk-last-day"
            name="lastDay"
            type="date"
            label="Last day for the chosen"
            hint={`Until its end in ${timeZone}, though the survey closes before. Empty takes it back.`}
            error={state.errors["lastDay"]}
            defaultValue={state.values["lastDay"]}
          />
          {sendsMail ? (
            <label className="flex min-h-11 items-start gap-3">
              <input
                type="checkbox"
                name="tell"
                value="yes"
                defaultChecked
                className="mt-1 size-5 shrink-0 accent-accent"
              />
              <span>
                Tell them by mail
                <span className="block text-muted">
                  Those who have their invitation and are waited for get one, in its conversation.
                </span>
              </span>
            </label>
          ) : (
            <p className="text-muted">No mail leaves this site: tell them in another way.</p>
          )}
          {button("extend", "Give until then")}
        </Panel>
        <Panel title="Record that mail came back">
          <TextField
            id="bulk-words"
            name="words"
            label="What the returned mail says"
            hint="Its server’s own words, shown in the table."
            maxLength={300}
            error={state.errors["words"]}
            defaultValue={state.values["words"]}
          />
          {button("bounced", "Record as bounced")}
        </Panel>
        <Panel title="Revoke their links">
          <p className="text-muted">
            The links of the chosen stop working at once, and what has not left is not sent. What
            was submitted stays. Who is to answer after all is sent a new link.
          </p>
          {button("revoke", ticked.length < 2 ? "Revoke" : `Revoke all ${ticked.length}`)}
        </Panel>
      </div>
    </form>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="open:w-full">
      <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-accent underline-offset-4 hover:underline">
        {title}
      </summary>
      <div className="flex max-w-xl flex-col items-start gap-3 py-2 [&>div]:w-full">{children}</div>
    </details>
  );
}

/** The links of the chosen, a line each, to copy whole; the box is there where a browser lets no script copy. */
function Links({ people }: { people: readonly Person[] }) {
  const [copied, setCopied] = useState("");
  const withLink = people.filter(({ url }) => url !== null);
  const lines = withLink
    .map(({ name, email, url }) => [name, email ?? "", url].join("\t"))
    .join("\n");
  if (withLink.length === 0) {
    return <p className="text-muted">Choose people in the table: their links stand here.</p>;
  }
  return (
    <>
      <TextAreaField
        id="bulk-links"
        label={`${withLink.length} personal ${withLink.length === 1 ? "link" : "links"}`}
        hint="Name, address and link, for a spreadsheet. Whoever has a link can answer as that person."
        readOnly
        value={lines}
        rows={3}
        className="max-h-60 font-mono text-xs whitespace-pre"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="compact"
        variant="secondary"
        onClick={() => {
          // Not there where the site is reached without TLS.
          void navigator.clipboard?.writeText(lines).then(() => setCopied(lines));
        }}
      >
        Copy them all
      </Button>
      <p role="status" className="text-good empty:hidden">
        {copied === lines ? "Copied." : ""}
      </p>
    </>
  );
}

/** More fields than these nobody fills in. */
const mostAddresses = 100;

/** The addresses of the chosen, to be put right. */
function Addresses({ people }: { people: readonly Person[] }) {
  const addressed = people.filter(({ email }) => email !== null);
  if (addressed.length === 0) {
    return <p className="text-muted">Choose people in the table: their addresses stand here.</p>;
  }
  if (addressed.length > mostAddresses) {
    return <p className="text-muted">Choose at most {mostAddresses} at once for this.</p>;
  }
  return addressed.map(({ id, name, email }) => (
    <TextField
      key={id}
      id={`renew-${id}`}
      name={`email-${id}`}
      type="email"
      label={name || email}
      defaultValue={email ?? ""}
    />
  ));
}
