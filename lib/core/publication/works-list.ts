import type { Synthesis, Work } from "../synthesis/synthesis-schema";

/** A work with the questions in whose answers it is named. */
export type ListedWork = Work & { readonly questions: readonly string[] };

export type WorksOrder = "named" | "title";

/** The works of all questions, or of one, each once; the most named first, or by title. */
export function listAllWorks(
  synthesis: Pick<Synthesis, "sections">,
  {
    question,
    order,
    descending,
  }: { question: string | null; order: WorksOrder; descending: boolean },
): ListedWork[] {
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
        questions: [...(known?.questions ?? []), id],
      });
    }
  }
  const sign = descending ? -1 : 1;
  return [...works.values()].sort((a, b) => {
    const byTitle = a.title.localeCompare(b.title, "en");
    return order === "title" ? sign * byTitle : sign * (a.citedBy - b.citedBy) || byTitle;
  });
}
