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
  const [own, { refused, quote }] = await Promise.all([loadOwnQuotes(), searchParams]);
  return <Quotes {...own} now={new Date()} refused={refused} refusedQuote={quote} />;
}
