"use client";

import { useActionState, useId, useState } from "react";
import { keepTyped } from "@/components/forms/keep-typed";
import { ActionForm } from "@/components/surveys/action-form";
import { Button, buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

export type PublishActions = {
  readonly publish: FormAction;
  readonly plan: FormAction;
  readonly cancelPlan: FormAction;
  readonly unpublish: FormAction;
  readonly republish: FormAction;
  readonly tell: FormAction;
};

type PublishPanelProps = {
  surveyId: string;
  /** Number that the next version gets. */
  number: number;
  blocked: boolean;
  inputHash: string;
  lastEdit: number;
  /** The changelog as the data say it. */
  changes: readonly string[];
  /** How many people who answered can be written to. */
  toTell: number;
  /** Whether this site sends mail; without it the author hands links over. */
  sendsMail: boolean;
  latest: { readonly number: number; readonly told: boolean } | null;
  plan: { readonly publishAt: string; readonly blocked: boolean } | null;
  slug: string;
  unpublished: boolean;
  actions: PublishActions;
};

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

/** The next version: what it says of itself, when, and who is told. And what is public now. */
export function PublishPanel(props: PublishPanelProps) {
  const { number, blocked, plan, latest, surveyId, actions } = props;
  return (
    <section className="desk-publishing" aria-label="Publishing">
      {plan && (
        <div className="desk-plan">
          <p role="status">
            {plan.blocked
              ? `Version ${number} was to be published on ${time.format(new Date(plan.publishAt))}. Something stood in the way.`
              : `Version ${number} will be published on ${time.format(new Date(plan.publishAt))}.`}
          </p>
          <ActionForm
            action={actions.cancelPlan}
            fields={{ surveyId }}
            label="Call it off"
            variant="secondary"
            size="compact"
          />
        </div>
      )}
      {blocked ? (
        <p className="text-sm text-muted">Version {number} waits for what is listed here.</p>
      ) : (
        // Once a time is set the form has done its work, and folds.
        <details key={plan?.publishAt ?? ""} className="publish">
          <summary className={buttonClass(plan ? "secondary" : "primary")}>
            {plan ? "Now, or at another time …" : "Publish …"}
          </summary>
          <PublishForm {...props} />
        </details>
      )}
      <p className="mt-2 text-sm">
        <a className="link" href={`/surveys/${surveyId}/synthesis/preview`}>
          Preview as public
        </a>
      </p>
      {latest && <Public {...props} latest={latest} />}
    </section>
  );
}

function PublishForm({
  surveyId,
  number,
  inputHash,
  lastEdit,
  changes,
  toTell,
  sendsMail,
  actions,
}: PublishPanelProps) {
  const [state, submit, pending] = useActionState(actions.publish, emptyForm);
  const [planned, plan, planning] = useActionState(actions.plan, emptyForm);
  const computed = changes.join("\n");
  const [changelog, setChangelog] = useState(computed);
  const [touched, setTouched] = useState(false);
  const [later, setLater] = useState(false);
  const [at, setAt] = useState("");
  const id = useId();
  const shown = touched ? changelog : computed;
  const answer = later ? planned : state;
  return (
    <form
      action={later ? plan : submit}
      onSubmit={keepTyped(later ? plan : submit)}
      className="desk-form"
    >
      <input type="hidden" name="surveyId" value={surveyId} />
      <input type="hidden" name="seenInputHash" value={inputHash} />
      <input type="hidden" name="seenEdit" value={lastEdit} />
      {touched && <input type="hidden" name="changelogEdited" value="on" />}
      <div>
        <label htmlFor={`${id}-log`} className="text-sm font-semibold">
          What changed
        </label>
        <p id={`${id}-log-hint`} className="text-xs text-muted">
          Written from the data; one point a line. Change it as you like.
        </p>
        <textarea
          id={`${id}-log`}
          name="changelog"
          rows={3}
          aria-describedby={`${id}-log-hint`}
          className={`${controlClass} field-sizing-content text-sm`}
          value={shown}
          onChange={(event) => {
            setTouched(event.target.value !== computed);
            setChangelog(event.target.value);
          }}
        />
      </div>
      {toTell > 0 && sendsMail && (
        <label className="flex items-start gap-2 text-sm">
          <input type="checkbox" name="tell" className="mt-1" />
          <span>
            Write to {toTell === 1 ? "the one person" : `the ${toTell} people`} who answered, once
          </span>
        </label>
      )}
      <fieldset className="text-sm">
        <legend className="font-semibold">When</legend>
        <label className="flex items-center gap-2">
          <input type="radio" name="when" checked={!later} onChange={() => setLater(false)} />
          Now
        </label>
        <label className="flex items-center gap-2">
          <input type="radio" name="when" checked={later} onChange={() => setLater(true)} />
          At a time to come
        </label>
        {later && (
          <>
            <label htmlFor={`${id}-at`} className="mt-2 block">
              Day and time, in your time zone
            </label>
            <input
              id={`${id}-at`}
              type="datetime-local"
              required
              className={`${controlClass} text-sm`}
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
            <input type="hidden" name="publishAt" value={instant(at)} />
          </>
        )}
      </fieldset>
      <p className="text-sm text-muted">
        {later
          ? "What the draft says then becomes public, unless something stands in the way: then you get a mail."
          : "The draft becomes public as it stands, and stays at its own address. Respondents can still withdraw their words from it."}
      </p>
      <Button type="submit" disabled={pending || planning}>
        {later ? `Set version ${number}` : `Publish version ${number}`}
      </Button>
      <p role="status" className="text-sm empty:hidden">
        {answer.errors["form"] ? (
          <span className="font-semibold text-bad">{answer.errors["form"]}</span>
        ) : (
          answer.done
        )}
      </p>
    </form>
  );
}

/** A local time as an instant; empty where it is none. */
function instant(local: string): string {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

function Public({
  surveyId,
  slug,
  unpublished,
  latest,
  toTell,
  sendsMail,
  actions,
}: PublishPanelProps & { latest: NonNullable<PublishPanelProps["latest"]> }) {
  return (
    <details className="desk-know">
      <summary>
        Version {latest.number} is {unpublished ? "unpublished" : "public"}
      </summary>
      <p className="text-sm">
        <a className="link" href={`/s/${slug}`}>
          {unpublished ? "What readers find there" : "Read it"}
        </a>
      </p>
      {!unpublished && toTell > 0 && !sendsMail && (
        <p className="text-sm">
          No mail leaves this site:{" "}
          <a className="link" href={`/surveys/${surveyId}/links?for=published`}>
            copy the links of those who answered
          </a>
          .
        </p>
      )}
      {!unpublished && toTell > 0 && sendsMail && !latest.told && (
        <ActionForm
          action={actions.tell}
          fields={{ surveyId }}
          label={`Write to the ${toTell === 1 ? "person" : `${toTell} people`} who answered`}
          variant="secondary"
          size="compact"
        />
      )}
      {latest.told && sendsMail && (
        <p className="text-sm text-muted">Those who answered were told by mail.</p>
      )}
      <ActionForm
        action={unpublished ? actions.republish : actions.unpublish}
        fields={{ surveyId }}
        label={unpublished ? "Make it public again" : "Unpublish"}
        variant={unpublished ? "secondary" : "danger"}
        size="compact"
      />
    </details>
  );
}
