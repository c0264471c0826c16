import { type Column, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { type State, StateLabel } from "@/components/ui/state-label";
import type { FormAction } from "@/lib/core/form-state";
import { calendarDay, formatDay } from "@/lib/core/survey/zoned-time";
import { AskForQuotesForm } from "./ask-for-quotes-form";
import { HandOver } from "./hand-over";

type Person = {
  readonly invitationId: string;
  readonly name: string;
  readonly proposed: number;
  readonly approved: number;
  readonly edited: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly mail:
    | "queued"
    | "sending"
    | "sent"
    | "failed"
    | "unknown"
    | "cancelled"
    | "paused"
    | null;
  readonly reminded: boolean;
};

type QuoteApprovalProps = {
  readonly survey: {
    readonly id: string;
    readonly timeZone: string;
    readonly submittingApprovesQuotes: boolean;
    readonly fictional: boolean;
    readonly mayEdit: boolean;
  };
  readonly rounds: readonly {
    readonly id: string;
    readonly number: number;
    readonly startedAt: Date;
    readonly decideBy: Date;
    readonly remindedAt: Date | null;
  }[];
  readonly people: readonly Person[];
  readonly next: { readonly quotes: number; readonly people: number; readonly again: boolean };
  readonly running: boolean;
  readonly now: Date;
  /** Whether this site sends mail; without it the author hands links over. */
  readonly sendsMail: boolean;
  readonly ask: FormAction;
};

const dayMs = 86_400_000;

/** Who was asked about which quotes, what they said, and the next asking. */
export function QuoteApproval(props: QuoteApprovalProps) {
  const { survey, rounds, people, next, running, now, sendsMail } = props;
  const [latest] = rounds;
  if (survey.submittingApprovesQuotes) {
    return (
      <Notice title="Quotes are approved by submitting">
        <p>
          The invitation says so: whoever allows quotes of an answer approves them by submitting it.
          There is nothing to ask.
        </p>
      </Notice>
    );
  }
  const sum = (of: (person: Person) => number) =>
    people.reduce((total, person) => total + of(person), 0);
  const decided = sum(({ approved, edited, refused }) => approved + edited + refused);
  const all = decided + sum(({ proposed }) => proposed);
  return (
    <div className="flex flex-col gap-10">
      {latest && (
        <section aria-labelledby="progress">
          <h2 id="progress" className="font-serif text-xl font-semibold">
            {decided} of {all} decided
          </h2>
          <p className="mt-1 mb-4 text-muted">
            Asked {formatDay(latest.startedAt, survey.timeZone)};{" "}
            {running ? "to decide until" : "the time to decide ended on"}{" "}
            {formatDay(latest.decideBy, survey.timeZone)}.{" "}
            {latest.remindedAt
              ? `Reminded ${formatDay(latest.remindedAt, survey.timeZone)}.`
              : running && sendsMail
                ? "Whoever has not decided is reminded once before."
                : ""}{" "}
            What is not decided is not shown word for word.
          </p>
          {survey.mayEdit && all > decided && (
            <HandOver surveyId={survey.id} sendsMail={sendsMail} occasion="quotes" />
          )}
          <DataTable
            caption="Quotes by respondent"
            rows={people}
            rowKey={({ invitationId }) => invitationId}
            columns={[
              {
                key: "name",
                header: "Respondent",
                rowHeader: true,
                cell: (person) => (
                  <>
                    <bdi>{person.name}</bdi>
                    {/* The figures of the columns that a phone has no room for. */}
                    <span className="block font-normal text-muted tabular-nums sm:hidden">
                      {figures(person)}
                    </span>
                  </>
                ),
              },
              {
                key: "state",
                header: "State",
                cell: (person) => (
                  <StateLabel state={stateOf(person)}>{wordsOf(person)}</StateLabel>
                ),
              },
              count("approved", "Approved"),
              count("edited", "Edited"),
              count("refused", "Refused"),
              count("proposed", "Not decided"),
              ...(sendsMail || people.some(({ mail }) => mail !== null) ? [mailColumn] : []),
            ]}
          />
        </section>
      )}
      {next.people > 0 && !survey.fictional ? (
        <section aria-labelledby="ask">
          <h2 id="ask" className="font-serif text-xl font-semibold">
            {next.again ? "Ask again" : latest ? "Ask about new quotes" : "Ask for approval"}
          </h2>
          <p className="mt-1 mb-4 max-w-text text-muted">
            {next.quotes === 1 ? "1 quote" : `${next.quotes} quotes`} of{" "}
            {next.people === 1 ? "1 respondent" : `${next.people} respondents`} {stateWords(next)}{" "}
            {sendsMail
              ? "Each gets one mail with all of their quotes in context, and decides with one click each."
              : "No mail leaves this site: afterwards you hand each their own link, which opens all of their quotes in context."}
          </p>
          {survey.mayEdit && (
            <AskForQuotesForm
              key={rounds.length}
              action={props.ask}
              surveyId={survey.id}
              people={next.people}
              sendsMail={sendsMail}
              decideBy={calendarDay(new Date(now.getTime() + 10 * dayMs), survey.timeZone)}
              earliest={calendarDay(now, survey.timeZone)}
            />
          )}
        </section>
      ) : (
        <p className="text-muted">
          {latest
            ? "Every quote of the draft has been asked about."
            : "The draft has no quotes to ask about yet. They come from answers whose respondents allow quotes."}
        </p>
      )}
    </div>
  );
}

function count(key: "approved" | "edited" | "refused" | "proposed", header: string) {
  return {
    key,
    header,
    align: "right" as const,
    wideOnly: true,
    cell: (person: Person) => person[key],
  };
}

const mailColumn: Column<Person> = {
  key: "mail",
  header: "Mail",
  cell: ({ mail, reminded }) => (mail === null ? "none" : `${mail}${reminded ? ", reminded" : ""}`),
};

/** How many quotes stand where, without those of which there are none: "3 approved, 2 open". */
function figures({ approved, edited, refused, proposed }: Person): string {
  const parts = [
    [approved, "approved"],
    [edited, "edited"],
    [refused, "refused"],
    [proposed, "open"],
  ] as const;
  return parts
    .filter(([quotes]) => quotes > 0)
    .map(([quotes, words]) => `${quotes} ${words}`)
    .join(", ");
}

function stateOf(person: Person): State {
  if (person.proposed > 0) return "proposed";
  if (person.approved + person.edited > 0) return "approved";
  return person.refused > 0 ? "refused" : "withdrawn";
}

function wordsOf(person: Person): string {
  const decided = person.approved + person.edited + person.refused;
  if (person.proposed > 0) return decided === 0 ? "not decided" : "decided in part";
  return decided > 0 ? "decided" : "withdrawn";
}

/** What is said of the quotes that would be asked about. */
function stateWords({ quotes, again }: { quotes: number; again: boolean }): string {
  const one = quotes === 1;
  if (again) return one ? "was left open." : "were left open.";
  return one ? "stands in the draft and needs approval." : "stand in the draft and need approval.";
}
