import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Receipt } from "@/components/answers/receipt";
import { loadReceipt } from "@/lib/answers/loaders";
import { loadOpenQuoteCount } from "@/lib/synthesis/quotes/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receipt"))("tab") };
}

export default async function ReceiptPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string; changed?: string }>;
}) {
  const [desk, openQuotes, { refused, changed }] = await Promise.all([
    loadReceipt(),
    loadOpenQuoteCount(),
    searchParams,
  ]);
  if (desk === null) notFound();
  return (
    <Receipt
      title={desk.survey.title}
      responseId={desk.response.id}
      questions={desk.questions.map(({ question }) => question)}
      submitted={desk.submitted}
      attributions={desk.survey.attributions}
      person={desk.response}
      withdrawn={desk.response.withdrawnAt !== null}
      open={desk.open}
      openQuotes={openQuotes}
      preview={
        desk.survey.previewForNamed &&
        desk.submitted.some(({ attribution }) => attribution === "named")
      }
      others={desk.survey.showOthersAfterSubmitting}
      mailed={desk.invitation.email !== null}
      changed={changed}
      refused={refused}
    />
  );
}
