// The small build of zod: a browser loads this file once something is to be judged.
import * as z from "zod/mini";
import type { Question } from "@/lib/core/survey/survey-schema";
import { type Attribution, attributionSchema } from "./answer";
import {
  type DraftValue,
  fieldsOf,
  personFields,
  readAnswer,
  textLimitBytes,
  utf8Length,
} from "./draft-fields";
import { writeProblem } from "./problem";

const lineLimit = 1000;
const workRowLimit = 200;

const upTo = (length: number) => z.string().check(z.maxLength(length));

const workRowSchema = z.record(upTo(60), upTo(5000));
const line = z.string().check(z.maxLength(lineLimit, writeProblem("line-too-long")));

/** One answer as typed: nothing is judged yet. A kind uses the fields that it has; the others stay empty. */
export const answerDraftSchema = z.object({
  value: upTo(20),
  confidence: upTo(20),
  // A lone radio button posts a string, several boxes a list.
  options: z.pipe(
    z.transform((raw: unknown) =>
      typeof raw === "string" ? (raw === "" ? [] : [raw]) : (raw ?? []),
    ),
    z.array(upTo(110)).check(z.maxLength(60)),
  ),
  other: line,
  best: upTo(100),
  special: z.enum(["", "never", "beyond", "none"]),
  low: upTo(100),
  high: upTo(100),
  works: z.array(workRowSchema).check(z.maxLength(workRowLimit, writeProblem("too-many-works"))),
  text: z
    .string()
    .check(z.refine((text) => utf8Length(text) <= textLimitBytes, writeProblem("text-too-long"))),
  /** The respondent means to leave the question open; says nothing where it is answered all the same. */
  skipped: z.enum(["", "yes"]),
  /** The question was reworded since, and the respondent says that the answer holds for the new words too. */
  stands: z.enum(["", "yes"]),
  attribution: z.union([z.literal(""), attributionSchema]),
  quotable: z.enum(["", "yes", "no"]),
});

/** What belongs to the respondent and not to one answer. */
export const personDraftSchema = z.object({
  displayName: line,
  displayRole: line,
  roleWording: line,
  interests: line,
});

export type DraftValueResult =
  | { readonly ok: true; readonly value: DraftValue }
  | { readonly ok: false; readonly reason: "unknown-field" | "too-long" | "invalid" };

/** Reads one field as it comes from a browser; `kind` is null for the respondent's own fields. */
export function parseDraftValue(
  kind: Question["kind"] | null,
  field: string,
  raw: unknown,
): DraftValueResult {
  const schema = fieldSchema(kind, field);
  if (schema === null) return { ok: false, reason: "unknown-field" };
  const parsed = schema.safeParse(storable(raw));
  if (parsed.success) return { ok: true, value: parsed.data };
  const tooBig = parsed.error.issues.some(
    (issue) => issue.code === "too_big" || issue.message === writeProblem("text-too-long"),
  );
  return { ok: false, reason: tooBig ? "too-long" : "invalid" };
}

function fieldSchema(
  kind: Question["kind"] | null,
  field: string,
): z.ZodMiniType<DraftValue> | null {
  if (kind === null) {
    const found = personFields.find((name) => name === field);
    return found ? personDraftSchema.shape[found] : null;
  }
  const found = fieldsOf(kind).find((name) => name === field);
  return found ? answerDraftSchema.shape[found] : null;
}

/** PostgreSQL holds no NUL and no half of a surrogate pair, and no keyboard types one. */
function storable(raw: unknown): unknown {
  if (typeof raw === "string") return raw.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(raw)) return raw.map(storable);
  if (raw !== null && typeof raw === "object") {
    return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, storable(value)]));
  }
  return raw;
}

/**
 * The form's schema, the same in the browser and on the server: shapes, what each kind of question allows, and the levels
 * of attribution that the survey offers.
 * Gaps are no error here; they are named on the review page.
 */
export function responseFormSchema(
  questions: readonly Question[],
  offered: readonly Attribution[],
) {
  return z
    .object({ person: personDraftSchema, answers: z.record(z.string(), answerDraftSchema) })
    .check(
      z.superRefine((form, context) => {
        for (const question of questions) {
          const answer = form.answers[question.id];
          if (answer === undefined) continue;
          if (answer.attribution !== "" && !offered.includes(answer.attribution)) {
            context.addIssue({
              code: "custom",
              path: ["answers", question.id, "attribution"],
              message: writeProblem("attribution-not-offered"),
            });
          }
          const read = readAnswer(question, answer);
          if (read.ok) continue;
          for (const { field, message } of read.problems) {
            context.addIssue({ code: "custom", path: ["answers", question.id, field], message });
          }
        }
      }),
    );
}
