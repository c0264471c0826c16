import type { Methods, Shift } from "./synthesis-schema";

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

/** How respondents came to read one another, in a sentence; null where they did not. */
export function feedbackWords({ feedback }: Methods): string | null {
  if (feedback === undefined) return null;
  if (feedback.kind === "after-submitting") {
    return "Respondents answered by themselves first. Then they could read where they stood and what was said on the other side, as far as consented, and revise.";
  }
  return `Round ${feedback.round} of ${feedback.of}. In each round after the first, respondents had read the figures and the approved quotes of the round before, beside their own earlier answer. All figures are of round ${feedback.round} alone.`;
}
