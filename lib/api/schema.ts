import { z } from "zod";

// The shapes of the public read API. What is sent is parsed by them in the tests, and the OpenAPI document is made of them.

const slug = z
  .string()
  .regex(/^[a-z0-9-]{1,120}$/)
  .meta({ description: "The last part of a synthesis's address.", example: "safety-cases" });

/** The parameters of the paths. */
export const slugSchema = z.object({ slug });
export const versionParamsSchema = z.object({
  slug,
  n: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/)
    .transform(Number)
    .meta({ description: "Number of a version.", override: { type: "integer", minimum: 1 } }),
});
export const surveyParamsSchema = z.object({
  surveyId: z
    .uuid()
    .meta({ description: "Id of a survey, as its address on the author's side has it." }),
});

const wholeNumber = (fallback: number, most: number, description: string) =>
  z.coerce.number().int().min(1).max(most).default(fallback).meta({ description });

/** Which part of a list is asked for. */
export const pageQuerySchema = z.object({
  page: wholeNumber(1, 100_000, "Number of the page, from 1."),
  perPage: wholeNumber(50, 200, "Entries on a page."),
});
export const versionQuerySchema = z.object({
  version: z.coerce.number().int().min(1).max(999_999).optional().meta({
    description: "Number of a version; the latest without it.",
  }),
});
export const answersQuerySchema = pageQuerySchema.extend({
  ...versionQuerySchema.shape,
  question: z.string().max(80).optional().meta({ description: "Only answers to this question." }),
});

const date = z.iso.datetime();

const versionSchema = z
  .object({
    number: z.int().min(1),
    url: z.url(),
    publishedAt: date,
    changes: z.array(z.string()).meta({ description: "What changed from the version before." }),
  })
  .meta({ id: "Version" });

const author = z.object({ name: z.string(), url: z.string().optional() });

export const cardSchema = z
  .object({
    id: z.url().meta({ description: "The address that stays: the stable id." }),
    title: z.string(),
    authors: z.array(author),
    fictional: z.boolean().meta({ description: "A demonstration whose respondents do not exist." }),
    summary: z.string(),
    keyPoints: z.array(z.string()),
    questions: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["stance", "choice", "estimate", "works", "text"]),
        prompt: z.string(),
        finding: z.string(),
        counts: z.string(),
      }),
    ),
    metadata: z.object({
      invited: z.int().nullable(),
      answered: z.int(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      findingRules: z.string(),
      textBy: z.string(),
    }),
    version: versionSchema,
    versions: z.array(versionSchema),
  })
  .meta({ id: "Synthesis", description: "A published synthesis in short." });

const answerSchema = z
  .object({
    id: z.string().meta({ description: "Drawn anew for each version." }),
    question: z.string(),
    attribution: z.enum(["named", "role"]),
    shownAs: z.string(),
    role: z.string().optional(),
    value: z.string(),
    confidence: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    text: z.string(),
    quote: z.boolean(),
    excerpt: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .optional()
      .meta({ description: "Places of the approved passages, where the text is an excerpt." }),
    respondent: z
      .string()
      .optional()
      .meta({ description: "Joins the named answers of one person." }),
  })
  .meta({ id: "Answer", description: "An answer as far as its respondent lets it be shown." });

const sentence = z.object({
  text: z.string(),
  by: z.enum(["rules", "author", "model"]),
  sources: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** The public form of consilience-synthesis/1; parts that are the same for nobody's privacy are not spelled out. */
export const documentSchema = z
  .looseObject({
    format: z.literal("consilience-synthesis/1"),
    private: z.literal(false),
    survey: z.looseObject({ title: z.string(), fictional: z.boolean() }),
    methods: z.looseObject({ answered: z.int(), invited: z.int().nullable() }),
    overview: z.array(sentence),
    keyPoints: z.array(sentence),
    sections: z.array(
      z.looseObject({
        question: z.looseObject({ id: z.string(), kind: z.string(), prompt: z.string() }),
        finding: z.looseObject({ words: z.string(), counts: z.string() }),
        statistics: z.looseObject({ n: z.int() }),
        summary: z.array(sentence),
      }),
    ),
    works: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string().nullable(),
        citedBy: z.int().meta({ description: "Answers that cite it, to all questions together." }),
        citations: z.array(
          z.object({
            answer: z.string(),
            question: z.string(),
            shownAs: z.string(),
            respondent: z.string().optional(),
            position: z.string().nullable(),
          }),
        ),
      }),
    ),
    answers: z.array(answerSchema),
  })
  .meta({
    id: "Document",
    description: "consilience-synthesis/1, as docs/formats.md describes it.",
  });

/** One page of a list. */
function pageOf<T extends z.ZodType>(id: string, item: T) {
  return z
    .object({ items: z.array(item), page: z.int(), perPage: z.int(), total: z.int() })
    .meta({ id });
}

export const synthesesSchema = pageOf("Syntheses", cardSchema);
export const versionsSchema = z.object({ items: z.array(versionSchema) }).meta({ id: "Versions" });
export const answersSchema = pageOf("Answers", answerSchema);

const surveySchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    status: z.enum(["draft", "open", "closed", "archived"]),
    role: z.enum(["owner", "editor"]),
    url: z.url().nullable().meta({ description: "The published synthesis, where there is one." }),
    answered: z.int(),
  })
  .meta({ id: "Survey" });
export const surveysSchema = pageOf("Surveys", surveySchema);

const ownAnswerSchema = z
  .object({
    respondent: z.string().meta({ description: "Joins the answers of one response." }),
    name: z.string(),
    role: z.string(),
    question: z.string(),
    value: z.string(),
    confidence: z.int().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    text: z.string(),
    attribution: z.enum(["named", "role", "aggregate", "author"]),
    quote: z.boolean(),
    questionRevision: z.int().meta({
      description:
        "Number of the question's revision that it answers. Figures are of one wording: those of an earlier one stand apart.",
    }),
    submittedAt: date,
  })
  .meta({
    id: "OwnAnswer",
    description: "A submitted answer as its author's side reads it. Not for publication.",
  });
export const ownAnswersSchema = pageOf("OwnAnswers", ownAnswerSchema);

export type OwnSurvey = z.infer<typeof surveySchema>;
export type OwnAnswer = z.infer<typeof ownAnswerSchema>;

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    problems: z
      .array(z.object({ at: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Each thing that is wrong with the request, and where." }),
  })
  .meta({ id: "Problem" });

/** What the form for a new key sends. */
export const newKeySchema = z.object({
  name: z.string().trim().min(1, "Say where you will use it.").max(80, "Use at most 80 letters."),
});
export const keyIdSchema = z.object({ id: z.uuid() });
