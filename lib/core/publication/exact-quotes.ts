import type { Problem } from "../errors";
import type { Synthesis } from "../synthesis/synthesis-schema";

/** Quotes that are not, to the character, the range of the answer that they name. */
export function inexactQuotes(synthesis: Synthesis): Problem[] {
  const texts = new Map(synthesis.answers.map(({ id, text }) => [id, text]));
  return synthesis.sections.flatMap((section) => {
    const quotes = [
      ...section.themes.flatMap(({ quotes }) => quotes),
      ...(section.dissent?.quote ? [section.dissent.quote] : []),
    ];
    return quotes
      .filter(({ answer, start, end, text }) => texts.get(answer)?.slice(start, end) !== text)
      .map(({ text }) => ({ at: section.question.id, message: text }));
  });
}
