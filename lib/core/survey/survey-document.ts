import { type Question, type SurveyDocument, surveyDocumentSchema } from "./survey-schema";

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
  readonly showOthersAfterSubmitting?: boolean | undefined;
  /** In how many rounds it is answered; absent for one. */
  readonly rounds?: number | undefined;
};

/** What of a question belongs to its kind alone, as `settings` holds it. */
export function settingsOf(question: Question): Readonly<Record<string, unknown>> {
  const { id: _id, kind: _kind, prompt: _prompt, help: _help, required: _must, ...own } = question;
  return own;
}

/** A stored question in the portable format's words. */
export function questionOf(stored: StoredQuestion): unknown {
  return {
    ...(typeof stored.settings === "object" ? stored.settings : {}),
    id: stored.key,
    kind: stored.kind,
    prompt: stored.prompt,
    ...(stored.help === "" ? {} : { help: stored.help }),
    ...(stored.required ? { required: true } : {}),
  };
}

/** Writes a survey as a portable file; reading the file gives the same survey. */
export function toSurveyDocument(
  survey: StoredSurvey,
  questions: readonly StoredQuestion[],
): SurveyDocument {
  return surveyDocumentSchema.parse({
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
    ...(survey.showOthersAfterSubmitting ? { showOthersAfterSubmitting: true } : {}),
    ...((survey.rounds ?? 1) > 1 ? { rounds: survey.rounds } : {}),
    questions: questions.map(questionOf),
  });
}
