import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-label";
import type { Question } from "@/lib/core/survey/survey-schema";
import { editedQuoteLimit } from "@/lib/synthesis/quotes/schema";
import { AnswerText } from "./answer-text";
import { ClosingTime } from "./closing-time";

type OwnQuote = {
  readonly id: string;
  readonly state: "proposed" | "approved" | "edited" | "refused";
  readonly question: Question;
  /** The whole answer, and where the passage stands in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly edited: string | null;
  /** What was written and could not be taken; null without it. */
  readonly typed: string | null;
  readonly shownAs: string;
  readonly role: string;
};

type QuotesProps = {
  readonly title: string;
  readonly quotes: readonly OwnQuote[];
  /** Until when the authors ask for the decisions that are open; null where none is. */
  readonly decideBy: Date | null;
  /** Of the survey. */
  readonly timeZone: string;
  readonly now: Date;
  /** What was just refused, as the address says it, and of which quote. */
  readonly refused: string | undefined;
  readonly refusedQuote: string | undefined;
};

const refusals = ["not-found", "not-allowed", "invalid-input"] as const;

/** The quotes proposed from one's answers, in context; each is approved, edited or refused here. */
export function Quotes({ title, quotes, decideBy, ...props }: QuotesProps) {
  const t = useTranslations("quotes");
  const open = quotes.filter(({ state }) => state === "proposed").length;
  const refused = refusals.find((reason) => reason === props.refused);
  const message = refused && t(`refusals.${refused}`, { most: editedQuoteLimit });
  return (
    <Page width="text">
      <PageHeader
        above={title}
        title={t("title")}
        lead={t(quotes.length === 0 ? "none" : "lead")}
        actions={
          <ButtonLink href="/answer/receipt" variant="secondary" prefetch={false}>
            {t("answers")}
          </ButtonLink>
        }
      />
      {message !== undefined && (
        <Notice tone="bad" title={t("refusedTitle")} live="alert">
          {message}
        </Notice>
      )}
      {quotes.length > 0 && (
        <div className="mb-6">
          <p role="status" className="font-semibold">
            {open === 0
              ? t("done")
              : t("progress", { decided: quotes.length - open, total: quotes.length })}
          </p>
          {decideBy !== null && (
            <p className="mt-1 text-muted">
              {t.rich(decideBy < props.now ? "past" : "until", {
                date: () => <ClosingTime at={decideBy} timeZone={props.timeZone} />,
              })}
            </p>
          )}
        </div>
      )}
      {quotes.map((quote, index) => (
        <OneQuote
          key={quote.id}
          number={index + 1}
          quote={quote}
          error={
            refused === "invalid-input" && props.refusedQuote === quote.id ? message : undefined
          }
        />
      ))}
      {open > 1 && (
        <form method="post" action="/answer/quotes/decide" className="border-t border-line pt-8">
          <Button type="submit" name="act" value="approve-rest" variant="secondary">
            {t("approveRest", { count: open })}
          </Button>
        </form>
      )}
      {quotes.length > 0 && (
        <p className="mt-8 border-t border-line pt-6 text-sm text-muted">{t("later")}</p>
      )}
    </Page>
  );
}

/** One quote in its place, and the three things that can be said to it; each is one press of a button. */
function OneQuote({
  number,
  quote,
  error,
}: {
  number: number;
  quote: OwnQuote;
  error: string | undefined;
}) {
  const t = useTranslations("quotes");
  const { id, state, question, text, start, end } = quote;
  const works = question.kind === "works";
  const passage = text.slice(start, end);
  const who = [quote.shownAs || t("respondent"), quote.role].filter(Boolean).join(", ");
  return (
    <article
      id={`quote-${id}`}
      aria-labelledby={`quote-${id}-title`}
      className="scroll-mt-6 border-t border-line py-8"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={`quote-${id}-title`} className="font-serif text-lg font-semibold">
          {t("quote", { number })}
        </h2>
        <StateLabel state={state}>{t(`states.${state}`)}</StateLabel>
      </div>
      <p className="mt-1 text-muted">{question.prompt}</p>
      {works ? (
        <AnswerText question={question} columns={{ text: passage }} />
      ) : (
        <p className="mt-4 font-serif leading-relaxed whitespace-pre-line text-muted" dir="auto">
          {text.slice(0, start)}
          {state === "refused" ? (
            passage
          ) : (
            <mark className="bg-accent-soft text-ink">{passage}</mark>
          )}
          {text.slice(end)}
        </p>
      )}
      {state === "edited" && quote.edited !== null && (
        <div className="mt-4 border-s-[3px] border-accent bg-sheet px-4 py-3">
          <p className="mb-1 text-sm text-muted">{t("yourWords")}</p>
          <p className="font-serif whitespace-pre-line" dir="auto">
            {quote.edited}
          </p>
        </div>
      )}
      <p className="mt-3 text-sm text-muted">
        {state === "refused"
          ? t("notShown")
          : t(state === "edited" ? "shownAsEdited" : "shownAs", { who })}
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
            aria-label={t("approveOne", { number })}
            variant={state === "proposed" ? "primary" : "secondary"}
          >
            {t("approve")}
          </Button>
        )}
        {state !== "refused" && (
          <Button
            type="submit"
            name="act"
            value="refuse"
            variant="secondary"
            aria-label={t("refuseOne", { number })}
          >
            {t("refuse")}
          </Button>
        )}
      </form>
      {!works && (
        <details className="mt-3" open={error !== undefined || quote.typed !== null}>
          <summary className="min-h-11 cursor-pointer py-2 text-accent">
            {t("other", { number })}
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
                label={t("text")}
                hint={t("textHint")}
                rows={3}
                // No limit of the browser's: it would cut what is pasted without a word.
                defaultValue={quote.typed ?? (state === "edited" ? quote.edited : null) ?? passage}
                error={error}
              />
            </div>
            <Button type="submit" name="act" value="edit" variant="secondary">
              {t("use")}
            </Button>
          </form>
        </details>
      )}
    </article>
  );
}
