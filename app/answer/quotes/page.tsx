import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Quotes } from "@/components/answers/quotes";
import { loadOwnQuotes } from "@/lib/synthesis/quotes/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quotes"))("tab") };
}

export default async function QuotesPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string; quote?: string }>;
}) {
  const [{ title, quotes }, { refused, quote }] = await Promise.all([
    loadOwnQuotes(),
    searchParams,
  ]);
  return <Quotes title={title} quotes={quotes} refused={refused} refusedQuote={quote} />;
}
