import { DataTable } from "@/components/ui/data-table";
import { type State, StateLabel } from "@/components/ui/state-label";
import type { FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";

type Import = {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly respondents: number;
  readonly answers: number;
  readonly isUndone: boolean;
  readonly confirmed: number;
  readonly mayUndo: boolean;
};

type Person = {
  readonly invitationId: string;
  readonly name: string;
  readonly email: string | null;
  readonly answers: number;
  readonly state: string;
};

const labels: Readonly<Record<string, State>> = {
  confirmed: "submitted",
  withdrawn: "withdrawn",
  revoked: "revoked",
  queued: "queued",
  asked: "sent",
  "mail refused": "bounced",
  "no more mails": "unsubscribed",
};

const shownAtOnce = 200;

/** What the author entered: each import, and where each person stands. */
export function EnteredAnswers({
  surveyId,
  imports,
  people,
  mayEdit,
  ask,
  undo,
}: {
  surveyId: string;
  imports: readonly Import[];
  people: readonly Person[];
  mayEdit: boolean;
  ask: FormAction;
  undo: FormAction;
}) {
  if (imports.length === 0) return null;
  const waiting = people.filter(({ state }) => state === "not asked").length;
  const confirmed = people.filter(({ state }) => state === "confirmed").length;
  return (
    <section id="entered" aria-labelledby="entered-title" className="mt-12 scroll-mt-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="max-w-text">
          <h2 id="entered-title" className="font-serif text-xl font-semibold">
            Entered by the author
          </h2>
          <p className="mt-2 mb-4 text-muted">
            {confirmed} of {people.length} confirmed. Until then the answers are counted, and nobody
            is named or quoted.
          </p>
        </div>
        {mayEdit && people.length > 0 && (
          <ActionForm
            action={ask}
            fields={{ surveyId }}
            label={
              waiting === 0
                ? "Everybody was asked"
                : `Ask ${waiting === 1 ? "one person" : `${waiting} people`} to confirm`
            }
            idle={waiting === 0}
          />
        )}
      </div>
      <details open={people.length <= 12}>
        <summary className="min-h-11 py-2.5 text-muted">Where each person stands</summary>
        <DataTable
          caption="Whose answers were entered"
          rows={people.slice(0, shownAtOnce)}
          rowKey={(person) => person.invitationId}
          columns={[
            {
              key: "name",
              header: "Person",
              rowHeader: true,
              cell: (person) => (
                <>
                  {person.name}
                  <span className="block font-normal break-all text-muted sm:hidden">
                    {person.email ?? "no address"}
                  </span>
                </>
              ),
            },
            {
              key: "email",
              header: "Address",
              cell: (person) => person.email ?? "none",
              wideOnly: true,
            },
            { key: "answers", header: "Answers", align: "right", cell: (person) => person.answers },
            {
              key: "state",
              header: "State",
              cell: (person) => (
                <StateLabel state={labels[person.state] ?? "not sent"}>{person.state}</StateLabel>
              ),
            },
          ]}
        />
        {people.length > shownAtOnce && (
          <p className="mt-2 text-sm text-muted">
            The first {shownAtOnce} of {people.length.toLocaleString("en")}. All of them stand among
            the invitations.
          </p>
        )}
      </details>
      <div className="mt-8">
        <DataTable
          caption="Imports"
          captionVisible
          rows={imports}
          rowKey={(one) => one.id}
          columns={[
            {
              key: "at",
              header: "When",
              rowHeader: true,
              cell: (one) => (
                <>
                  {one.at}
                  <span className="block font-normal text-muted sm:hidden">{one.by}</span>
                </>
              ),
            },
            { key: "by", header: "Who", cell: (one) => one.by, wideOnly: true },
            { key: "people", header: "People", align: "right", cell: (one) => one.respondents },
            { key: "answers", header: "Answers", align: "right", cell: (one) => one.answers },
            {
              key: "undo",
              header: <span className="sr-only">Undo</span>,
              align: "right",
              cell: (one) =>
                one.isUndone ? (
                  <span className="text-muted">taken back</span>
                ) : mayEdit && one.mayUndo ? (
                  <div className="-my-1.5 flex justify-end">
                    <ActionForm
                      action={undo}
                      fields={{ surveyId, importId: one.id }}
                      label={<span className="whitespace-nowrap">Take back</span>}
                      variant="quiet"
                      size="compact"
                    />
                  </div>
                ) : (
                  <span className="text-muted">
                    {one.confirmed > 0 ? `${one.confirmed} confirmed` : ""}
                  </span>
                ),
            },
          ]}
        />
      </div>
    </section>
  );
}
