type SubmittedAnswer = {
  readonly id: string;
  /** The earlier words that it answers; null for the present ones. */
  readonly earlierPrompt: string | null;
  readonly respondent: string;
  readonly role: string;
  readonly attribution: "named" | "role" | "aggregate" | "author";
  readonly quotable: boolean;
  readonly value: string;
  readonly confidence: number | null;
  readonly text: string;
};

const shown = {
  named: "shown with the name",
  role: "shown with a role",
  aggregate: "counted, never shown",
  author: "for you alone",
} as const;

/** So many stand on the page; a file has all of them. */
const shownAtOnce = 100;

/** The answers to one question, as their author reads them. */
export function SubmittedAnswers({
  prompt,
  answers,
}: {
  prompt: string;
  answers: readonly SubmittedAnswer[];
}) {
  if (answers.length === 0) return null;
  return (
    <section className="mt-12 max-w-[44rem]">
      <h2 className="mb-4 font-serif text-xl font-semibold">{prompt}</h2>
      <ul className="divide-y divide-line">
        {answers.slice(0, shownAtOnce).map((answer) => (
          <li key={answer.id} className="py-4">
            <p className="font-semibold">
              {answer.respondent}
              {answer.role && <span className="font-normal text-muted">, {answer.role}</span>}
            </p>
            <p className="text-sm text-muted">
              {shown[answer.attribution]}; {answer.quotable ? "may be quoted" : "not to be quoted"}
              {answer.value && ` · answer: ${answer.value}`}
              {answer.confidence !== null && ` · confidence ${answer.confidence} of 10`}
            </p>
            {answer.earlierPrompt !== null && (
              <p className="text-sm text-muted">
                Answered an earlier wording, counted apart: “{answer.earlierPrompt}”
              </p>
            )}
            {answer.text && <p className="prose mt-2 whitespace-pre-wrap">{answer.text}</p>}
          </li>
        ))}
      </ul>
      {answers.length > shownAtOnce && (
        <p className="mt-3 text-sm text-muted">
          The first {shownAtOnce} of {answers.length.toLocaleString("en")}. The private file of the
          synthesis has all of them.
        </p>
      )}
    </section>
  );
}
