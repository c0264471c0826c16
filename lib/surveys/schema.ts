import { z } from "zod";
import { languages } from "@/lib/core/language";
import { type TemplateId, templates } from "@/lib/core/survey/templates/catalogue";
import { isTimeZone } from "@/lib/core/survey/zoned-time";

/** The words of a survey as the author edits them; the form and its action read the same. */
export const surveyWordsSchema = z.object({
  title: z
    .string()
    .trim()
    .min(1, "A survey needs a title.")
    .max(300, "Use at most 300 characters."),
  introduction: z.string().max(50_000, "Use at most 50,000 characters."),
  consentWords: z.string().max(10_000, "Use at most 10,000 characters."),
  invitationMessage: z.string().max(5000, "Use at most 5,000 characters."),
  /** A calendar day, or empty for a survey that stays open. */
  closesOn: z.union([z.literal(""), z.iso.date("This is not a date.")]),
  timeZone: z.string().refine(isTimeZone, "This time zone is not known."),
  /** In which experts are asked, where their invitation names none. */
  language: z.enum(languages),
  questions: z
    .array(
      z.object({
        key: z.string().max(100),
        prompt: z
          .string()
          .trim()
          .min(1, "A question needs a prompt.")
          .max(2000, "Use at most 2,000 characters."),
      }),
    )
    .max(500),
});

export type SurveyWords = z.infer<typeof surveyWordsSchema>;

const templateIds = Object.keys(templates) as [TemplateId, ...TemplateId[]];

/** What a new survey is made from: a template, or an earlier survey of the author's. */
export const newSurveySchema = z.union([
  z.object({ template: z.enum(templateIds) }),
  z.object({ copyOf: z.uuid() }),
]);

/** The largest survey file that is read, in bytes; a form of the framework takes 1 MB. */
export const largestSurveyFile = 900_000;

/** An edit names the revision that it was typed over. */
export const surveyEditSchema = z.object({
  surveyId: z.uuid(),
  revision: z.number().int().positive(),
  words: surveyWordsSchema,
});

export type SurveyEdit = z.infer<typeof surveyEditSchema>;

/** What came of a save. On a conflict nothing is written, and the stored words come back beside those typed. */
export type SaveOutcome =
  | { readonly ok: true; readonly revision: number }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      readonly revision: number;
      readonly stored: SurveyWords;
    }
  | {
      readonly ok: false;
      readonly reason: "invalid-input" | "not-found" | "not-allowed";
      readonly message: string;
    };

export type SaveSurvey = (edit: SurveyEdit) => Promise<SaveOutcome>;
