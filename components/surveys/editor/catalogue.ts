import type { Language } from "@/lib/core/language";
import type { Messages } from "@/messages/catalogue";

/** The part of the catalogue that the form speaks, from its first screen to the review. */
type FormMessages = Pick<
  Messages,
  | "first"
  | "head"
  | "form"
  | "question"
  | "works"
  | "consent"
  | "values"
  | "problems"
  | "status"
  | "review"
>;

/** The words of the form in every language. */
export type Catalogue = Readonly<Record<Language, FormMessages>>;

/** Those of a whole catalogue. */
export function formMessages(all: Messages): FormMessages {
  const { first, head, form, question, works, consent, values, problems, status, review } = all;
  return { first, head, form, question, works, consent, values, problems, status, review };
}
