import type { ReactNode } from "react";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Page } from "@/components/ui/page";
import { StateLabel } from "@/components/ui/state-label";
import type { LifecycleFacts } from "@/lib/core/survey/lifecycle";
import type { CommentThread } from "@/lib/synthesis/overlay/schema";
import { longDate } from "../reading";
import { type DeskActions, DeskProvider, type StandingEntry } from "./desk-context";
import { blockNames, type DeskDraft } from "./desk-draft";
import { DeskPage } from "./desk-page";
import { type PublishActions, PublishPanel } from "./publish-panel";
import { Progress, Rail } from "./rail";

export type DeskViewProps = {
  survey: {
    readonly id: string;
    readonly title: string;
    readonly phase: LifecycleFacts["status"];
    readonly slug: string;
    readonly publication: {
      readonly slug: string;
      readonly unpublishedAt: Date | null;
      readonly versions: readonly { readonly number: number; readonly publishedAt: Date }[];
    } | null;
  };
  mayEdit: boolean;
  mayExportPrivate: boolean;
  /** Null until the first answer was submitted and the draft computed. */
  draft: DeskDraft | null;
  computing: boolean;
  lastEdit: number;
  entries: readonly StandingEntry[];
  undo: string | null;
  redo: string | null;
  threads: readonly CommentThread[];
  latest: { readonly number: number; readonly told: boolean } | null;
  plan: { readonly publishAt: string; readonly blocked: boolean } | null;
  toTell: number;
  /** Whether this site sends mail; without it the author hands links over. */
  sendsMail: boolean;
  actions: DeskActions;
  publishing: PublishActions;
  /** Rooms of their own beside the draft: the approval round, a model's proposals. */
  panels?: ReactNode;
};

/** The author's desk: the synthesis as it will be read, editable in place, with what stands before its publication. */
export function DeskView(props: DeskViewProps) {
  const { survey, draft, mayEdit, entries, threads, actions, panels } = props;
  const [latest, ...earlier] = survey.publication?.versions ?? [];
  return (
    <DeskProvider
      surveyId={survey.id}
      mayEdit={mayEdit}
      entries={entries}
      threads={threads}
      actions={actions}
    >
      <Page>
        <SurveyHeader
          survey={survey}
          here="synthesis"
          title="Synthesis"
          lead={
            <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <StateLabel
                state={
                  latest && survey.publication?.unpublishedAt == null ? "published" : "unpublished"
                }
              >
                {latest ? `version ${latest.number}` : "not published yet"}
              </StateLabel>
              {latest && survey.publication && (
                <a className="link" href={`/s/${survey.publication.slug}`}>
                  Published {longDate(latest.publishedAt)}
                </a>
              )}
              {earlier.map(({ number }) => (
                <a
                  key={number}
                  className="link"
                  href={`/s/${survey.publication?.slug}/v/${number}`}
                >
                  Version {number}
                </a>
              ))}
              {draft && props.mayExportPrivate && (
                <a className="link" href={`/surveys/${survey.id}/synthesis/private`}>
                  All answers as JSON
                </a>
              )}
            </span>
          }
        />
        {panels}
        {draft ? (
          <Desk {...props} draft={draft} />
        ) : (
          <p className="mt-8 text-muted">
            {props.computing
              ? "The synthesis is being computed …"
              : "The synthesis writes itself once the first answer is submitted. There is none yet."}
          </p>
        )}
        {!draft && (
          <div className="sr-only">
            <Progress
              surveyId={survey.id}
              computing={props.computing}
              computedAt={null}
              inputHash={null}
              lastEdit={props.lastEdit}
              version={props.latest?.number ?? null}
              planned={props.plan && `${props.plan.publishAt} ${props.plan.blocked}`}
            />
          </div>
        )}
      </Page>
    </DeskProvider>
  );
}

function Desk(props: DeskViewProps & { draft: DeskDraft }) {
  const { survey, draft, mayEdit, computing, lastEdit, latest, plan, toTell } = props;
  const { notes, edits, inputHash, computedAt, changes } = draft;
  return (
    <div className="desk">
      <Rail
        notes={notes}
        edits={edits}
        names={blockNames(draft)}
        undo={props.undo !== null}
        redo={props.redo !== null}
        progress={
          <Progress
            surveyId={survey.id}
            computing={computing}
            computedAt={computedAt}
            inputHash={inputHash}
            lastEdit={lastEdit}
            version={latest?.number ?? null}
            planned={plan && `${plan.publishAt} ${plan.blocked}`}
          />
        }
        publishing={
          mayEdit && (
            <PublishPanel
              surveyId={survey.id}
              number={(latest?.number ?? 0) + 1}
              blocked={notes.some(({ blocks }) => blocks)}
              inputHash={inputHash}
              lastEdit={lastEdit}
              changes={changes}
              toTell={toTell}
              sendsMail={props.sendsMail}
              latest={latest}
              plan={plan}
              slug={survey.publication?.slug ?? survey.slug}
              unpublished={survey.publication?.unpublishedAt != null}
              actions={props.publishing}
            />
          )
        }
      />
      <article className="synthesis" aria-label="The page as the public will read it">
        <DeskPage draft={draft} entries={props.entries} />
      </article>
    </div>
  );
}
