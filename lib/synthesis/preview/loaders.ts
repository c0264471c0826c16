import { notFound } from "next/navigation";
import { currentInvitation } from "@/lib/answers/session";
import { underCurrentConsent } from "@/lib/core/publication/consent-now";
import { feedbackGroup } from "@/lib/core/publication/feedback";
import { holdBackFigures } from "@/lib/core/publication/hold-back";
import { drawInOrder } from "@/lib/core/publication/public-form";
import { toPublicSynthesis } from "@/lib/core/publication/publish";
import { findFeedbackFigures } from "../feedback/queries";
import { findSynthesisDraft } from "../queries";
import { findCurrentConsent, isNamed, listOpenedVersions } from "./queries";

/**
 * The page before it is published, for a respondent with a named answer, where the author shows it: through the consent
 * serializer, under the consent of this moment, figures held back as those that respondents are shown. 404 for everybody
 * else.
 */
export async function loadPreview() {
  const invitation = (await currentInvitation()) ?? notFound();
  const { survey } = invitation;
  if (!survey.previewForNamed || !(await isNamed(invitation.id))) notFound();
  const [draft, consent, versions] = await Promise.all([
    findSynthesisDraft(survey.id),
    findCurrentConsent(survey.id),
    listOpenedVersions(survey.id),
  ]);
  const feedback = draft?.document.methods.feedback;
  const round = feedback?.kind === "rounds" ? feedback.round : 1;
  const seen = draft && (await findFeedbackFigures(survey.id, round));
  if (!draft || !seen) return { title: survey.title, synthesis: null };
  const minimumGroup = feedbackGroup(draft.document.methods.minimumGroup);
  const now = underCurrentConsent(draft.document, consent);
  const strict = { ...now, methods: { ...now.methods, minimumGroup } };
  const complete = toPublicSynthesis(strict, { drawId: drawInOrder() });
  const held = holdBackFigures([...versions, seen], complete, minimumGroup);
  return { title: survey.title, synthesis: held };
}
