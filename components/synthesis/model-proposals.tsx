import { StateLabel } from "@/components/ui/state-label";
import type { FormAction } from "@/lib/core/form-state";
import type { ProposalsView, ProposalView } from "@/lib/synthesis/model/schema";
import { Decide, labels } from "./model-decision";
import { SortedThemes } from "./model-themes";

type ModelProposalsProps = {
  surveyId: string;
  proposals: ProposalsView;
  decide: FormAction;
};

const reasons: Readonly<Record<string, string>> = {
  "wrong-shape": "in another form than asked for",
  "unknown-place": "for no sentence that was asked about",
  "no-source": "without a source, or without naming the theme it speaks of",
  "unknown-statistic": "citing a figure that does not exist",
  "unknown-answer": "citing an answer that was not sent",
  "inexact-quote": "quoting words that nobody wrote so",
  number: "with a number that the cited figures do not bear out",
  hedge: "without the caution of the rule’s sentence",
  overclaim: "claiming more than those who answered said",
  unattributed: "stating an answer as a fact",
  ungrounded: "in words that none of its sources has",
  "uncited-words": "repeating an answer without citing it",
  name: "with a name",
  "prompt-text": "repeating or talking about its instructions",
  voice: "speaking as itself or to the reader",
  language: "in another language",
  markup: "with marks that are no plain prose",
  address: "with an address",
  length: "too short or too long",
  "not-one-sentence": "of more or less than one sentence",
  same: "equal to the rule’s sentence",
  repeated: "for a sentence that it had worded already",
  "theme-shape": "themes in another form than asked for",
  "theme-points": "themes that leave a point out, or have one twice",
  "theme-number": "themes too many, too few, or of too few answers",
  "theme-name": "names of themes in words that nobody wrote so; the rules name these",
};

/** Sentences that a model proposes, each beside the rule's that it would replace; the author decides one by one. */
export function ModelProposals({ surveyId, proposals, decide }: ModelProposalsProps) {
  const { model, host, questions, open, accepted, record, dropped, mayDecide } = proposals;
  const counts = [
    open > 0 ? `${open} to decide` : "",
    accepted > 0 ? `${accepted} used` : "",
  ].filter(Boolean);
  return (
    <details
      id="proposals"
      open={open > 0}
      className="mt-6 rounded-md border border-line px-4 py-2 sm:px-5"
    >
      <summary className="min-h-11 cursor-pointer py-2">
        <h2 className="inline text-base font-semibold">Proposed by a model</h2>
        <span className="ms-3 text-sm text-muted">
          {counts.length > 0 ? counts.join(", ") : "none yet"}
        </span>
      </summary>
      <p className="mt-1 max-w-text text-sm text-muted">
        {model} at {host} words sentences of the rules anew and sorts points into themes, from
        figures and from texts that may be quoted. Numbers, quotes, sources, caution and names were
        checked; whether a sentence is true and a theme fair is yours to judge. Until you use one,
        the rule’s stands.
      </p>
      {questions.length === 0 && (
        <p className="my-4">
          Nothing is proposed. Proposals appear here some time after answers are submitted.
        </p>
      )}
      {questions.map((question) => (
        <section key={question.number} className="mt-6">
          <h3 className="font-serif text-lg">
            {question.number}. {question.prompt}
          </h3>
          <ol className="mt-2">
            {question.sortings.map((sorting) => (
              <li key={sorting.id} className="border-t border-line py-4">
                <SortedThemes
                  surveyId={surveyId}
                  sorting={sorting}
                  decide={decide}
                  mayDecide={mayDecide}
                />
              </li>
            ))}
            {question.proposals.map((proposal) => (
              <li key={proposal.id} className="border-t border-line py-4">
                <Proposal
                  surveyId={surveyId}
                  proposal={proposal}
                  decide={decide}
                  mayDecide={mayDecide}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {record.length > 0 && (
        <details className="my-3 border-t border-line pt-2 text-sm">
          <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-muted">
            What asking came to
          </summary>
          <dl className="my-2 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
            {record.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
          {dropped.length > 0 && (
            <>
              <p className="text-muted">What did not pass, and is kept nowhere:</p>
              <ul className="my-1 list-disc ps-5">
                {dropped.map(({ reason, count }) => (
                  <li key={reason}>
                    {count} {reasons[reason] ?? reason}
                  </li>
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </details>
  );
}

function Proposal({
  surveyId,
  proposal,
  decide,
  mayDecide,
}: {
  surveyId: string;
  proposal: ProposalView;
  decide: FormAction;
  mayDecide: boolean;
}) {
  const { id, state, passages, figures } = proposal;
  const decided = state === "accepted" || state === "rejected";
  return (
    <article aria-label={`${proposal.place}, ${labels[state]}`}>
      <p className="flex flex-wrap items-center gap-x-3 text-sm">
        <span className="text-muted">{proposal.place}</span>
        <StateLabel state={labels[state]} />
        {decided && proposal.decided && <span className="text-muted">{proposal.decided}</span>}
      </p>
      <div className="mt-2 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <p className="text-xs text-muted">By rule</p>
          <p className="font-serif text-muted">{proposal.rule}</p>
        </div>
        <div>
          <p className="text-xs text-muted">By {proposal.model}</p>
          <p className={state === "stale" ? "font-serif text-muted" : "font-serif"}>
            {proposal.text}
          </p>
          {(figures.length > 0 || passages.length > 0) && (
            <div className="mt-2 text-sm text-muted">
              <p>Rests on {figures.length > 0 ? figures.join(", ") : "these words"}</p>
              {passages.map(({ who, words }) => (
                <p key={who + words}>
                  {who}: “{words}”
                </p>
              ))}
            </div>
          )}
        </div>
      </div>
      {state === "stale" && (
        <p className="mt-2 text-sm text-muted">
          Answers changed since: it no longer holds, and the rule’s sentence stands.
        </p>
      )}
      {mayDecide && state !== "stale" && (
        <Decide
          state={state}
          action={decide}
          fields={{ surveyId, proposalId: id, what: "sentence" }}
          use="Use this sentence"
          keep="Keep the rule’s"
        />
      )}
    </article>
  );
}
