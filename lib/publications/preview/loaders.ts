import { notFound } from "next/navigation";
import { currentInvitation } from "@/lib/answers/session";
import { composePublication } from "@/lib/core/publication/compose";
import { underCurrentConsent } from "@/lib/core/publication/consent-now";
import { feedbackGroup } from "@/lib/core/publication/feedback";
import { drawInOrder } from "@/lib/core/publication/public-form";
import { authorWords } from "@/lib/core/synthesis/overlay/edit";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { findFeedbackFigures } from "@/lib/synthesis/feedback/queries";
import { listHistory } from "@/lib/synthesis/overlay/queries";
import { findSynthesisDraft } from "@/lib/synthesis/queries";
import { findAccepted, listVersions } from "../desk/queries";
import { findCurrentConsent, isNamed } from "./queries";

/**
 * The page before it is published, for a respondent with a named answer, where the author shows it: with the author's edits
 * and the accepted sentences, under the consent of this moment, figures held back as those that respondents are shown. 404
 * for everybody else.
 */
export async function loadPreview() {
  const invitation = (await currentInvitation()) ?? notFound();
  const { survey } = invitation;
  if (!survey.previewForNamed || !(await isNamed(invitation.id))) notFound();
  return { title: survey.title, synthesis: await composePreview(survey.id) };
}

/** What publishing would make of a survey now, for respondents' eyes; null while nothing is computed. */
export async function composePreview(surveyId: string): Promise<Synthesis | null> {
  const [draft, consent, history, versions, accept] = await Promise.all([
    findSynthesisDraft(surveyId),
    findCurrentConsent(surveyId),
    listHistory(surveyId),
    listVersions(surveyId),
    findAccepted(surveyId),
  ]);
  const feedback = draft?.document.methods.feedback;
  const round = feedback?.kind === "rounds" ? feedback.round : 1;
  const seen = draft && (await findFeedbackFigures(surveyId, round));
  if (!draft || !seen) return null;
  const now = underCurrentConsent(draft.document, consent);
  const minimumGroup = feedbackGroup(now.methods.minimumGroup);
  const request = {
    computed: { ...now, methods: { ...now.methods, minimumGroup } },
    earlier: [...versions.map(({ base }) => base), seen],
    drawId: drawInOrder(),
  };
  const overlay = overlayOf(history);
  const withoutWords = overlay.filter((edit) => authorWords(edit).length === 0);
  // Words that would keep it from being published must not be read here either: then it is shown without the author's
  // words, and if a sentence of the model's is at fault, without these too.
  for (const attempt of [
    { ...request, overlay, accept },
    { ...request, overlay: withoutWords, accept },
  ]) {
    const { published, notes } = composePublication(attempt);
    if (!notes.some(({ kind }) => kind === "repeated-words")) return published;
  }
  return composePublication({ ...request, overlay: withoutWords }).published;
}
