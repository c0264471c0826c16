import * as z from "zod";
import { type Attribution, attributionSchema } from "../answers/answer";
import { setupDraftSchema } from "./question-draft";
import {
  idSchema,
  type Question,
  type SurveyDocument,
  surveyDocumentSchema,
} from "./survey-schema";

const questionContentSchema = z.intersection(
  setupDraftSchema,
  z.object({
    id: idSchema,
    prompt: z.string().max(2000),
    help: z.string().max(5000).optional(),
  }),
);

/** What a file holds of a survey, where words may still be missing, as in a draft. */
const surveyContentSchema = surveyDocumentSchema.omit({ title: true, questions: true }).extend({
  title: z.string().max(300),
  questions: z.array(questionContentSchema),
});
export type SurveyContent = z.infer<typeof surveyContentSchema>;
type QuestionContent = SurveyContent["questions"][number];

/** A question as it is stored: what belongs to its kind lies in `settings`, under the portable format's names. */
export type StoredQuestion = {
  readonly key: string;
  readonly kind: string;
  readonly prompt: string;
  readonly help: string;
  readonly required: boolean;
  readonly settings: unknown;
};

/** What a survey's portable file is written from. */
export type StoredSurvey = {
  readonly title: string;
  readonly introduction: string;
  readonly authors: unknown;
  readonly fictional: boolean;
  readonly minimumGroup: number;
  readonly language: string;
  readonly timeZone: string;
  readonly consentWords: string;
  readonly invitationMessage: string;
  readonly submittingApprovesQuotes: boolean;
  readonly attributions?: readonly Attribution[] | undefined;
  readonly retentionMonths?: number | null | undefined;
  readonly objectionContact?: string | undefined;
  readonly showOthersAfterSubmitting?: boolean | undefined;
  /** In how many rounds it is answered; absent for one. */
  readonly rounds?: number | undefined;
};

/** What of a question belongs to its kind alone, as `settings` holds it. */
export function settingsOf(
  question: Question | QuestionContent,
): Readonly<Record<string, unknown>> {
  const { id: _id, kind: _kind, prompt: _prompt, help: _help, required: _must, ...own } = question;
  return own;
}

/** A stored question in the portable format's words. */
function questionOf(stored: StoredQuestion): unknown {
  return {
    ...(typeof stored.settings === "object" ? stored.settings : {}),
    id: stored.key,
    kind: stored.kind,
    prompt: stored.prompt,
    ...(stored.help === "" ? {} : { help: stored.help }),
    ...(stored.required ? { required: true } : {}),
  };
}

/** Writes a survey as a portable file; reading the file gives the same survey. It must be complete. */
export function toSurveyDocument(
  survey: StoredSurvey,
  questions: readonly StoredQuestion[],
): SurveyDocument {
  return surveyDocumentSchema.parse(asFile(survey, questions));
}

/** What a survey holds, complete or not: what a copy of it is made from. */
export function toSurveyContent(
  survey: StoredSurvey,
  questions: readonly StoredQuestion[],
): SurveyContent {
  return surveyContentSchema.parse(asFile(survey, questions));
}

const everyLevel = attributionSchema.options.length;

function asFile(survey: StoredSurvey, questions: readonly StoredQuestion[]) {
  return {
    format: "consilience-survey/1",
    title: survey.title,
    introduction: survey.introduction,
    authors: survey.authors,
    fictional: survey.fictional,
    minimumGroup: survey.minimumGroup,
    language: survey.language,
    timeZone: survey.timeZone,
    ...(survey.consentWords === "" ? {} : { consentWords: survey.consentWords }),
    ...(survey.invitationMessage === "" ? {} : { invitationMessage: survey.invitationMessage }),
    submittingApprovesQuotes: survey.submittingApprovesQuotes,
    ...(survey.attributions === undefined || survey.attributions.length === everyLevel
      ? {}
      : { attributions: survey.attributions }),
    ...(survey.retentionMonths ? { retentionMonths: survey.retentionMonths } : {}),
    ...(survey.objectionContact ? { objectionContact: survey.objectionContact } : {}),
    ...(survey.showOthersAfterSubmitting ? { showOthersAfterSubmitting: true } : {}),
    ...((survey.rounds ?? 1) > 1 ? { rounds: survey.rounds } : {}),
    questions: questions.map(questionOf),
  };
}
