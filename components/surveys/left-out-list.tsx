import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { faultsInWords } from "@/lib/core/invitations/message";
import type { LeftOut } from "@/lib/core/invitations/sending";
import type { Language } from "@/lib/core/language";

/** A list longer than this says how many follow. */
const rowsShown = 500;

type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly why: LeftOut;
};

/** What is as it should be, and asks nothing of the author: how a number of people stand there. */
const settled: ReadonlyMap<LeftOut["reason"], string> = new Map([
  ["already-invited", "invited already"],
  ["on-its-way", "with a mail that waits for its turn"],
  ["answered", "answered already"],
]);

/** Who gets no mail, and why: first those whom the author may want to do something about; the others are counted. */
export function LeftOutList({
  surveyId,
  left,
  language,
}: {
  surveyId: string;
  left: readonly Person[];
  /** Of the author's message. */
  language: Language;
}) {
  const open = left.filter(({ why }) => !settled.has(why.reason));
  const quiet = left.filter(({ why }) => settled.has(why.reason));
  const counts = [...settled].flatMap(([reason, words]) => {
    const count = quiet.filter(({ why }) => why.reason === reason).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return (
    <section className="max-w-[44rem]">
      <h2 className="mb-4 font-serif text-xl font-semibold">
        {open.length === 0
          ? "The others"
          : open.length === 1
            ? "1 person gets none, and why"
            : `${open.length} people get none, and why`}
      </h2>
      {open.some(({ why }) => why.reason === "gap") && (
        <p className="mb-3">
          The message names what is not known of some.{" "}
          <Link
            href={`/surveys/${surveyId}/invitations/message`}
            className="text-accent underline-offset-4 hover:underline"
          >
            Change the message
          </Link>
          , or add what is missing.
        </p>
      )}
      {open.length > 0 && <People people={open} language={language} />}
      {quiet.length > 0 && (
        <details className={open.length > 0 ? "mt-4" : ""}>
          <summary className="min-h-11 cursor-pointer content-center py-1 text-accent tabular-nums underline-offset-4 hover:underline sm:min-h-9">
            {counts.join(", ")}
          </summary>
          <p className="mb-2 text-sm text-muted">
            How far each is stands in the{" "}
            <Link
              href={`/surveys/${surveyId}/invitations`}
              className="text-accent underline-offset-4 hover:underline"
            >
              table of invitations
            </Link>
            .
          </p>
          <People people={quiet} language={language} />
        </details>
      )}
    </section>
  );
}

function People({ people, language }: { people: readonly Person[]; language: Language }) {
  return (
    <>
      <DataTable
        caption="Who gets no mail, and why"
        rows={people.slice(0, rowsShown)}
        rowKey={({ id }) => id}
        phoneColumns="max-sm:grid-cols-1"
        columns={[
          {
            key: "name",
            header: "Researcher",
            rowHeader: true,
            cell: ({ name, email }) => <bdi>{name || email || "no name"}</bdi>,
          },
          {
            key: "email",
            header: "Address",
            onPhone: "max-sm:break-words",
            cell: ({ email }) => email ?? "none",
          },
          {
            key: "why",
            header: "Why",
            onPhone: "max-sm:text-muted",
            cell: ({ why }) => whyInWords(why, language),
          },
        ]}
      />
      {people.length > rowsShown && (
        <p className="text-sm text-muted">and {people.length - rowsShown} more</p>
      )}
    </>
  );
}

function whyInWords(why: LeftOut, language: Language): string {
  switch (why.reason) {
    case "do-not-contact":
      return {
        owner: "do not contact: wants no mail from this site",
        reader: "do not contact: set by you",
        author: "do not contact: set by another author",
      }[why.by];
    case "duplicate":
      return `duplicate: the same mailbox as ${why.of}`;
    case "gap":
      return `the message says nothing for ${faultsInWords({ unknown: [], empty: why.empty }, language)}`;
    default:
      return plainReasons[why.reason];
  }
}

const plainReasons: Readonly<
  Record<Exclude<LeftOut["reason"], "do-not-contact" | "duplicate" | "gap">, string>
> = {
  "no-address": "there is no address",
  revoked: "revoked",
  withdrawn: "withdrew",
  declined: "declined",
  unsubscribed: "wants no more mails about this survey",
  answered: "has answered already",
  bounced: "bounced: renew it with a corrected address",
  "already-invited": "already invited",
  "on-its-way": "the mail is queued already",
};
