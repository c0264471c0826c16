import { z } from "zod";
import { storedMessage } from "@/lib/core/invitations/message";
import { languages } from "@/lib/core/language";
import {
  type QuestionFieldName,
  type QuestionFields,
  questionFieldSchemas,
  setupDraftSchema,
} from "@/lib/core/survey/question-draft";
import { rewordingDecisions } from "@/lib/core/survey/rewording";
import { isTimeZone } from "@/lib/core/survey/zoned-time";

const text = (longest: number, inWords: string) =>
  z.string().max(longest, `Use at most ${inWords} characters.`);

/** The schema of each field of a survey's own words; a draft may still lack a title. */
export const surveyFieldSchemas = {
  title: text(300, "300"),
  introduction: text(50_000, "50,000"),
  authors: z
    .array(
      z.object({
        name: text(200, "200").trim().min(1, "An author needs a name."),
        url: z.url({ protocol: /^https?$/, error: "This is no web address." }).optional(),
      }),
    )
    .max(50, "Name at most 50 authors."),
  consentWords: text(10_000, "10,000"),
  /** Its placeholders under the names that are stored, in whichever language they were written. */
  invitationMessage: text(5000, "5,000").transform(storedMessage),
  /** A calendar day, or empty for a survey that stays open. */
  closesOn: z.union([z.literal(""), z.iso.date()], { error: "This is not a date." }),
  timeZone: z.string().refine(isTimeZone, "This time zone is not known."),
  /** In which experts are asked, where their invitation names none. */
  language: z.enum(languages),
} as const;

export type SurveyFieldName = keyof typeof surveyFieldSchemas;
export type SurveyFields = {
  readonly [Name in SurveyFieldName]: z.output<(typeof surveyFieldSchemas)[Name]>;
};
export const surveyFieldNames = Object.keys(surveyFieldSchemas) as readonly SurveyFieldName[];

/** A field as it is stored, with the version that the next save names. */
export type Versioned<T> = { readonly value: T; readonly version: number };

/** A question that was set aside, as it is stored. */
export const questionFieldsSchema = z.object(questionFieldSchemas);

export type EditorQuestion = {
  readonly id: string;
  /** Its id in portable files. */
  readonly key: string;
  readonly fields: { readonly [Name in QuestionFieldName]: Versioned<QuestionFields[Name]> };
  /** Whose answers stand under it once the survey has opened, and how many of these people a mail would reach. */
  readonly answered?: { readonly people: number; readonly reachable: number };
};

/** Everything that the editor shows of a survey. */
export type EditorState = {
  readonly surveyId: string;
  readonly revision: number;
  readonly status: "draft" | "open" | "closed" | "archived";
  /** Another one whenever the counts of answers may have changed; empty in a draft. */
  readonly answers: string;
  readonly survey: { readonly [Name in SurveyFieldName]: Versioned<SurveyFields[Name]> };
  /** In order. */
  readonly questions: readonly EditorQuestion[];
  /** What was deleted from this draft and can be brought back, the last first. */
  readonly deleted: readonly { readonly id: string; readonly prompt: string }[];
};

const edit = z.object({
  /** The question of the field; null for the survey's own words. */
  question: z.uuid().nullable(),
  field: z.string().max(40),
  value: z.unknown(),
  /** The version that it was typed over. */
  baseVersion: z.number().int().nonnegative(),
});

const decision = z.object({ question: z.uuid(), decision: z.enum(rewordingDecisions) });
/** What becomes of the answers to one question. */
export type QuestionDecision = z.output<typeof decision>;

/** What one save brings: fields as typed, each over a version. Only ever grows. */
export const saveFieldsSchema = z.object({
  edits: z.array(edit).min(1).max(2000),
  /** What becomes of the answers to questions that change after the opening. */
  decisions: z.array(decision).max(500).default([]),
});
export type FieldEdit = z.output<typeof edit>;

/** What came of one field. On a conflict nothing was written, and the stored value comes back. */
export type SavedField = Pick<FieldEdit, "question" | "field"> &
  (
    | { readonly ok: true; readonly version: number }
    | {
        readonly ok: false;
        readonly reason: "conflict";
        readonly version: number;
        readonly value: unknown;
      }
    /** `words` say what the author can do about it; "gone" is a question that somebody deleted. */
    | { readonly ok: false; readonly reason: "refused" | "gone"; readonly words: string }
  );

/** What came of a save: the survey's revision before it and after it, and each field. */
export type SavedFields = {
  readonly before: number;
  readonly revision: number;
  readonly fields: readonly SavedField[];
};

const kinds = setupDraftSchema.options.map((option) => option.shape.kind.value);

/** A change of the list of questions. New ids are made by the browser, so that asking twice is asking once. */
export const questionChangeSchema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("add"),
    id: z.uuid(),
    kind: z.enum(kinds),
    /** The question that it follows; null puts it last. */
    after: z.uuid().nullable(),
  }),
  z.object({ change: z.literal("duplicate"), id: z.uuid(), of: z.uuid() }),
  z.object({
    change: z.literal("move"),
    id: z.uuid(),
    /** The question that it comes to stand before; null puts it last. */
    before: z.uuid().nullable(),
  }),
  z.object({ change: z.literal("delete"), id: z.uuid() }),
  z.object({ change: z.literal("restore"), id: z.uuid() }),
]);
export type QuestionChange = z.output<typeof questionChangeSchema>;
