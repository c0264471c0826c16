import type { Language } from "@/lib/core/language";
import type { Messages } from "@/messages/catalogue";

/** The part of the catalogue that a question of the form speaks. */
type FormMessages = Pick<
  Messages,
  "form" | "question" | "works" | "consent" | "values" | "problems" | "status"
>;

/** The words of the form in every language. */
export type Catalogue = Readonly<Record<Language, FormMessages>>;

/** Those of a whole catalogue. */
export function formMessages(all: Messages): FormMessages {
  const { form, question, works, consent, values, problems, status } = all;
  return { form, question, works, consent, values, problems, status };
}
