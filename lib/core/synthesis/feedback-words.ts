import type { Section, Shift, Synthesis } from "./synthesis-schema";

/** What the shift of a question amounts to, in sentences. */
export function shiftWords({ n, moved, stable }: Shift): string {
  const parts = [
    `${n} respondents answered before and after they had read what the others said.`,
    moved === null
      ? "Too few changed their position for a figure."
      : `${Math.round(moved * 100)}\u00a0% of the positions moved.`,
    stable === null
      ? ""
      : stable
        ? "At most 15\u00a0% moved: the question counts as stable (Scheibe)."
        : "More than 15\u00a0% moved: the question does not count as stable (Scheibe).",
  ];
  return parts.filter(Boolean).join(" ");
}

/** How respondents came to read one another, and how far that moved them, in sentences; null where they did not. */
export function feedbackWords({
  methods: { feedback },
  sections,
}: Pick<Synthesis, "methods" | "sections">): string | null {
  if (feedback === undefined) return null;
  const stability = stabilityWords(sections);
  const how = feedback.kind === "after-submitting" ? afterSubmitting : roundWords(feedback);
  return stability === null ? how : `${how} ${stability}`;
}

const afterSubmitting =
  "Respondents answered by themselves first. Then they could read where they stood and what was said on the other side, as far as consented, and revise.";

function roundWords(feedback: { readonly round: number; readonly of: number }): string {
  return `Round ${feedback.round} of ${feedback.of}. In each round after the first, respondents had read the figures and the approved quotes of the round before, beside their own earlier answer. All figures are of round ${feedback.round} alone.`;
}

/** Which questions count as stable, by their numbers; null where no shift was counted. */
function stabilityWords(sections: readonly Section[]): string | null {
  const numbers = (stable: boolean) =>
    sections.flatMap((section, index) => (section.shift?.stable === stable ? [index + 1] : []));
  const said = (list: readonly number[], verb: readonly [string, string]) =>
    list.length === 0
      ? []
      : [
          `${list.length === 1 ? "question" : "questions"} ${list.join(", ")} ${verb[list.length === 1 ? 0 : 1]}`,
        ];
  const parts = [
    ...said(numbers(true), ["does", "do"]),
    ...said(numbers(false), ["does not", "do not"]),
  ];
  if (parts.length === 0) return null;
  return `A question counts as stable where at most 15\u00a0% of the positions moved (Scheibe): ${parts.join("; ")}.`;
}
