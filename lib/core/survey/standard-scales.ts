import type { Language } from "../language";

type Scale = readonly [string, string, string, string, string];

/** The scales that templates and new questions begin with, from one end to the other, in every language. */
export const standardScales = {
  agreement: {
    en: ["Strongly disagree", "Disagree", "Uncertain", "Agree", "Strongly agree"],
    de: [
      "Stimme gar nicht zu",
      "Stimme nicht zu",
      "Unsicher",
      "Stimme zu",
      "Stimme voll und ganz zu",
    ],
  },
  likelihood: {
    en: ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"],
    de: ["Sicher nicht", "Wahrscheinlich nicht", "Unsicher", "Wahrscheinlich", "Sicher"],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Scale>>>>;
