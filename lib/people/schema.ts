import { z } from "zod";
import { contactFields } from "@/lib/core/contacts/contact";
import type { ContactMatch } from "@/lib/core/contacts/contacts-file";
import type { MergePlan } from "@/lib/core/contacts/merge";
import type { Problem } from "@/lib/core/errors";

/** The largest file of people that is read, in bytes; a form may bring a megabyte. */
export const largestContactsFile = 900_000;

export const contactForm = z.object({ contactId: z.uuid() });

/** Marks a person as not to be contacted, or takes it back. */
export const blockForm = contactForm.extend({ blocked: z.enum(["yes", "no"]) });

/** The people chosen in the book, and the survey that they are added to. */
export const addToSurveyForm = z.object({
  surveyId: z.uuid({ error: "Choose a survey." }),
  contactIds: z.array(z.uuid()).min(1, "Choose at least one person.").max(5000),
});

/** A file as it was read, with what its columns are; `seen` names the preview that the author looked at. */
export const importForm = z.object({
  text: z
    .string()
    .min(1, "Choose a file, or paste its lines.")
    .refine(
      (text) => new TextEncoder().encode(text).length <= largestContactsFile,
      "This file is too large. Import it in parts.",
    ),
  match: z.partialRecord(z.enum(contactFields), z.string().max(500)).nullable(),
  seen: z.string().max(100),
});

/** How a file of people was read, before anything is stored. */
export type ImportReading = {
  readonly text: string;
  readonly header: readonly string[];
  readonly match: ContactMatch;
  readonly problems: readonly Problem[];
  readonly plan: Omit<MergePlan, "results"> | null;
  /** Names this preview: saving is refused where the book has changed since. */
  readonly seen: string;
  readonly error?: string;
  readonly done?: string;
};

export type ImportAction = (state: ImportReading, form: FormData) => Promise<ImportReading>;

export const emptyReading: ImportReading = {
  text: "",
  header: [],
  match: {},
  problems: [],
  plan: null,
  seen: "",
};
