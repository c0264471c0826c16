import type { Methods, Section, Sentence, Source } from "../synthesis-schema";
import { alike } from "../wording";

// The pieces that the rules' sentences are made of.

export type SectionOfKind<K extends Section["question"]["kind"]> = Extract<
  Section,
  { readonly question: { readonly kind: K } }
>;

export function isKind<K extends Section["question"]["kind"]>(
  section: Section,
  kind: K,
): section is SectionOfKind<K> {
  return section.question.kind === kind;
}

export function sentence(text: string, sources: readonly Source[]): Sentence {
  return { text, by: "rules", sources };
}

/** A sentence under the name of what it speaks of, by which an edit finds it again when its words have changed. */
export function named<S extends Sentence | null>(id: string, one: S): S {
  return one === null ? one : { id, ...one };
}

/** Sentences named by what the first figure that they rest on stands for; `otherwise` where it stands for nothing special. */
export function namedBySource<S extends Sentence | null>(one: S, otherwise: string): S {
  const [source] = one?.sources ?? [];
  const statistic = source !== undefined && "statistic" in source ? source.statistic : "";
  return named(sourceNames[statistic] ?? otherwise, one);
}

const sourceNames: Readonly<Record<string, string>> = {
  weightedShares: "weighted",
  noOpinion: "no-opinion",
  never: "outside",
  values: "range",
};

/** How many people the methods say answered; the figures of a question may count others. */
export type Answered = Pick<Methods, "answered">;

/** Whom the figures of a question count: everyone who answered the survey, or those that its figures say. */
export type Whom = "who answered" | "counted here";

/**
 * Whom to say that the figures count. They count fewer than have answered where somebody left the question open or
 * gave words alone, and fewer or more where they are held back. Both must read the same, so that nobody can tell who
 * left it open; and neither may say of somebody who answered that they did not.
 */
export function whomItCounts(
  { n, noOpinion = 0 }: { readonly n: number; readonly noOpinion?: number },
  { answered }: Answered,
): Whom {
  return n + noOpinion === answered ? "who answered" : "counted here";
}

/** Who the sentence speaks of: never more than those whom the figures count. */
export function ofThose(count: number, n: number, whom: Whom): string {
  const say = alike([count, n]);
  if (count === n) return n === 2 ? `both ${whom}` : `all ${say(n)} ${whom}`;
  return `${say(count)} of the ${say(n)} ${whom}`;
}

export type Verb = { readonly many: string; readonly one: string };

export function clause(count: number, verb: Verb, say: (count: number) => string): string {
  return `${count === 0 ? "nobody" : say(count)} ${count <= 1 ? verb.one : verb.many}`;
}
