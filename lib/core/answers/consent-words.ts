import type { Attribution } from "./answer";

/** The four levels in the words of the person who chooses, from open to closed. */
export const consentLabels: Readonly<Record<Attribution, string>> = {
  named: "With my name",
  role: "With a description of me",
  aggregate: "Only in the totals",
  author: "Only for the authors",
};

/** What each level means. */
export const consentMeanings: Readonly<Record<Attribution, string>> = {
  named: "Your name, your role, your answer and your text are shown.",
  role: "A description in your own words stands instead of your name. Nothing joins this answer to your others.",
  aggregate:
    "Your answer is counted and your text helps to find themes. The authors read it; nobody else sees it.",
  author: "Your answer is counted. Only the authors read your text; it feeds nothing else.",
};
