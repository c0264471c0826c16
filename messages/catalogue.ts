import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Language } from "@/lib/core/language";
import de from "./de.json";
import en from "./en.json";

/** Every word of the expert's side. English says which keys there are; a test holds the others to it. */
export type Messages = typeof en;

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

const catalogue: Readonly<Record<Language, Messages>> = { en, de };

/** The messages of one language. */
export function messagesOf(language: Language): Messages {
  return catalogue[language];
}

function makeTranslator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  language: Language,
  namespace: Namespace,
) {
  return createTranslator<Messages, Namespace>({
    locale: language,
    messages: catalogue[language],
    namespace,
  });
}

type Translator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>> = ReturnType<
  typeof makeTranslator<Namespace>
>;

const translators = new Map<string, unknown>();

/**
 * Says the messages of a namespace outside of pages: in mails and in answers of route handlers. One for all who ask: it
 * keeps what it has parsed.
 */
export function translatorOf<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  language: Language,
  namespace: Namespace,
): Translator<Namespace> {
  const key = `${language} ${namespace}`;
  const known = translators.get(key) ?? makeTranslator(language, namespace);
  translators.set(key, known);
  // Under this key stands what was made for this namespace.
  return known as Translator<Namespace>;
}
