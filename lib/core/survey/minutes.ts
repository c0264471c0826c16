import type { Question } from "./survey-schema";

/** Minutes that a question takes who reads it, answers it, says why in a few sentences and chooses how it is shown. */
const minutesByKind: Readonly<Record<Question["kind"], number>> = {
  stance: 1.5,
  choice: 1.25,
  estimate: 1.75,
  works: 2.5,
  text: 2.5,
};

/** How long a survey takes, in whole minutes: never less than two, so that nobody is promised no effort at all. */
export function minutesToAnswer(kinds: readonly Question["kind"][]): number {
  const minutes = kinds.reduce((sum, kind) => sum + minutesByKind[kind], 0);
  return Math.max(2, Math.ceil(minutes));
}
