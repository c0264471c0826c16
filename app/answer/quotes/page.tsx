import type { Metadata } from "next";
import { QuoteDecision } from "@/components/answers/quote-decision";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadOwnQuotes } from "@/lib/synthesis/quotes/loaders";
import { editedQuoteLimit } from "@/lib/synthesis/quotes/schema";

export const metadata: Metadata = { title: "Your quotes" };

const refusals: Readonly<Record<string, string>> = {
  "not-found": "That quote is not one of yours. Nothing was changed.",
  "not-allowed":
    "This quote cannot be decided any more: its answer was changed, or may not be quoted. Nothing was changed.",
  "invalid-input": "Write what may be quoted, in at most 2,000 characters, or refuse the quote.",
};

type Search = { refused?: string; quote?: string; done?: string };

/** The quotes proposed from one's answers, in context; each is approved, edited or refused here. */
export default async function QuotesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [{ survey, quotes }, search] = await Promise.all([loadOwnQuotes(), searchParams]);
  const open = quotes.filter(({ state }) => state === "proposed").length;
  const decided = quotes.length - open;
  const message = search.refused === undefined ? undefined : refusals[search.refused];
  return (
    <Page width="text">
      <PageHeader
        above={survey.title}
        title="Your quotes"
        lead={
          quotes.length === 0
            ? "No passage of your answers is proposed for quotation."
            : "These passages of your answers are proposed for the published page. Nothing is shown word for word unless you approve it, and you can change a decision at any time, after publication too."
        }
        actions={
          <ButtonLink href="/answer/receipt" variant="secondary" prefetch={false}>
            My answers
          </ButtonLink>
        }
      />
      {message !== undefined && (
        <Notice tone="bad" title="Nothing was changed" live="alert">
          {message}
        </Notice>
      )}
      {quotes.length > 0 && (
        <p role="status" className="mb-6 font-semibold">
          {open === 0 ? "All decided. Thank you." : `${decided} of ${quotes.length} decided`}
        </p>
      )}
      {quotes.map((quote, index) => (
        <QuoteDecision
          key={quote.id}
          number={index + 1}
          quote={quote}
          editedLimit={editedQuoteLimit}
          refused={
            search.refused === "invalid-input" && search.quote === quote.id
              ? { text: quote.edited ?? "", message: refusals["invalid-input"] ?? "" }
              : null
          }
        />
      ))}
      {open > 1 && (
        <form method="post" action="/answer/quotes/decide" className="border-t border-line pt-8">
          <Button type="submit" name="act" value="approve-rest" variant="secondary">
            Approve the {open} that are not decided
          </Button>
        </form>
      )}
    </Page>
  );
}
