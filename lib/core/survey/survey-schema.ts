import * as z from "zod";
import { languages } from "../language";
import { isTimeZone } from "./zoned-time";

/** Identifier of a question or option: lower-case letters, digits and dashes. */
export const idSchema = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-+[a-z0-9]+)*$/, "use lower-case letters, digits and dashes");

const promptSchema = z.string().trim().min(1, "a question needs a prompt").max(2000);

const questionBase = {
  id: idSchema,
  prompt: promptSchema,
  help: z.string().max(5000).optional(),
  required: z.boolean().optional(),
};

/** Ordered scale with words, optionally with the respondent's confidence. */
export const stanceQuestionSchema = z.object({
  ...questionBase,
  kind: z.literal("stance"),
  scale: z.array(z.string().trim().min(1).max(200)).min(2).max(9),
  /** What the two ends mean, lowest first: the words of a lean ("lean towards yes"). */
  poles: z.tuple([z.string().min(1).max(40), z.string().min(1).max(40)]).optional(),
  confidence: z.boolean().optional(),
});

export const optionSchema = z.object({ id: idSchema, label: z.string().trim().min(1).max(300) });

/** One or several of named options, with "other" where allowed. */
export const choiceQuestionSchema = z.object({
  ...questionBase,
  kind: z.literal("choice"),
  options: z
    .array(optionSchema)
    .min(1)
    .max(50)
    .refine((options) => new Set(options.map((o) => o.id)).size === options.length, {
      message: "option ids must be unique",
    }),
  multiple: z.boolean().optional(),
  other: z.boolean().optional(),
  /** Whether each respondent sees the options in an order drawn for them (also when absent) or all in this one. */
  order: z.enum(["drawn", "fixed"]).optional(),
});

/** A number, optionally with an interval (5 % and 95 % values) and "never". */
export const estimateQuestionSchema = z
  .object({
    ...questionBase,
    kind: z.literal("estimate"),
    unit: z.enum(["percent", "year", "number"]),
    min: z.number().optional(),
    max: z.number().optional(),
    never: z.boolean().optional(),
    interval: z.boolean().optional(),
  })
  .refine(
    (question) =>
      question.min === undefined || question.max === undefined || question.min < question.max,
    { message: "the least value must be below the greatest", path: ["min"] },
  );

/** A work of the author's own, cell by column; `url` may stand beside the question's columns. */
const ownWorkSchema = z
  .record(z.string().max(60), z.string().max(500))
  .refine((row) => (row["title"] ?? "").trim() !== "", {
    message: "a work needs a title",
    path: ["title"],
  });

/** Works (papers, reports) that the respondent names, a row each. */
export const worksQuestionSchema = z.object({
  ...questionBase,
  kind: z.literal("works"),
  columns: z.array(z.string().trim().min(1).max(60)).min(1).max(12).optional(),
  /** Works that the author lists beside those which respondents name. */
  works: z.array(ownWorkSchema).max(200).optional(),
});

/** An open question. */
export const textQuestionSchema = z.object({ ...questionBase, kind: z.literal("text") });

export const questionSchema = z.discriminatedUnion("kind", [
  stanceQuestionSchema,
  choiceQuestionSchema,
  estimateQuestionSchema,
  worksQuestionSchema,
  textQuestionSchema,
]);

/** The portable survey file, `consilience-survey/1`. */
export const surveyDocumentSchema = z.object({
  format: z.literal("consilience-survey/1"),
  title: z.string().trim().min(1, "a survey needs a title").max(300),
  introduction: z.string().max(50_000).default(""),
  authors: z
    .array(z.object({ name: z.string().trim().min(1).max(200), url: z.url().optional() }))
    .default([]),
  fictional: z.boolean().default(false),
  /** Number of people invited. */
  invited: z.number().int().nonnegative().optional(),
  /** Number of invited people who declined. */
  declined: z.number().int().nonnegative().optional(),
  minimumGroup: z.number().int().min(1).max(50).default(3),
  /** In which experts are asked, where their invitation names none. */
  language: z.enum(languages).optional(),
  timeZone: z.string().refine(isTimeZone, "this time zone is not known").optional(),
  /** The author's own words on consent, Markdown; experts read them before they begin. */
  consentWords: z.string().max(10_000).optional(),
  /** The author's message in the invitation, plain text. */
  invitationMessage: z.string().max(5_000).optional(),
  /** Declared before experts answer: submitting approves verbatim quotes. */
  submittingApprovesQuotes: z.boolean().optional(),
  /** The levels of attribution that experts choose from; absent for all. */
  attributions: z
    .array(z.enum(["named", "role", "aggregate", "author"]))
    .min(1)
    .optional(),
  /** How many months after the end names and texts are kept; absent for no date. */
  retentionMonths: z.number().int().min(1).max(240).optional(),
  /** Whom experts write to with an objection. */
  objectionContact: z.string().max(300).optional(),
  /** Respondents read one another once they have submitted. */
  showOthersAfterSubmitting: z.boolean().optional(),
  /** In how many rounds the same experts answer, each with the feedback of the one before. */
  rounds: z.number().int().min(1).max(5).optional(),
  questions: z
    .array(questionSchema)
    .min(1, "a survey needs a question")
    .max(500)
    .refine((questions) => new Set(questions.map((q) => q.id)).size === questions.length, {
      message: "question ids must be unique",
    }),
});

export type StanceQuestion = z.infer<typeof stanceQuestionSchema>;
export type ChoiceQuestion = z.infer<typeof choiceQuestionSchema>;
export type EstimateQuestion = z.infer<typeof estimateQuestionSchema>;
export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question["kind"];
export type SurveyDocument = z.infer<typeof surveyDocumentSchema>;
