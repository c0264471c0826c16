import { notFound } from "next/navigation";
import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import { inexactQuotes } from "@/lib/core/publication/exact-quotes";
import { drawInOrder, toPublicForm } from "@/lib/core/publication/public-form";
import { putAccepted } from "@/lib/core/synthesis/model/accepted";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { findAskedModel, listAccepted, listNameWords } from "./model/queries";
import { canExportPrivateSynthesis, canPublishSurvey } from "./policy";
import { findSurveyOfMember, findSynthesisDraft } from "./queries";

/** Something that stands between a draft and its publication, or that the public will not see. */
export type DraftNote = { readonly blocks: boolean; readonly text: string };

/** The author's view of a survey's synthesis; 404 for a stranger. */
export async function loadSynthesisDraft(surveyId: string) {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey) notFound();
  const draft = await findSynthesisDraft(surveyId);
  return {
    survey,
    mayPublish: canPublishSurvey(survey.role),
    mayExportPrivate: canExportPrivateSynthesis(survey.role),
    draft: draft && {
      synthesis: await readDraft(surveyId, draft.document),
      inputHash: draft.inputHash,
      computedAt: draft.computedAt,
      age: ageInWords(Date.now() - draft.computedAt.getTime()),
      notes: draftNotes(draft.document),
    },
  };
}

/** The draft as the public would read it, with the sentences of a model that were accepted. */
async function readDraft(surveyId: string, document: Synthesis): Promise<Synthesis> {
  const { open, publicIdOf } = toPublicForm(document, { drawId: drawInOrder() });
  const [accepted, nameWords, asked] = await Promise.all([
    listAccepted(surveyId),
    listNameWords(surveyId),
    findAskedModel(surveyId),
  ]);
  return putAccepted(open, accepted, { publicIdOf, nameWords }, asked);
}

/** The private form, with every answer; null for whoever may not have it. */
export async function loadPrivateSynthesis(
  surveyId: string,
): Promise<{ slug: string; synthesis: Synthesis } | null> {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey || !canExportPrivateSynthesis(survey.role)) return null;
  const draft = await findSynthesisDraft(surveyId);
  return draft && { slug: survey.slug, synthesis: draft.document };
}

function draftNotes(synthesis: Synthesis): DraftNote[] {
  const counted = synthesis.answers.filter(({ attribution }) => attribution === "aggregate").length;
  const forAuthor = synthesis.answers.filter(({ attribution }) => attribution === "author").length;
  const silent = synthesis.answers.filter(
    ({ attribution, quote, text }) =>
      (attribution === "named" || attribution === "role") && !quote && text.trim() !== "",
  ).length;
  const notes: (DraftNote | null)[] = [
    synthesis.answers.length === 0
      ? { blocks: true, text: "There are no submitted answers." }
      : null,
    ...inexactQuotes(synthesis).map(({ message }) => ({
      blocks: true,
      text: `This quote is not, to the character, what its respondent wrote: “${message}”`,
    })),
    note(
      counted,
      "is counted only: its words and its respondent are not shown.",
      "are counted only: their words and their respondents are not shown.",
    ),
    note(
      forAuthor,
      "is for you alone: its value counts, nothing else is used.",
      "are for you alone: their values count, nothing else is used.",
    ),
    note(
      silent,
      "shows its value but may not be quoted.",
      "show their values but may not be quoted.",
    ),
  ];
  return notes.filter((one) => one !== null);
}

function note(count: number, one: string, many: string): DraftNote | null {
  if (count === 0) return null;
  return { blocks: false, text: count === 1 ? `1 answer ${one}` : `${count} answers ${many}` };
}

function ageInWords(elapsedMs: number): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}
