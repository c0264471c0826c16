import { useLocale, useTranslations } from "next-intl";
import type { ValueWords } from "@/lib/core/answers/in-words";
import { readProblem } from "@/lib/core/answers/problem";
import { numberInWords } from "@/lib/core/language";

/** Says the values of answers in the language of the page. */
export function useValueWords(): ValueWords {
  const say = useTranslations("values");
  return { language: useLocale(), say: (message, values) => say(message, values) };
}

/** Says a problem that core named, in the language of the page. */
export function useProblemWords(): (message: string) => string {
  const say = useTranslations("problems");
  const language = useLocale();
  return (message) => {
    const { code, values } = readProblem(message);
    const shown = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? numberInWords(value, language) : value,
    ]);
    return say(code, Object.fromEntries(shown));
  };
}
