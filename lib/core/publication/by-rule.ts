import { textFinding, worksFinding } from "../synthesis/findings";
import { findOpinionGroups } from "../synthesis/opinion-groups";
import { summarizeSection, writeKeyPoints, writeOverview } from "../synthesis/summary";
import type {
  Finding,
  Methods,
  OpinionGroups,
  QuestionSummary,
  Section,
  Sentence,
  SynthesisAnswer,
  Work,
} from "../synthesis/synthesis-schema";
import { namesOf } from "../synthesis/text/names";
import { GENERIC_TITLE } from "../synthesis/text/titles";
import { capitalize, counted } from "../synthesis/wording";
import { collectWorks } from "../synthesis/works";

// What the rules say of the public parts of a synthesis, from these parts alone: a sentence made here can carry no word that
// the parts do not show. Publishing writes with these functions, and opening a version does it again without the answers
// that were withdrawn since.

type SectionOfKind<K extends Section["question"]["kind"]> = Extract<
  Section,
  { readonly question: { readonly kind: K } }
>;

/** Narrows a section by the kind of its question. */
export function isOfKind<K extends Section["question"]["kind"]>(
  section: Section,
  kind: K,
): section is SectionOfKind<K> {
  return section.question.kind === kind;
}

/** A theme whose answers may not be quoted has no words of its own. */
export function isNeutralTitle(title: string): boolean {
  return title.startsWith(GENERIC_TITLE);
}

/** The title where the texts have its words, each name's side by side in one of them; else a neutral one that is not `taken`. */
export function publicTitle(
  title: string,
  texts: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const stands = (words: string) =>
    words !== "" && texts.some((text) => text.toLowerCase().includes(words));
  const words = title.toLowerCase();
  if (stands(words) || namesOf(words).every(stands)) return title;
  let neutral = GENERIC_TITLE;
  for (let number = 2; taken.has(neutral); number += 1) neutral = `${GENERIC_TITLE} (${number})`;
  return neutral;
}

/** Respondents who name a work in answer to a question and may only be counted. */
export type HiddenCiters = (question: string, work: string) => number;

/**
 * The works that shown answers name, by question. A title that one of them gives stands wherever the work is named.
 */
export function listWorks(
  questions: readonly Pick<QuestionSummary, "id" | "kind">[],
  answers: readonly Pick<SynthesisAnswer, "id" | "question" | "text">[],
  hiddenCiters: HiddenCiters,
): ReadonlyMap<string, Work[]> {
  const kinds = new Map(questions.map(({ id, kind }) => [id, kind]));
  const naming = answers
    .filter(({ text }) => text !== "")
    // On one question each respondent has one answer.
    .map(({ id, question, text }) => ({
      id,
      respondent: id,
      question,
      kind: kinds.get(question) ?? "text",
      text,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(
    [...collectWorks(naming)].map(([question, works]) => [
      question,
      works
        .map((work) => ({
          ...work,
          citedBy: work.citedBy + hiddenCiters(question, work.id),
          answers: [...work.answers].sort(),
        }))
        .sort((a, b) => b.citedBy - a.citedBy),
    ]),
  );
}

/** The finding of a section: where it is made of respondents' words, made anew from those that are shown. */
export function findByRule(section: Section): Finding {
  const { overridden } = section.finding;
  if (isOfKind(section, "works")) {
    return { ...worksFinding(section.works, section.statistics.n), overridden };
  }
  if (isOfKind(section, "text")) {
    return { ...textFinding(section.themes, section.statistics.n), overridden };
  }
  return section.finding;
}

/** Whether the figures were left out because so few answers would show through them. */
export function hasNoFigures(section: Section): boolean {
  if (section.statistics.n === 0) return false;
  if (isOfKind(section, "stance")) return section.statistics.agree.share === null;
  if (isOfKind(section, "choice")) {
    return section.statistics.options.some(({ share }) => share === null);
  }
  return isOfKind(section, "estimate") && section.statistics.median === null;
}

function byRule(id: string, text: string, statistic: string): Sentence {
  return { id, text: capitalize(text), by: "rules", sources: [{ statistic }] };
}

/** The summary of a public section; `methods` are those of its synthesis. */
export function summarizeByRule(section: Section, methods: Pick<Methods, "answered">): Sentence[] {
  const { n } = section.statistics;
  const people = counted(n, "person", "people");
  const have = n === 1 ? "has" : "have";
  if (hasNoFigures(section)) {
    return [
      byRule("position", `${people} ${have} answered, too few for their figures to be shown.`, "n"),
    ];
  }
  const sentences = summarizeSection(section, methods);
  if (isOfKind(section, "works")) {
    const shown = new Set(section.works.flatMap((work) => work.answers));
    if (shown.size < n) {
      const [, ...rest] = sentences;
      const listed =
        section.works.length === 0
          ? "none of them named works in words that may be quoted"
          : "the works listed are those named in words that may be quoted";
      return [byRule("position", `${people} ${have} answered; ${listed}.`, "n"), ...rest];
    }
  }
  return sentences;
}

/** The sentences of a list with those of the rules replaced, in the place of the first of them. */
export function replaceRules(
  sentences: readonly Sentence[],
  anew: readonly Sentence[],
): readonly Sentence[] {
  const first = sentences.findIndex(({ by }) => by === "rules");
  if (first === -1) return sentences.length === 0 ? anew : sentences;
  return sentences.flatMap((sentence, index) =>
    index === first ? anew : sentence.by === "rules" ? [] : [sentence],
  );
}

/**
 * Opinion groups and map of a public synthesis, found anew from its public answers: nobody's hidden value has a part in
 * them.
 */
export function groupByRule(
  answers: readonly SynthesisAnswer[],
  sections: readonly Section[],
  { minimumGroup }: Methods,
): OpinionGroups | null {
  return findOpinionGroups({ private: false, sections, answers, minimumGroup });
}

/** Overview and key points of public sections, beside the sentences that others than the rules wrote. */
export function writeByRule(
  synthesis: {
    readonly overview: readonly Sentence[];
    readonly keyPoints: readonly Sentence[];
    readonly methods: Methods;
  },
  sections: readonly Section[],
): { readonly overview: readonly Sentence[]; readonly keyPoints: readonly Sentence[] } {
  return {
    overview: replaceRules(synthesis.overview, writeOverview(sections, synthesis.methods)),
    keyPoints: replaceRules(synthesis.keyPoints, writeKeyPoints(sections, synthesis.methods)),
  };
}
