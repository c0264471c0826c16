import type { Section, Synthesis, SynthesisAnswer, Work } from "../synthesis/synthesis-schema";
import { isShownBy } from "./respondents";

/** One answer that names a work: whose it is, to which question, with which position, as far as its consent shows them. */
export type Citation = { readonly section: Section; readonly answer: SynthesisAnswer };

/** A work with who names it, in answer to which questions. */
export type ListedWork = Work & {
  readonly questions: readonly string[];
  readonly citations: readonly Citation[];
};

export type WorksOrder = "named" | "title";

/** Who names a work in answer to one question, by the alphabet. */
export function citationsOf(
  work: Pick<Work, "answers">,
  section: Section,
  answers: ReadonlyMap<string, SynthesisAnswer>,
): Citation[] {
  return work.answers
    .flatMap((id) => answers.get(id) ?? [])
    .filter(isShownBy)
    .sort(
      (a, b) =>
        a.shownAs.localeCompare(b.shownAs, "en", { numeric: true }) || (a.id < b.id ? -1 : 1),
    )
    .map((answer) => ({ section, answer }));
}

/**
 * The works of all questions, or of one, each once; the most named first, or by title. `citedBy` adds the answers to all
 * of these questions: whether two that are not named are one respondent's is nobody's to know.
 */
export function listAllWorks(
  synthesis: Pick<Synthesis, "sections" | "answers">,
  {
    question,
    order,
    descending,
  }: { question: string | null; order: WorksOrder; descending: boolean },
): ListedWork[] {
  const answers = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  const works = new Map<string, ListedWork>();
  for (const section of synthesis.sections) {
    const { id } = section.question;
    if (question !== null && id !== question) continue;
    for (const work of section.works) {
      const known = works.get(work.id);
      works.set(work.id, {
        ...work,
        ...known,
        citedBy: (known?.citedBy ?? 0) + work.citedBy,
        details: { ...work.details, ...known?.details },
        answers: [...(known?.answers ?? []), ...work.answers],
        questions: [...(known?.questions ?? []), id],
        citations: [...(known?.citations ?? []), ...citationsOf(work, section, answers)],
      });
    }
  }
  const sign = descending ? -1 : 1;
  return [...works.values()].sort((a, b) => {
    const byTitle = a.title.localeCompare(b.title, "en");
    return order === "title" ? sign * byTitle : sign * (a.citedBy - b.citedBy) || byTitle;
  });
}
