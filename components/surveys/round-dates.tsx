"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction, type FormState } from "@/lib/core/form-state";
import { calendarDay, formatInstant } from "@/lib/core/survey/zoned-time";

const mostRounds = 5;

type RoundDatesProps = {
  readonly survey: { readonly id: string; readonly timeZone: string };
  readonly rounds: readonly {
    readonly number: number;
    readonly opensAt: Date;
    readonly closesAt: Date;
    readonly openedAt: Date | null;
    readonly closedAt: Date | null;
  }[];
  /** Whether this site sends mail; without it the author hands links over. */
  readonly sendsMail: boolean;
  readonly date: FormAction;
  readonly add: FormAction;
  readonly remove: FormAction;
};

/** When each round opens and closes; the worker does both, and writes to the experts where this site sends mail. */
export function RoundDates({ survey, rounds, sendsMail, date, add, remove }: RoundDatesProps) {
  const last = rounds.at(-1);
  const told = sendsMail ? "get a mail" : "get their link from you";
  const removable = rounds.length > 1 && last?.openedAt === null ? last : undefined;
  return (
    <section aria-labelledby="rounds" className="max-w-[44rem]">
      <h2 id="rounds" className="font-serif text-xl font-semibold">
        Rounds
      </h2>
      <p className="mt-2 mb-6 text-muted">
        {rounds.length < 2
          ? `Everybody answers once. A second round opens by itself on its day, at the end of it, to those who answered: they ${told}, read what the panel said, and answer again.`
          : `The first round opens with the survey. Each later one opens by itself on its day, at the end of it, to those who answered the one before: they ${told}, read what the panel said, and answer again.`}
      </p>
      <div className="flex flex-col gap-8">
        {rounds.map((round) =>
          round.closedAt === null ? (
            <OneRound key={round.number} survey={survey} round={round} date={date} />
          ) : (
            <p key={round.number}>
              Round {round.number} closed {formatInstant(round.closedAt, survey.timeZone)}.
            </p>
          ),
        )}
      </div>
      {removable && (
        <RemoveRound
          key={removable.number}
          surveyId={survey.id}
          number={removable.number}
          remove={remove}
        />
      )}
      {rounds.length < mostRounds && (
        <AddRound
          key={`add-${rounds.length}`}
          surveyId={survey.id}
          number={Math.max(1, rounds.length) + 1}
          add={add}
        />
      )}
    </section>
  );
}

function AddRound({
  surveyId,
  number,
  add,
}: {
  surveyId: string;
  number: number;
  add: FormAction;
}) {
  const [state, submit, pending] = useActionState(add, emptyForm);
  return (
    <details className="mt-6" open={Object.keys(state.errors).length > 0}>
      <summary className="min-h-11 cursor-pointer py-2 text-accent">Add round {number}</summary>
      <form action={submit} className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-3">
        <input type="hidden" name="surveyId" value={surveyId} />
        <TextField
          id="new-round-opens"
          name="opensOn"
          type="date"
          label={`Round ${number} opens on`}
          defaultValue={state.values["opensOn"] ?? ""}
          error={state.errors["opensOn"]}
        />
        <TextField
          id="new-round-closes"
          name="closesOn"
          type="date"
          label={`Round ${number} closes on`}
          defaultValue={state.values["closesOn"] ?? ""}
          error={state.errors["closesOn"]}
        />
        <div className="self-end">
          <Button type="submit" variant="secondary" disabled={pending}>
            Add the round
          </Button>
        </div>
        <Said state={state} />
      </form>
    </details>
  );
}

function RemoveRound({
  surveyId,
  number,
  remove,
}: {
  surveyId: string;
  number: number;
  remove: FormAction;
}) {
  const [state, submit, pending] = useActionState(remove, emptyForm);
  return (
    <form action={submit} className="mt-3">
      <input type="hidden" name="surveyId" value={surveyId} />
      <input type="hidden" name="number" value={number} />
      <Button type="submit" variant="quiet" size="compact" className="-ms-3" disabled={pending}>
        Take round {number} away
      </Button>
      <Said state={state} />
    </form>
  );
}

function Said({ state }: { state: FormState }) {
  return (
    <p role="status" className="w-full text-sm empty:hidden">
      {state.errors["form"] ? (
        <span className="font-semibold text-bad">{state.errors["form"]}</span>
      ) : (
        state.done
      )}
    </p>
  );
}

function OneRound({
  survey,
  round,
  date,
}: Pick<RoundDatesProps, "survey" | "date"> & { round: RoundDatesProps["rounds"][number] }) {
  const [state, submit, pending] = useActionState(date, emptyForm);
  const { number } = round;
  const opens = number > 1 && round.openedAt === null;
  return (
    <form action={submit} className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <input type="hidden" name="surveyId" value={survey.id} />
      <input type="hidden" name="number" value={number} />
      {opens && (
        <TextField
          id={`round-${number}-opens`}
          name="opensOn"
          type="date"
          label={`Round ${number} opens on`}
          defaultValue={state.values["opensOn"] || calendarDay(round.opensAt, survey.timeZone)}
          error={state.errors["opensOn"]}
        />
      )}
      <TextField
        id={`round-${number}-closes`}
        name="closesOn"
        type="date"
        label={`Round ${number} closes on`}
        defaultValue={state.values["closesOn"] || calendarDay(round.closesAt, survey.timeZone)}
        error={state.errors["closesOn"]}
      />
      <div className="self-end">
        <Button type="submit" variant="secondary" disabled={pending}>
          Store the {opens ? "days" : "day"}
        </Button>
      </div>
      <Said state={state} />
    </form>
  );
}
