import type { Metadata } from "next";
import { DraftView } from "@/components/synthesis/draft-view";
import { publishSurveyAction } from "@/lib/publications/actions";
import { loadSynthesisDraft } from "@/lib/synthesis/loaders";

export const metadata: Metadata = { title: "Synthesis", robots: { index: false } };

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<{ refused?: string | string[] }>;
};

export default async function SynthesisDraftPage({ params, searchParams }: Props) {
  const { surveyId } = await params;
  const { refused } = await searchParams;
  return (
    <DraftView
      {...(await loadSynthesisDraft(surveyId))}
      refused={typeof refused === "string" ? refused : null}
      publish={publishSurveyAction}
    />
  );
}
