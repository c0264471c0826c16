import type { AnswerSentence } from "./points";
import type { WordWeights } from "./word-weights";

/** A sentence that may be quoted for a theme. */
export type QuoteCandidate = {
  readonly answer: number;
  readonly respondent: string;
  readonly text: string;
  readonly sentence: AnswerSentence;
  readonly side: -1 | 0 | 1 | null;
  /** Its respondent approved it. */
  readonly approved: boolean;
};

export const MOST_QUOTES = 3;
const MOST_JUDGED = 400;
const FEWEST_WORDS = 8;
const MOST_WORDS = 40;
/** Beyond this a sentence is no quote but a page. */
const LONGEST_QUOTE = 600;

/** Openings that lean on a sentence before. */
const DANGLING =
  /^["'“‘(]*(?:this|that|these|those|it|its|it's|they|them|their|he|she|his|her|such|however|but|and|or|so|also|thus|therefore|hence|moreover|furthermore|otherwise|then|yet|nor|still|instead|besides|likewise|similarly|additionally|nevertheless|nonetheless|consequently|conversely|meanwhile|rather|again|finally|secondly|thirdly|second|third|which|for example|for instance|e\.g|i\.e|in addition|in contrast|on the other hand|as a result|as such|same|both|either|neither|dies|diese|dieser|dieses|das|er|sie|es|aber|doch|jedoch|daher|deshalb|außerdem|ce|cet|cette|ces|cela|il|elle|ils|elles|mais|donc|cependant|esto|esta|este|eso|pero|además|sin embargo|por tanto)(?![\p{L}’'-])/iu;
const FIRST_PERSON_ONLY =
  /^(?:i agree|agreed|yes|no|see above|same as|as above|n\/a|not sure|i don't know)\b/iu;

/** How well a sentence stands alone: 1 a full one, towards 0 a fragment, an echo or a page. */
export function standsAlone(text: string, words: number): number {
  let score = 1;
  if (words < FEWEST_WORDS) score *= words < 4 ? 0.15 : 0.5 + 0.06 * words - 0.06;
  if (words > MOST_WORDS) score *= Math.max(0.2, MOST_WORDS / words) ** 1.5;
  if (text.length > LONGEST_QUOTE) score *= 0.2;
  if (DANGLING.test(text)) score *= 0.45;
  if (FIRST_PERSON_ONLY.test(text)) score *= 0.5;
  if (!/[.!?。！？…]["'”’)\]]*$/u.test(text)) score *= 0.95;
  if (/\?["'”’)\]]*$/u.test(text)) score *= 0.7;
  if (/[:;,]$/u.test(text)) score *= 0.5;
  if (/^\p{Ll}/u.test(text)) score *= 0.85;
  if (/https?:|www\./iu.test(text)) score *= 0.5;
  if (
    /\b(?:my|previous|above|earlier) (?:previous |earlier )?(?:answer|comment|response)/iu.test(
      text,
    )
  )
    score *= 0.4;
  return score;
}

/**
 * Up to three sentences of different respondents, the approved ones and then the best first; `shown` tells how often each
 * was quoted already.
 */
export function chooseQuotes(
  candidates: readonly QuoteCandidate[],
  weights: WordWeights,
  shown: ReadonlyMap<string, number>,
): QuoteCandidate[] {
  const scored = richest(candidates, weights)
    .map(({ candidate, density }) => ({ candidate, score: scoreOf(candidate, density, shown) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        Number(b.candidate.approved) - Number(a.candidate.approved) ||
        b.score - a.score ||
        compareText(textOf(a.candidate), textOf(b.candidate)),
    );
  const chosen: QuoteCandidate[] = [];
  const seen = new Set<string>();
  const top = Math.max(0, ...scored.map(({ score }) => score));
  for (const { candidate, score } of scored) {
    if (chosen.length === MOST_QUOTES) break;
    if (score < top * 0.25) continue;
    const words = textOf(candidate).toLowerCase();
    if (chosen.some((other) => other.respondent === candidate.respondent) || seen.has(words))
      continue;
    seen.add(words);
    chosen.push(candidate);
  }
  return chosen;
}

/** The approved candidates, then those richest in the words of the theme: how well a sentence stands alone is asked of no more than these. */
function richest(
  candidates: readonly QuoteCandidate[],
  weights: WordWeights,
): { readonly candidate: QuoteCandidate; readonly density: number }[] {
  const dense = candidates.map((candidate) => ({
    candidate,
    density: densityOf(candidate, weights),
  }));
  if (dense.length <= MOST_JUDGED) return dense;
  return dense
    .sort(
      (a, b) =>
        Number(b.candidate.approved) - Number(a.candidate.approved) ||
        b.density - a.density ||
        compareText(textOf(a.candidate), textOf(b.candidate)),
    )
    .slice(0, MOST_JUDGED);
}

function densityOf({ sentence }: QuoteCandidate, weights: WordWeights): number {
  let rich = 0;
  const seen = new Set<string>();
  for (const { key } of sentence.tokens) {
    const weight = weights.get(key);
    if (weight === undefined || seen.has(key)) continue;
    seen.add(key);
    rich += weight;
  }
  // Divided by the root of the length, so that the longest-winded does not win by number of words.
  return rich / Math.sqrt(6 + sentence.tokens.length);
}

function scoreOf(
  candidate: QuoteCandidate,
  density: number,
  shown: ReadonlyMap<string, number>,
): number {
  const alone = standsAlone(textOf(candidate), candidate.sentence.tokens.length);
  return density * alone * 0.6 ** (shown.get(candidate.respondent) ?? 0);
}

function textOf(candidate: QuoteCandidate): string {
  return candidate.text.slice(candidate.sentence.start, candidate.sentence.end);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
