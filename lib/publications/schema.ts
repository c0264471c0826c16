import { z } from "zod";

const word = z.string().min(1).max(80).nullable().catch(null).default(null);

/** How a list of a public page is ordered and filtered, as its address says; what it cannot mean is passed over. */
export const listOrderSchema = z.object({
  sort: word,
  order: z.enum(["asc", "desc"]).nullable().catch(null).default(null),
  question: word,
});

/** Which page of a list an address asks for; what it cannot mean is the first. */
export const listPageSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

/** Lines of a changelog, one a line of the field; an untouched field is the product's own changelog. */
const changelogField = z
  .string()
  .max(10_000, "Keep the changelog to 10,000 characters.")
  .transform((text) => text.split(/\r?\n/).filter((line) => line.trim() !== ""));

const ticked = z.literal("on").optional().transform(Boolean);

/** What the author's Publish button sends. */
export const publishFormSchema = z.object({
  surveyId: z.uuid(),
  /** Hash of the input of the draft that was on the screen. */
  seenInputHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Number of the last edit that was on the screen. */
  seenEdit: z.coerce.number().int().min(0),
  changelog: changelogField.optional(),
  changelogEdited: ticked,
  tell: ticked,
});

/** What setting a publication for a time to come sends. */
export const planFormSchema = z.object({
  surveyId: z.uuid(),
  publishAt: z.iso.datetime({ error: "Choose a day and a time." }).transform((at) => new Date(at)),
  changelog: changelogField.optional(),
  changelogEdited: ticked,
  tell: ticked,
});

/** A button that names its survey. */
export const surveyFormSchema = z.object({ surveyId: z.uuid() });
