import type { ComponentProps } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { type State, StateLabel } from "@/components/ui/state-label";
import { type InvitationState, invitationStateWords } from "@/lib/core/invitations/state";
import { chosenLanguage, languageNames } from "@/lib/core/language";
import { keepsAllMail } from "@/lib/core/mail/waiting";
import { formatDay, formatTime } from "@/lib/core/survey/zoned-time";
import { bulkFormId } from "./bulk-actions";
import { InvitationActions } from "./invitation-actions";

/** Somebody invited, with where they stand. */
export type InvitedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly affiliation: string;
  readonly calledByThemselves: string;
  readonly language: string | null;
  readonly recruitment: "author" | "colleague" | "self";
  readonly state: InvitationState;
  readonly since: Date | null;
  readonly answered: number;
  readonly extendedUntil: Date | null;
  readonly failure: string | null;
  readonly blockedBy: "owner" | "reader" | "author" | null;
  readonly url: string | null;
};

type InvitationTableProps = Pick<
  ComponentProps<typeof InvitationActions>,
  "correct" | "resend" | "revoke" | "remind"
> & {
  survey: {
    readonly id: string;
    readonly timeZone: string;
    readonly language: string;
    /** How many there are. */
    readonly questions: number;
  };
  invitations: readonly InvitedPerson[];
  mayEdit: boolean;
  /** Whether these are the ones of one state. */
  isFiltered: boolean;
  /** By address, the colleague who named somebody. */
  namedBy: ReadonlyMap<string | null, string>;
};

/** Everybody invited with where each stands, and what can be done about it; a block for each of them on a phone. */
export function InvitationTable({
  survey,
  invitations,
  mayEdit,
  isFiltered,
  namedBy,
  ...actions
}: InvitationTableProps) {
  const surveyLanguage = languageNames[chosenLanguage(null, survey.language)];
  const columns: readonly Column<InvitedPerson>[] = [
    {
      key: "name",
      header: "Researcher",
      rowHeader: true,
      onPhone: "max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-1",
      cell: (invitation) => <Named invitation={invitation} />,
    },
    {
      key: "email",
      header: "Address",
      onPhone: "max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2",
      // A long one must not push the others out of sight.
      cell: ({ email }) => <span className="block min-w-40 wrap-anywhere">{email ?? "none"}</span>,
    },
    {
      key: "state",
      header: "State",
      onPhone: "max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-3",
      cell: (invitation) => <Standing invitation={invitation} survey={survey} />,
    },
    {
      key: "since",
      header: "Since",
      onPhone: "max-sm:col-start-3 max-sm:row-start-4 max-sm:pt-2.5 max-sm:text-muted",
      cell: ({ since }) => (
        <span className="whitespace-nowrap tabular-nums">
          {since !== null && (
            <time dateTime={since.toISOString()}>
              {formatDay(since, survey.timeZone)}
              <span className="block text-muted max-sm:hidden">
                {formatTime(since, survey.timeZone)}
              </span>
            </time>
          )}
        </span>
      ),
    },
    {
      key: "recruitment",
      header: "Recruited by",
      onPhone: "max-sm:hidden",
      cell: ({ recruitment, email }) => recruiter(recruitment, namedBy.get(email)),
    },
  ];
  const chosen: Column<InvitedPerson> = {
    key: "chosen",
    header: <span className="sr-only">Chosen</span>,
    onPhone: "max-sm:col-start-1 max-sm:row-span-3 max-sm:row-start-1",
    cell: ({ id, name, email }) => (
      // The target is larger than the box.
      <label className="-m-3 block p-3">
        <input
          type="checkbox"
          form={bulkFormId}
          name="invitationId"
          value={id}
          aria-label={`Choose ${name || email}`}
          className="block size-5 accent-accent"
        />
      </label>
    ),
  };
  const manage: Column<InvitedPerson> = {
    key: "actions",
    header: <span className="sr-only">Actions</span>,
    onPhone: "max-sm:col-start-2 max-sm:row-start-4",
    cell: (invitation) => (
      <InvitationActions
        surveyId={survey.id}
        invitation={invitation}
        surveyLanguage={surveyLanguage}
        {...actions}
      />
    ),
  };
  const [name, ...others] = columns;
  return (
    <DataTable
      caption="Invited researchers"
      rows={invitations}
      rowKey={({ id }) => id}
      empty={
        isFiltered ? (
          <p>Nobody stands there at the moment.</p>
        ) : (
          <p>Nobody is invited yet. Paste a list below; adding people sends nothing.</p>
        )
      }
      phoneColumns="max-sm:grid-cols-[auto_1fr_auto]"
      columns={mayEdit && name ? [chosen, name, ...others, manage] : columns}
    />
  );
}

function Named({ invitation }: { invitation: InvitedPerson }) {
  return (
    <>
      {invitation.name || invitation.email}
      {invitation.affiliation && (
        <span className="block font-normal text-muted">{invitation.affiliation}</span>
      )}
      {invitation.calledByThemselves && (
        <span className="block font-normal text-muted">
          by their own words <bdi>{invitation.calledByThemselves}</bdi>
        </span>
      )}
    </>
  );
}

function Standing({
  invitation,
  survey,
}: {
  invitation: InvitedPerson;
  survey: InvitationTableProps["survey"];
}) {
  const { state, answered, extendedUntil, blockedBy, failure } = invitation;
  return (
    <>
      <StateLabel state={labelState(state)}>
        {invitationStateWords(state, { answered, questions: survey.questions })}
      </StateLabel>
      {extendedUntil && (
        <span className="mt-1 block text-sm text-muted">
          may answer until {formatDay(extendedUntil, survey.timeZone)}
        </span>
      )}
      {blockedBy && <span className="mt-1 block text-sm text-muted">{blockWords[blockedBy]}</span>}
      {failure && (
        <span className="mt-1 block max-w-80 text-sm wrap-anywhere text-muted">
          {state === "queued" && "waits for the mail server"}
          {/* What keeps all of them is told once, above the table. */}
          {state === "queued" && !keepsAllMail(failure) && ": "}
          {(state !== "queued" || !keepsAllMail(failure)) && failure}
        </span>
      )}
    </>
  );
}

const blockWords = {
  owner: "Wants no mail from this site",
  reader: "Do not contact (set by you)",
  author: "Do not contact (set by another author)",
} as const;

function recruiter(recruitment: InvitedPerson["recruitment"], colleague: string | undefined) {
  if (recruitment === "colleague") return colleague ?? "a colleague";
  return recruitment === "self" ? "themselves" : "author";
}

/** The label whose colour a state has. */
export function labelState(state: InvitationState): State {
  if (state === "added") return "not sent";
  return state === "unconfirmed" ? "unknown" : state;
}
