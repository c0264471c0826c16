import * as z from "zod";
import { defaultLanguage, type Language } from "../language";
import { standardScales } from "./standard-scales";
import { idSchema, type Question, questionSchema } from "./survey-schema";

const setupBase = { required: z.boolean().optional() };
const label = (longest: number) => z.string().max(longest, `Use at most ${longest} characters.`);

/**
 * What a question is set to while its survey is a draft: the portable format's fields of its kind, within its bounds, and
 * possibly with words still missing.
 */
export const setupDraftSchema = z.discriminatedUnion("kind", [
  z.object({
    ...setupBase,
    kind: z.literal("stance"),
    scale: z.array(label(200)).min(2).max(9, "A scale has at most 9 steps."),
    poles: z.tuple([label(40), label(40)]).optional(),
    confidence: z.boolean().optional(),
  }),
  z.object({
    ...setupBase,
    kind: z.literal("choice"),
    options: z
      .array(z.object({ id: idSchema, label: label(300) }))
      .max(50, "A question has at most 50 options.")
      .refine((options) => new Set(options.map(({ id }) => id)).size === options.length, {
        message: "option ids must be unique",
      }),
    multiple: z.boolean().optional(),
    other: z.boolean().optional(),
    order: z.enum(["drawn", "fixed"]).optional(),
  }),
  z.object({
    ...setupBase,
    kind: z.literal("estimate"),
    unit: z.enum(["percent", "year", "number"]),
    min: z.number().optional(),
    max: z.number().optional(),
    /** An end of the range as it was typed, where it is no number yet: no question can be asked with one. */
    unread: z.object({ min: label(40).optional(), max: label(40).optional() }).optional(),
    never: z.boolean().optional(),
    interval: z.boolean().optional(),
  }),
  z.object({
    ...setupBase,
    kind: z.literal("works"),
    columns: z.array(label(60)).max(12, "A question has at most 12 columns.").optional(),
    works: z
      .array(z.record(label(60), label(500)))
      .max(200, "A question has at most 200 works of your own.")
      .optional(),
  }),
  z.object({ ...setupBase, kind: z.literal("text") }),
]);

export type SetupDraft = z.infer<typeof setupDraftSchema>;

/** A question as it is edited: three fields, each saved over a version of its own. */
export type QuestionFields = {
  readonly prompt: string;
  /** Markdown. */
  readonly help: string;
  readonly setup: SetupDraft;
};

/** The schema of each field of a question in a draft. */
export const questionFieldSchemas = {
  prompt: label(2000),
  help: label(5000),
  setup: setupDraftSchema,
} as const;

export const questionFieldNames = ["prompt", "help", "setup"] as const;
export type QuestionFieldName = (typeof questionFieldNames)[number];

/** A question as a revision stores it. */
type StoredWording = {
  readonly kind: Question["kind"];
  readonly prompt: string;
  readonly help: string;
  readonly required: boolean;
  readonly settings: unknown;
};

/** A new question of a kind, with what most surveys set it to. */
export function newSetup(kind: Question["kind"], language: Language = defaultLanguage): SetupDraft {
  switch (kind) {
    case "stance":
      return {
        kind,
        scale: [...standardScales.agreement[language]],
        poles: ["disagree", "agree"],
        confidence: true,
      };
    case "choice":
      return {
        kind,
        options: [
          { id: "option-1", label: "" },
          { id: "option-2", label: "" },
        ],
        other: true,
      };
    case "estimate":
      return { kind, unit: "percent", min: 0, max: 100, interval: true };
    case "works":
      return { kind, columns: ["title"] };
    case "text":
      return { kind };
  }
}

/** A stored wording as the editor's fields. What this kind cannot be set to is left out. */
export function fieldsOf(stored: StoredWording): QuestionFields {
  const settings = typeof stored.settings === "object" ? stored.settings : {};
  const setup = setupDraftSchema.safeParse({
    ...settings,
    kind: stored.kind,
    ...(stored.required ? { required: true } : {}),
  });
  return {
    prompt: stored.prompt,
    help: stored.help,
    setup: setup.success ? setup.data : newSetup(stored.kind),
  };
}

/** The editor's fields as a revision stores them. */
export function wordingOf(fields: QuestionFields) {
  const { kind, required, ...settings } = fields.setup;
  return {
    kind,
    prompt: fields.prompt,
    help: fields.help,
    required: required ?? false,
    settings: settings as Readonly<Record<string, unknown>>,
  };
}

/** A question of the portable format made of the editor's fields: complete, or everything that it lacks, by path. */
export function completeQuestion(id: string, fields: QuestionFields) {
  const { setup } = fields;
  return questionSchema.safeParse({
    ...setup,
    // Named by the schema like any other end that is no number.
    ...(setup.kind === "estimate" ? setup.unread : {}),
    id,
    prompt: fields.prompt,
    ...(fields.help === "" ? {} : { help: fields.help }),
  });
}

/** The question as it can be shown while it is written: what is blank has a dash in its place. */
export function shownQuestion(id: string, fields: QuestionFields): Question {
  const complete = completeQuestion(id, fields);
  if (complete.success) return complete.data;
  const filled = completeQuestion(id, {
    prompt: fields.prompt.trim() === "" ? "—" : fields.prompt,
    help: fields.help,
    setup: withoutBlanks(fields.setup),
  });
  return filled.success ? filled.data : { id, kind: "text", prompt: "—" };
}

function withoutBlanks(setup: SetupDraft): SetupDraft {
  const dash = (text: string) => (text.trim() === "" ? "—" : text);
  switch (setup.kind) {
    case "stance": {
      const { poles: _poles, ...rest } = setup;
      return { ...rest, scale: setup.scale.map(dash) };
    }
    case "choice": {
      const options = setup.options.map((option) => ({ ...option, label: dash(option.label) }));
      return { ...setup, options: options.length > 0 ? options : [{ id: "option-1", label: "—" }] };
    }
    case "estimate": {
      const { min: _min, max: _max, unread: _unread, ...rest } = setup;
      return rest;
    }
    case "works": {
      const { works: _works, ...rest } = setup;
      const columns = (setup.columns ?? []).filter((column) => column.trim() !== "");
      return { ...rest, columns: columns.length > 0 ? columns : ["title"] };
    }
    case "text":
      return setup;
  }
}
