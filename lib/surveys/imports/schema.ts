import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";
import { answerColumns, type ColumnMatch, optionalColumns } from "@/lib/core/answers/match-columns";
import type { Problem } from "@/lib/core/errors";

/** The largest file of answers that is read, in bytes. */
export const largestAnswersFile = 9_000_000;

/** How many rows of a file are shown at once before it is imported. */
export const previewRows = 20;

/** Which column of the file is which, as the form sends it; the empty object lets the product guess. */
export const columnMatchSchema = z
  .partialRecord(z.enum([...answerColumns, ...optionalColumns]), z.string().max(500))
  .transform((match): ColumnMatch => match);

/** What one row of a file would become. */
export type ImportedRow = {
  readonly line: number;
  readonly respondent: string;
  readonly question: string;
  /** The value in the words of its question; empty where there is none. */
  readonly value: string;
  readonly text: string;
};

/** How a file was read; nothing is stored. */
export type ImportCheck = {
  readonly header: readonly string[];
  readonly match: ColumnMatch;
  readonly rows: number;
  readonly respondents: number;
  readonly withoutAddress: number;
  /** The first ones; `problemCount` says how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly from: number;
  readonly preview: readonly ImportedRow[];
};

/** A line of the stream that an import answers with. */
export type ImportNews =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly respondents: number; readonly answers: number }
  | {
      readonly kind: "refused";
      readonly words: string;
      readonly problems: readonly Problem[];
    };

/** Who one person is whose answers are entered by hand. */
export const enteredPersonSchema = z.object({
  surveyId: z.uuid(),
  /** Made by the browser, so that pressing twice is entering once. */
  draftId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1, "Enter the person’s name.")
    .max(200, "Use at most 200 characters."),
  role: z.string().trim().max(300, "Use at most 300 characters."),
  email: z.union([
    z
      .string()
      .trim()
      .length(0)
      .transform(() => null),
    addressSchema,
  ]),
});

/** What came of entering one person's answers. */
export type EnterState = {
  /** Words beside the fields of the person, or for the form. */
  readonly errors: Readonly<Record<string, string>>;
  /** What does not fit in an answer: the field's name in the form, and the problem. */
  readonly problems: readonly Problem[];
  /** They are in; the address where they stand. */
  readonly entered?: string;
};

export type EnterAction = (form: FormData) => Promise<EnterState>;

export const importForm = z.object({ surveyId: z.uuid(), importId: z.uuid() });
