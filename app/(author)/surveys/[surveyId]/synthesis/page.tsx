import type { Metadata } from "next";
import { DeskView } from "@/components/synthesis/desk/desk-view";
import { ModelProposals } from "@/components/synthesis/model-proposals";
import {
  cancelPlanAction,
  planPublicationAction,
  publishSurveyAction,
  republishSurveyAction,
  tellRespondentsAction,
  unpublishSurveyAction,
} from "@/lib/publications/actions";
import { loadDesk } from "@/lib/publications/desk/loaders";
import { decideProposalAction } from "@/lib/synthesis/model/actions";
import { loadProposals } from "@/lib/synthesis/model/loaders";
import {
  changeCommentAction,
  discardEntryAction,
  saveEditAction,
  stepHistoryAction,
} from "@/lib/synthesis/overlay/actions";

export const metadata: Metadata = { title: "Synthesis", robots: { index: false } };

type Props = { params: Promise<{ surveyId: string }> };

export default async function DeskPage({ params }: Props) {
  const { surveyId } = await params;
  const [desk, proposals] = await Promise.all([loadDesk(surveyId), loadProposals(surveyId)]);
  return (
    <DeskView
      {...desk}
      panels={
        proposals && (
          <ModelProposals surveyId={surveyId} proposals={proposals} decide={decideProposalAction} />
        )
      }
      actions={{
        saveEdit: saveEditAction,
        discardEntry: discardEntryAction,
        step: stepHistoryAction,
        changeComment: changeCommentAction,
      }}
      publishing={{
        publish: publishSurveyAction,
        plan: planPublicationAction,
        cancelPlan: cancelPlanAction,
        unpublish: unpublishSurveyAction,
        republish: republishSurveyAction,
        tell: tellRespondentsAction,
      }}
    />
  );
}
