"use client";

import { useActionState, useState } from "react";
import { keepTyped } from "@/components/forms/keep-typed";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

type SendFormProps = {
  surveyId: string;
  /** How many mails would leave. */
  count: number;
  /** Sending opens it. */
  isDraft: boolean;
  /** The survey's zone; what the author chooses stands in the words of each sending. */
  timeZone: string;
  timeZones: readonly string[];
  send: FormAction;
};

/** Sends what waits, now or at a time in a time zone. */
export function SendForm({ surveyId, count, isDraft, timeZone, timeZones, send }: SendFormProps) {
  const [state, submit, pending] = useActionState(send, emptyForm);
  const [later, setLater] = useState(false);
  const [at, setAt] = useState("");
  const [zone, setZone] = useState(timeZone);
  const mails = `${count} ${count === 1 ? "mail" : "mails"}`;
  const { first, second } = state.values;
  return (
    <form
      action={submit}
      // What was chosen stays: a mail that was to wait must not leave.
      onSubmit={keepTyped(submit)}
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="surveyId" value={surveyId} />
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">When</legend>
        {(
          [
            ["now", "Now"],
            ["later", "At a time to come"],
          ] as const
        ).map(([value, words]) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name="when"
              value={value}
              checked={later === (value === "later")}
              onChange={() => setLater(value === "later")}
              className="size-5 accent-accent"
            />
            {words}
          </label>
        ))}
      </fieldset>
      {later && (
        <div className="flex flex-wrap gap-4">
          <div className="min-w-56 flex-1">
            <TextField
              id="at"
              name="at"
              type="datetime-local"
              label="Day and time"
              value={at}
              onChange={(event) => setAt(event.target.value)}
              error={state.errors["at"]}
            />
          </div>
          <div className="min-w-56 flex-1">
            <TextField
              id="timeZone"
              name="timeZone"
              label="Time zone"
              list="time-zones"
              value={zone}
              onChange={(event) => setZone(event.target.value)}
              error={state.errors["timeZone"]}
            />
            <datalist id="time-zones">
              {timeZones.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
          {first !== undefined && second !== undefined && (
            <fieldset className="w-full">
              <legend className="font-semibold">Which of the two</legend>
              {[
                ["first", first],
                ["second", second],
              ].map(([value, words]) => (
                <label key={value} className="flex min-h-11 items-center gap-3 py-1">
                  <input type="radio" name="turn" value={value} className="size-5 accent-accent" />
                  {words}
                </label>
              ))}
            </fieldset>
          )}
        </div>
      )}
      {isDraft && (
        <p className="text-sm text-muted">
          {later
            ? "The survey opens now, and its finding rules are fixed from then on; nobody has a link before the mails leave."
            : "Sending opens the survey: its finding rules are fixed from then on."}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {later
            ? `${isDraft ? "Open the survey and plan" : "Plan"} ${mails}`
            : `${isDraft ? "Open the survey and send" : "Send"} ${mails}`}
        </Button>
        <p role="status" className="text-sm empty:hidden">
          {state.errors["form"] ? (
            <span className="font-semibold text-bad">{state.errors["form"]}</span>
          ) : (
            state.done
          )}
        </p>
      </div>
    </form>
  );
}
