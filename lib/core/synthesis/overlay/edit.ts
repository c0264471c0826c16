import { z } from "zod";

// What an author does to a synthesis. An edit names the block that it changes; at most one edit stands for each key, so the
// order in which edits are applied cannot matter.

/** The text that an edit was made over, so that a later change of that text is noticed. */
const madeOverSchema = z.object({ hash: z.string().length(64), text: z.string().max(50_000) });

const id = z
  .string()
  .max(120)
  .regex(/^[a-z0-9][a-z0-9-]*$/);
const block = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9/:._-]+$/);
const offset = z.int().min(0).max(1_000_000);

const textEditSchema = z.object({
  kind: z.literal("text"),
  block,
  text: z.string().max(20_000),
  by: z.enum(["author", "model"]),
  source: madeOverSchema,
});
const hiddenEditSchema = z.object({ kind: z.literal("hidden"), block });
const orderEditSchema = z.object({
  kind: z.literal("order"),
  list: block,
  order: z.array(z.string().max(300)).max(500),
});
const findingEditSchema = z.object({
  kind: z.literal("finding"),
  question: id,
  words: z.string().trim().min(1, "Say what the finding is.").max(120),
  reason: z.string().trim().min(1, "Say why the computed finding misleads.").max(1000),
  source: madeOverSchema,
});
const quoteRangeSchema = z
  .object({
    question: id,
    answer: z.string().min(1).max(60),
    start: offset,
    end: offset,
  })
  .refine(({ start, end }) => start < end, "A quote has at least one character.");
const pinEditSchema = quoteRangeSchema.safeExtend({
  kind: z.literal("pin"),
  /** A theme's id, or "dissent". */
  theme: id,
  /** SHA-256 of the passage: where the respondent has reworded it, there is nothing to pin. */
  hash: z.string().length(64),
});
const dropEditSchema = quoteRangeSchema.safeExtend({ kind: z.literal("drop") });
const paragraphEditSchema = z.object({
  kind: z.literal("paragraph"),
  id,
  place: block,
  text: z.string().max(20_000),
});
const workEditSchema = z.object({
  kind: z.literal("work"),
  id,
  question: id,
  title: z.string().trim().min(1, "A work needs a title.").max(500),
  url: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "This is no web address." })])
    .transform((url) => (url === "" ? null : url))
    .nullable(),
  details: z.record(z.string().max(60), z.string().max(500)),
});

/** One edit of a synthesis. */
export const overlayEditSchema = z.discriminatedUnion("kind", [
  textEditSchema,
  hiddenEditSchema,
  orderEditSchema,
  findingEditSchema,
  pinEditSchema,
  dropEditSchema,
  paragraphEditSchema,
  workEditSchema,
]);

/** Words of the author's for a block, with what they were written over. */
export type TextEdit = z.output<typeof textEditSchema>;
export type FindingEdit = z.output<typeof findingEditSchema>;
export type PinEdit = z.output<typeof pinEditSchema>;
export type DropEdit = z.output<typeof dropEditSchema>;

export type OverlayEdit = z.output<typeof overlayEditSchema>;

/** What an author decided about a model's sentence. It stands in the history, so that it can be undone like any edit. */
export type DecisionEdit = {
  readonly kind: "proposal";
  readonly proposal: string;
  readonly decision: "accepted" | "rejected";
};

/** The key of the decision about a model's sentence. */
export const decisionKey = (proposal: string) => `proposal:${proposal}`;

/** The model's sentence that a key is about; null for keys of the page. */
export function proposalOfKey(key: string): string | null {
  return /^proposal:(.+)$/.exec(key)?.[1] ?? null;
}

/** What an edit changes; a later edit with the same key replaces it. */
export function keyOf(edit: OverlayEdit): string {
  switch (edit.kind) {
    case "text":
    case "hidden":
      return `${edit.kind}:${edit.block}`;
    case "order":
      return `order:${edit.list}`;
    case "finding":
      return `finding:${edit.question}`;
    case "pin":
      return `pin:${edit.question}/${edit.theme}/${edit.answer}/${edit.start}-${edit.end}`;
    case "drop":
      return `drop:${edit.question}/${edit.answer}/${edit.start}-${edit.end}`;
    case "paragraph":
    case "work":
      return `${edit.kind}:${edit.id}`;
  }
}

/** What the author wrote in an edit: the parts that readers will see as the author's words. */
export function authorWords(edit: OverlayEdit): string[] {
  switch (edit.kind) {
    case "text":
    case "paragraph":
      return [edit.text];
    case "finding":
      return [edit.words, edit.reason];
    case "work":
      return [edit.title, ...Object.values(edit.details)];
    default:
      return [];
  }
}
