import type { FormAction } from "@/lib/core/form-state";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import type { RewordedQuestion, Rewording } from "@/lib/surveys/wordings/schema";
import { ActionForm } from "./action-form";
import { HandOver } from "./hand-over";
import { RevisionChange } from "./revision-change";

type RewordingsProps = {
  readonly survey: { readonly id: string; readonly timeZone: string; readonly open: boolean };
  readonly questions: readonly RewordedQuestion[];
  readonly mayDecide: boolean;
  /** Whether this site sends mail; without it the author hands links over. */
  readonly sendsMail: boolean;
  readonly decide: FormAction;
};

/** Each reworded question with its changes, and what each decision about them would do. */
export function Rewordings({ questions, ...props }: RewordingsProps) {
  if (questions.length === 0) {
    return <p>No question was reworded since the survey opened.</p>;
  }
  return questions.map((question) => <Question key={question.id} question={question} {...props} />);
}

function Question({
  question,
  ...props
}: Omit<RewordingsProps, "questions"> & { question: RewordedQuestion }) {
  const { place, prompt, present, apart } = question;
  return (
    <section
      id={`question-${place}`}
      aria-labelledby={`reworded-${place}`}
      className="mb-12 max-w-[44rem]"
    >
      <h2 id={`reworded-${place}`} className="font-serif text-xl font-semibold">
        {place}. {prompt}
      </h2>
      <p className="mt-2">
        {people(present)} answered these words.{" "}
        {apart === 0
          ? "Nobody’s answer stands under earlier words alone."
          : `${people(apart)} answered earlier words alone: counted apart, in no figure.`}
      </p>
      <ol className="mt-4 border-t border-line">
        {question.changes.map((change) => (
          <Change key={change.revisionId} change={change} question={question} {...props} />
        ))}
      </ol>
    </section>
  );
}

function Change({
  change,
  question,
  survey,
  mayDecide,
  sendsMail,
  decide,
}: Omit<RewordingsProps, "questions"> & { change: Rewording; question: RewordedQuestion }) {
  const { revisionId, correction, newest, askedAgainAt } = change;
  const decision = (name: string) => ({ surveyId: survey.id, revisionId, decision: name });
  const { apart, reachable } = question;
  return (
    <li className="border-b border-line py-4">
      <p className="text-sm text-muted">
        Change {change.number - 1}, {formatInstant(change.at, survey.timeZone)}.{" "}
        {correction ? "You declared it the same question." : "A new wording."}
        {askedAgainAt !== null &&
          ` Those who had answered were asked again on ${formatInstant(askedAgainAt, survey.timeZone)}.`}
      </p>
      <RevisionChange before={change.before} after={change.after} />
      {mayDecide && (
        <div className="mt-4 flex flex-col gap-5">
          {(correction || change.keepsAnswers) && (
            <div>
              <ActionForm
                action={decide}
                fields={decision(correction ? "reworded" : "correction")}
                label={correction ? "It is another question after all" : "It is the same question"}
                variant="secondary"
                size="compact"
              />
              <p className="mt-1 text-sm text-muted">
                {correction
                  ? "Answers to the words before will be counted apart again."
                  : "For slips of the pen alone: answers to the words before count among the figures. The audit trail keeps both wordings."}
              </p>
            </div>
          )}
          {!correction && !change.keepsAnswers && (
            <p className="text-sm text-muted">
              It cannot be the same question: an answer given before means something else now.
            </p>
          )}
          {newest && !correction && apart > 0 && (
            <div>
              {reachable > 0 && (
                <ActionForm
                  action={decide}
                  fields={decision("ask-again")}
                  label={`Ask ${reachable === 1 ? "the one" : `the ${reachable}`} again${sendsMail ? " by mail" : ""}`}
                  variant="secondary"
                  size="compact"
                />
              )}
              <p className="mt-1 text-sm text-muted">
                {sendsMail
                  ? asking(apart, reachable)
                  : "The question is open to them again. Their answer stays where it is until they change it or say that it holds."}
                {!survey.open && " The survey must be open for that."}
              </p>
              {askedAgainAt !== null && (
                <HandOver surveyId={survey.id} sendsMail={sendsMail} occasion="reworded" />
              )}
            </div>
          )}
        </div>
      )}
    </li>
  );
}

function asking(apart: number, reachable: number): string {
  const who =
    reachable === apart
      ? apart === 1
        ? "This person gets"
        : "All of them get"
      : `${reachable} of the ${apart} get${reachable === 1 ? "s" : ""}`;
  const rest = apart - reachable;
  const left =
    rest === 0
      ? ""
      : ` ${rest === 1 ? "1 has" : `${rest} have`} no address, want${rest === 1 ? "s" : ""} no mails or ${rest === 1 ? "has" : "have"} not confirmed what was entered.`;
  if (reachable === 0) return `Nobody of the ${apart} can be asked:${left}`;
  return `${who} one mail, in their own language, with both wordings. Their answer stays where it is until they change it or say that it holds.${left}`;
}

function people(count: number): string {
  return count === 0 ? "Nobody" : count === 1 ? "1 person" : `${count} people`;
}
