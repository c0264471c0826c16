import type { Section, Sentence, Source } from "../synthesis-schema";
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

/** Who the sentence speaks of: never more than those who answered. */
export function ofThose(count: number, n: number): string {
  const say = alike([count, n]);
  if (count === n) return n === 2 ? "both who answered" : `all ${say(n)} who answered`;
  return `${say(count)} of the ${say(n)} who answered`;
}

export type Verb = { readonly many: string; readonly one: string };

export function clause(count: number, verb: Verb, say: (count: number) => string): string {
  return `${count === 0 ? "nobody" : say(count)} ${count <= 1 ? verb.one : verb.many}`;
}
