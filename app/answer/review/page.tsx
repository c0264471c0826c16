import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Review } from "@/components/answers/review";
import { loadDesk } from "@/lib/answers/loaders";
import { asAnswered } from "@/lib/core/answers/assemble-draft";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("tab") };
}

export default async function ReviewPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string }>;
}) {
  const [desk, { refused }] = await Promise.all([loadDesk(), searchParams]);
  if (desk === null) notFound();
  return (
    <Review
      {...asAnswered(desk)}
      earlier={Object.keys(desk.earlier)}
      open={desk.open}
      graceLeftMinutes={desk.graceLeftMinutes}
      submission={desk.response.submission}
      attributions={desk.survey.attributions}
      toConfirm={desk.toConfirm}
      submittingApprovesQuotes={desk.survey.submittingApprovesQuotes}
      refused={refused}
    />
  );
}
