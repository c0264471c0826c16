"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { WaitingPeople } from "./waiting-people";

type Nomination = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly affiliation: string;
  readonly note: string;
  readonly state: "open" | "approved" | "dismissed";
};

type NominationListProps = {
  surveyId: string;
  nominations: readonly Nomination[];
  decide: FormAction;
};

/** Readers of the public page who ask to be invited: each is approved or put aside by the author, and mailed by neither. */
export function NominationList({ nominations, ...rest }: NominationListProps) {
  return (
    <WaitingPeople
      id="nominated"
      title="Asked to be invited"
      lead="By readers of the public page, each with a confirmed address. Whoever is approved is counted apart as self-nominated: in no finding, and not among the invited."
      people={nominations}
      row={(nomination) => <Row key={nomination.id} nomination={nomination} {...rest} />}
    />
  );
}

function Row({
  nomination,
  surveyId,
  decide,
}: Omit<NominationListProps, "nominations"> & { nomination: Nomination }) {
  const [state, submit, pending] = useActionState(decide, emptyForm);
  const { id, name, email, affiliation, note } = nomination;
  return (
    <li className="py-4">
      <p className="font-semibold">
        {name} <span className="font-normal text-muted">{email}</span>
      </p>
      {affiliation !== "" && <p className="text-sm text-muted">{affiliation}</p>}
      {note !== "" && <p className="mt-1 text-sm whitespace-pre-line">{note}</p>}
      <form action={submit} className="mt-3 flex flex-wrap items-center gap-3">
        <input type="hidden" name="surveyId" value={surveyId} />
        <input type="hidden" name="nominationId" value={id} />
        <Button type="submit" name="step" value="approve" size="compact" disabled={pending}>
          Approve<span className="sr-only"> {name}</span>
        </Button>
        {nomination.state === "open" && (
          <Button
            type="submit"
            name="step"
            value="dismiss"
            size="compact"
            variant="quiet"
            disabled={pending}
          >
            Put aside<span className="sr-only"> {name}</span>
          </Button>
        )}
        <p role="status" className="text-sm empty:hidden">
          {state.errors["form"] ? (
            <span className="font-semibold text-bad">{state.errors["form"]}</span>
          ) : (
            state.done
          )}
        </p>
      </form>
    </li>
  );
}
