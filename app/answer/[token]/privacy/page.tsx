import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SurveyPrivacy } from "@/components/answers/survey-privacy";
import { TooManyRequests } from "@/components/answers/too-many-requests";
import { loadFirstScreen } from "@/lib/answers/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("tab") };
}

/** What the survey keeps, for somebody who was invited and has not begun. Reading it changes nothing. */
export default async function InvitedPrivacyPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const loaded = await loadFirstScreen(token);
  if (loaded.kind === "wait") return <TooManyRequests seconds={loaded.seconds} />;
  if (loaded.kind === "unknown") notFound();
  return <SurveyPrivacy {...loaded.screen} back={`/answer/${token}`} />;
}
