import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { StateLabel } from "@/components/ui/state-label";
import { textInWords } from "@/lib/core/answers/in-words";
import type { Question } from "@/lib/core/survey/survey-schema";

type QuoteDecisionProps = {
  readonly number: number;
  readonly quote: {
    readonly id: string;
    readonly state: "proposed" | "approved" | "edited" | "refused" | "withdrawn";
    readonly question: Question;
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly edited: string | null;
    readonly shownAs: string;
    readonly role: string;
  };
  /** What was typed and could not be taken, with why. */
  readonly refused: { readonly text: string; readonly message: string } | null;
  readonly editedLimit: number;
};

const stateWords = {
  proposed: "not decided",
  approved: "approved",
  edited: "in your words",
  refused: "refused",
  withdrawn: "withdrawn",
} as const;

/** One quote in its place, and the three things that can be said to it; each is one press of a button. */
export function QuoteDecision({ number, quote, refused, editedLimit }: QuoteDecisionProps) {
  const { id, state, question, text, start, end } = quote;
  const works = question.kind === "works";
  const passage = text.slice(start, end);
  const own = state === "edited" && quote.edited !== null ? quote.edited : passage;
  return (
    <article
      id={`quote-${id}`}
      aria-labelledby={`quote-${id}-title`}
      className="scroll-mt-6 border-t border-line py-8"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={`quote-${id}-title`} className="font-serif text-lg font-semibold">
          Quote {number}
        </h2>
        <StateLabel state={state}>{stateWords[state]}</StateLabel>
      </div>
      <p className="mt-1 text-muted">{question.prompt}</p>
      <p className="mt-4 font-serif leading-relaxed whitespace-pre-line text-muted">
        {works ? (
          <mark className="bg-accent-soft text-ink">
            {textInWords(question, {
              value: "",
              confidence: null,
              low: null,
              high: null,
              text: passage,
            })}
          </mark>
        ) : (
          <>
            {text.slice(0, start)}
            <mark className="bg-accent-soft text-ink">{passage}</mark>
            {text.slice(end)}
          </>
        )}
      </p>
      {state === "edited" && quote.edited !== null && (
        <div className="mt-4 border-l-[3px] border-accent bg-sheet px-4 py-3">
          <p className="mb-1 text-sm text-muted">Your words, shown instead of the passage:</p>
          <p className="font-serif whitespace-pre-line">{quote.edited}</p>
        </div>
      )}
      <p className="mt-3 text-sm text-muted">
        Shown as: {[quote.shownAs || "a respondent", quote.role].filter(Boolean).join(", ")}
        {state === "edited" && ", edited by the respondent"}
      </p>
      <form
        method="post"
        action="/answer/quotes/decide"
        className="mt-4 flex flex-wrap items-center gap-3"
      >
        <input type="hidden" name="quote" value={id} />
        {state !== "approved" && (
          <Button
            type="submit"
            name="act"
            value="approve"
            aria-label={`Approve quote ${number}`}
            variant={state === "proposed" ? "primary" : "secondary"}
          >
            Approve
          </Button>
        )}
        {state !== "refused" && (
          <Button
            type="submit"
            name="act"
            value="refuse"
            variant="secondary"
            aria-label={`Refuse quote ${number}`}
          >
            Refuse
          </Button>
        )}
      </form>
      {!works && (
        <details className="mt-3" open={refused !== null}>
          <summary className="min-h-11 cursor-pointer py-2 text-accent">
            Put quote {number} into other words
          </summary>
          <form
            method="post"
            action="/answer/quotes/decide"
            className="mt-2 flex flex-col items-start gap-3"
          >
            <input type="hidden" name="quote" value={id} />
            <div className="w-full">
              <TextAreaField
                id={`quote-${id}-text`}
                name="text"
                label="What may be quoted"
                hint="It stands instead of the passage, marked “edited by the respondent”. Your answer stays as it is."
                rows={3}
                maxLength={editedLimit}
                defaultValue={refused?.text ?? own}
                error={refused?.message}
              />
            </div>
            <Button type="submit" name="act" value="edit" variant="secondary">
              Use these words
            </Button>
          </form>
        </details>
      )}
    </article>
  );
}
