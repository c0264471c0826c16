import type { RewordedQuestion, Rewording } from "@/lib/answers/rewording/schema";
import type { FormAction } from "@/lib/core/form-state";
import { diffWords, type WordRun } from "@/lib/core/publication/compare";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { ActionForm } from "./action-form";

type RewordingsProps = {
  readonly survey: { readonly id: string; readonly timeZone: string; readonly open: boolean };
  readonly questions: readonly RewordedQuestion[];
  readonly mayDecide: boolean;
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
      <p className="prose mt-2">
        <Words before={change.before} after={change.after} />
      </p>
      {mayDecide && (
        <div className="mt-4 flex flex-col gap-5">
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
          {newest && !correction && apart > 0 && (
            <div>
              {reachable > 0 && (
                <ActionForm
                  action={decide}
                  fields={decision("ask-again")}
                  label={`Ask ${reachable === 1 ? "the one" : `the ${reachable}`} again by mail`}
                  variant="secondary"
                  size="compact"
                />
              )}
              <p className="mt-1 text-sm text-muted">
                {asking(apart, reachable)}
                {!survey.open && " The survey must be open for that."}
              </p>
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
      : ` ${rest === 1 ? "1 has" : `${rest} have`} no address or want${rest === 1 ? "s" : ""} no mails.`;
  if (reachable === 0) return `Nobody of the ${apart} can be asked:${left}`;
  return `${who} one mail, in their own language, with both wordings. Their answer stays where it is until they change it or say that it holds.${left}`;
}

/** The change of words, word by word. */
function Words({ before, after }: { before: string; after: string }) {
  const runs = diffWords(before, after);
  if (runs === null) return <>{after} (only the help text changed)</>;
  return wholePassages(runs).map(({ text, change }, index) => {
    // Runs have no other name than their place.
    const key = `${index} ${change}`;
    if (change === "added") return <ins key={key}>{text}</ins>;
    return change === "removed" ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
  });
}

/** Changed words with nothing but space between them, as one passage taken out and one put in. */
function wholePassages(runs: readonly WordRun[]): readonly WordRun[] {
  const passages: WordRun[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed !== "") passages.push({ text: removed, change: "removed" });
    if (added !== "") passages.push({ text: added, change: "added" });
    [removed, added] = ["", ""];
  };
  for (const [index, { text, change }] of runs.entries()) {
    const next = runs[index + 1]?.change ?? "same";
    const within = removed + added !== "" && text.trim() === "" && next !== "same";
    if (change === "same" && !within) {
      flush();
      passages.push({ text, change });
      continue;
    }
    if (change !== "added") removed += text;
    if (change !== "removed") added += text;
  }
  flush();
  return passages.flatMap((passage, index) =>
    passage.change === "added" && passages[index - 1]?.change === "removed"
      ? [{ text: " ", change: "same" as const }, passage]
      : [passage],
  );
}

function people(count: number): string {
  return count === 0 ? "Nobody" : count === 1 ? "1 person" : `${count} people`;
}
