import type { Quote, Section, Sentence, Source, Synthesis } from "../synthesis-schema";

/** Themes that a question has had: their ids with the answers that stood in them last. */
export type ThemeMemory = {
  readonly [question: string]: {
    /** Number of the next new theme. */
    readonly next: number;
    readonly known: { readonly [theme: string]: readonly string[] };
  };
};

/** Less than a third in common is another theme. */
const leastOverlap = 1 / 3;

function overlap(a: ReadonlySet<string>, b: readonly string[]): number {
  const common = b.filter((id) => a.has(id)).length;
  const together = a.size + b.length - common;
  return together === 0 ? 0 : common / together;
}

function renameSources(sentences: readonly Sentence[], ids: ReadonlyMap<string, string>) {
  return sentences.map((sentence) => ({
    ...sentence,
    sources: sentence.sources.map((source): Source => {
      if (!("statistic" in source)) return source;
      const [place, theme = "", ...rest] = source.statistic.split(".");
      const known = place === "themes" ? ids.get(theme) : undefined;
      return known === undefined ? source : { statistic: ["themes", known, ...rest].join(".") };
    }),
  }));
}

/**
 * Gives themes the ids that they had before: the theme whose answers overlap most takes the id, each id once. New themes
 * get numbers that were never used, so that an edit of a theme that went away cannot fall on another. Returns what to
 * remember for the next time. Answers must have ids that stay.
 */
export function keepThemeIds(
  synthesis: Synthesis,
  memory: ThemeMemory,
): { readonly synthesis: Synthesis; readonly memory: ThemeMemory } {
  const remembered: Record<string, ThemeMemory[string]> = { ...memory };
  const sections = synthesis.sections.map((section): Section => {
    const { id } = section.question;
    const before = memory[id] ?? { next: 1, known: {} };
    const pairs = section.themes
      .flatMap((theme, place) => {
        const members = new Set(theme.answers);
        return Object.entries(before.known).map(([known, answers]) => ({
          place,
          known,
          share: overlap(members, answers),
        }));
      })
      .filter(({ share }) => share >= leastOverlap)
      .sort((a, b) => b.share - a.share || a.place - b.place || (a.known < b.known ? -1 : 1));
    const taken = new Map<number, string>();
    const used = new Set<string>();
    for (const { place, known } of pairs) {
      if (taken.has(place) || used.has(known)) continue;
      taken.set(place, known);
      used.add(known);
    }
    let next = before.next;
    const known: Record<string, readonly string[]> = { ...before.known };
    const ids = new Map<string, string>();
    const themes = section.themes.map((theme, place) => {
      const own = taken.get(place) ?? `t${next++}`;
      known[own] = theme.answers;
      ids.set(theme.id, own);
      return { ...theme, id: own };
    });
    remembered[id] = { next, known };
    return { ...section, themes, summary: renameSources(section.summary, ids) } as Section;
  });
  return { synthesis: { ...synthesis, sections }, memory: remembered };
}

/** Puts other ids in the place of those that the engine gave to answers; answers that `idOf` leaves out keep theirs. */
export function nameAnswers(
  synthesis: Synthesis,
  idOf: (answer: { readonly respondent?: string; readonly question: string }) => string | undefined,
): Synthesis {
  const ids = new Map(synthesis.answers.map((answer) => [answer.id, idOf(answer) ?? answer.id]));
  const name = (id: string) => ids.get(id) ?? id;
  const quote = (one: Quote): Quote => ({ ...one, answer: name(one.answer) });
  const sentences = (list: readonly Sentence[]) =>
    list.map((sentence) => ({
      ...sentence,
      sources: sentence.sources.map(
        (source): Source =>
          "answer" in source ? { ...source, answer: name(source.answer) } : source,
      ),
    }));
  const sections = synthesis.sections.map(
    (section) =>
      ({
        ...section,
        summary: sentences(section.summary),
        themes: section.themes.map((theme) => ({
          ...theme,
          answers: theme.answers.map(name),
          quotes: theme.quotes.map(quote),
        })),
        dissent:
          section.dissent?.quote == null
            ? section.dissent
            : { ...section.dissent, quote: quote(section.dissent.quote) },
        works: section.works.map((work) => ({ ...work, answers: work.answers.map(name) })),
      }) as Section,
  );
  return {
    ...synthesis,
    overview: sentences(synthesis.overview),
    keyPoints: sentences(synthesis.keyPoints),
    sections,
    answers: synthesis.answers.map((answer) => ({ ...answer, id: name(answer.id) })),
  };
}
