import type { Metadata } from "next";
import { SurveyPrivacy } from "@/components/answers/survey-privacy";
import { loadPublicPrivacy } from "@/lib/publications/retention/loaders";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await loadPublicPrivacy((await params).slug);
  return { title: `Personal data · ${title}`, robots: { index: false } };
}

/** What a published survey keeps about its respondents, for anyone. */
export default async function PublicPrivacyPage({ params }: Props) {
  const { slug } = await params;
  return <SurveyPrivacy {...(await loadPublicPrivacy(slug))} back={`/s/${slug}`} />;
}
