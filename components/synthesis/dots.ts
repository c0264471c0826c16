import { mostDots } from "@/components/charts/voices";
import { isShownBy } from "@/lib/core/publication/respondents";
import type { Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { isOfKind } from "./reading";

/**
 * The answers of a section that have a dot of their own in its chart: those that may be read, as far as the figures count
 * them. Figures that are held back can count fewer of a value than may be read.
 */
export function answersWithDots(
  section: Section,
  answers: readonly SynthesisAnswer[],
): readonly SynthesisAnswer[] {
  const left = countsOf(section);
  if (left === null) return [];
  return answers.filter((answer) => {
    if (answer.question !== section.question.id || !isShownBy(answer)) return false;
    const drawn = valuesOf(section, answer).filter((value) => (left.get(value) ?? 0) > 0);
    for (const value of drawn) left.set(value, (left.get(value) ?? 0) - 1);
    return drawn.length > 0;
  });
}

/** How many dots of each value a chart draws; null where it draws none. */
function countsOf(section: Section): Map<string, number> | null {
  if (isOfKind(section, "estimate")) {
    const counts = new Map<string, number>();
    for (const value of section.statistics.values) {
      if (typeof value === "number")
        counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    }
    return counts;
  }
  if (section.statistics.n > mostDots) return null;
  if (isOfKind(section, "stance")) {
    return new Map(section.statistics.counts.map((count, index) => [String(index + 1), count]));
  }
  return isOfKind(section, "choice")
    ? new Map(section.statistics.options.map(({ id, count }) => [id, count]))
    : null;
}

function valuesOf(section: Section, { value }: SynthesisAnswer): readonly string[] {
  if (isOfKind(section, "choice")) return value.split(";");
  return isOfKind(section, "estimate") ? [String(Number(value || "NaN"))] : [value];
}
