import type { Metadata } from "next";
import { DraftView } from "@/components/synthesis/draft-view";
import { ModelProposals } from "@/components/synthesis/model-proposals";
import { publishSurveyAction } from "@/lib/publications/actions";
import { loadSynthesisDraft } from "@/lib/synthesis/loaders";
import { decideProposalAction } from "@/lib/synthesis/model/actions";
import { loadProposals } from "@/lib/synthesis/model/loaders";

export const metadata: Metadata = { title: "Synthesis", robots: { index: false } };

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<{ refused?: string | string[] }>;
};

export default async function SynthesisDraftPage({ params, searchParams }: Props) {
  const { surveyId } = await params;
  const { refused } = await searchParams;
  const draft = await loadSynthesisDraft(surveyId);
  const proposals = await loadProposals(surveyId);
  return (
    <DraftView
      {...draft}
      refused={typeof refused === "string" ? refused : null}
      publish={publishSurveyAction}
      proposals={
        proposals && (
          <ModelProposals surveyId={surveyId} proposals={proposals} decide={decideProposalAction} />
        )
      }
    />
  );
}
