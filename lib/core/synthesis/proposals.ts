import type { Quote, Synthesis } from "./synthesis-schema";

/**
 * The passages that a synthesis would like to quote and whose respondents have not decided on them: the quotes of its
 * themes, the dissenting ones, and the works that respondents named (as a whole). `synthesis` is the private form. None
 * where submitting approved quotes.
 */
export function proposedQuotes(synthesis: Synthesis): Quote[] {
  if (synthesis.methods.quotesApprovedBySubmitting) return [];
  const answers = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  const wanted = synthesis.sections.flatMap((section): Quote[] => {
    if (section.question.kind === "works") {
      return synthesis.answers
        .filter(({ question, text }) => question === section.question.id && text.trim() !== "")
        .map(({ id, text }) => ({ answer: id, start: 0, end: text.length, text }));
    }
    return [
      ...section.themes.flatMap(({ quotes }) => quotes),
      ...(section.dissent?.quote ? [section.dissent.quote] : []),
    ];
  });
  const seen = new Set<string>();
  return wanted.filter(({ answer: id, start, end }) => {
    const answer = answers.get(id);
    const key = `${id}:${start}:${end}`;
    const shown = answer?.attribution === "named" || answer?.attribution === "role";
    if (answer === undefined || !shown || !answer.quote || seen.has(key)) return false;
    seen.add(key);
    return !answer.passages?.some((passage) => passage.start < end && start < passage.end);
  });
}
