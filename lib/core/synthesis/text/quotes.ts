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
/** A quote that is so much weaker than the first one is left out: fewer rather than a poor one. */
const WORTH_SHOWING = 0.4;
const LEADING_KEYS = 8;
/** What stands alone less well than this is no second quote, and a first one only where nothing else is there. */
const WORTH_ALONE = 0.6;
const MOST_JUDGED = 200;
const FEWEST_WORDS = 8;
const MOST_WORDS = 40;
/** Beyond this a sentence is no quote but a page. */
const LONGEST_QUOTE = 600;

/** Openings that lean on a sentence before. */
const DANGLING =
  /^["'“‘(]*(?:this|that|mine|ours|theirs|for (?:this|that|these|those)|the (?:first|second|third|fourth|other|last|next) \p{L}+|more importantly|most importantly|more generally|as a consequence|beyond (?:this|that)|the last,|clearly, to go|these|those|it|its|it's|they|them|their|he|she|his|her|such|however|but|and|or|so|also|thus|therefore|hence|moreover|furthermore|otherwise|then|yet|nor|still|instead|besides|likewise|similarly|additionally|nevertheless|nonetheless|consequently|conversely|meanwhile|rather|again|finally|first|firstly|secondly|thirdly|second|third|fourth|last|lastly|next|which|here|there,|for example|for instance|e\.g|i\.e|in addition|in contrast|by contrast|in comparison|on the other hand|on the one hand|as a result|as such|as noted|as mentioned|as described|as i (?:said|noted|wrote|argued)|in (?:this|that|these|those|such) |in other words|in summary|in short|in sum|to (?:conclude|summari[sz]e|sum up)|overall|put differently|put another way|that said|having said|even so|what is more|what's more|indeed|in fact|accordingly|equally|after all|at the same time|if so|if not|not so|because of (?:this|that)|given (?:this|that|these|those)|despite (?:this|that|these|those)|under (?:this|that|these|those|such)|with (?:this|that|these|those) |by (?:this|that|these|those) |from (?:this|that|these|those) |another (?:is|was|would|one|of)|others?|one (?:is|was|of (?:these|those|them)|reason|answer|relevant)|a similar|similar|same|the same|both|either|neither|the (?:former|latter|last|first|second|third|other|alternative|idea|irony|answer|question|statement|proposition|reason|reasons|problem|point|difference|exception|result) (?:is|was|are|were|to|has|would|being|here|that)|the (?:former|latter)|my (?:answer|response|reason|vote)|let me|note that|see |again,|ask me|speaking|well,|ok|sure|yes|no,|dies|diese|dieser|dieses|das|er|sie|es|aber|doch|jedoch|daher|deshalb|außerdem|zudem|erstens|zweitens|ce|cet|cette|ces|cela|il|elle|ils|elles|mais|donc|cependant|ainsi|de plus|en outre|esto|esta|este|estos|estas|eso|pero|además|sin embargo|por tanto|por eso)(?![\p{L}’'-])/iu;
/** Words inside that point back to what is not quoted. */
const POINTING_BACK =
  /\b(?:(?:described|mentioned|discussed|noted|listed|outlined|raised|given|stated|quoted|suggested) (?:above|here|below|earlier|previously)|as (?:noted|described|mentioned|discussed) (?:above|earlier|in)|the (?:former|latter|aforementioned|foregoing)|in (?:this|that) (?:case|sense|context|area|regard|respect|way|particular|instance)|such (?:policies|measures|circumstances|changes|an approach|moves?|steps?)|(?:this|these) (?:approach|argument|build|case|change|claim|concern|danger|debate|effect|fact|idea|issue|kind|measure|move|option|point|policy|possibility|possibilities|problem|proposal|question|reason|risk|situation|step|sort|statement|trend|type|view|would|is|are|was|were|has|have|will|can|could|should|may|might|means|makes|does|seems)\b|(?:to|of|for|about|with|by|from|on|in|against|than|like|do|does|did|mean|means|say|said) (?:this|these|those|that)(?=[.,;:!?]|$)|even worse|as well\.$|in comparison\.$|too\.$|the above|see above|(?:the|this) (?:brief|poll|survey|preamble|questionnaire|statement|proposition)\b(?!s))/iu;
/** A sentence without a subject, as people type in haste. */
const WITHOUT_SUBJECT =
  /^(?:would|could|should|may|might|can|cannot|will|must|agree|disagree|depends?|seems?|appears?|hard|difficult|not|think|believe|don['’]t|doesn['’]t|see|is|are|was|were|has|have|had|need|needs|hope|unlikely|likely|probably not)\b/iu;
const SPEAKING_OF_THE_ANSWER =
  /\b(?:my|previous|above|earlier) (?:previous |earlier )?(?:answer|comment|response)|\b(?:here is where|let me (?:start|begin|add|say)|i (?:strongly |broadly |fully |partly )?(?:agree|disagree)\b|extremely confident|i (?:have )?(?:answered|voted|ticked|chose)\b)/iu;
const FIRST_PERSON_ONLY =
  /^(?:i agree|agreed|yes|no|see above|same as|as above|n\/a|not sure|i don't know)\b/iu;
/** A demonstrative inside, whose noun stands outside. */
const DEMONSTRATIVE =
  /\b(?:this|these)\b(?! (?:survey|country|field|century|year|decade)\b)|^\S+ such \p{L}+s\b/iu;
/** Words that carry on a thought begun before. */
const CARRYING_ON = /^(?:\S+\s+){1,4}(?:also|therefore|thus|hence|however|moreover)\b|, however,/iu;
/** Someone says that they cannot say. */
const WITHOUT_A_VIEW =
  /\bi (?:can['’]?t|cannot|can not|do not|don['’]t|am not (?:able|sure|qualified)|have no) (?:assess|judge|say|know|tell|comment|answer|view|opinion|idea|to say)\b|\bnot an expert\b/iu;
/** How far into a sentence a pronoun may come before anything it could stand for. */
const BARE_PRONOUN =
  /^(?:\p{L}+ly,? |of course,? |if |when |while |as |although |because |since |unless |until |once |what )?(?:they|it|he|she|them|him)\b(?! (?:is|was|would be|may be|might be|will be|seems|makes|has been|could be|can be|should be|takes|remains)\b)/iu;

/** How well a sentence stands alone: 1 a full one, towards 0 a fragment, an echo or a page. */
export function standsAlone(text: string, words: number): number {
  let score = 1;
  if (words < FEWEST_WORDS) score *= words < 4 ? 0.15 : 0.2 + 0.055 * words;
  if (words > MOST_WORDS) score *= Math.max(0.2, MOST_WORDS / words) ** 1.5;
  if (text.length > LONGEST_QUOTE) score *= 0.2;
  if (DANGLING.test(text)) score *= 0.4;
  if (BARE_PRONOUN.test(text)) score *= 0.5;
  if (POINTING_BACK.test(text)) score *= 0.58;
  if (DEMONSTRATIVE.test(text)) score *= 0.75;
  if (CARRYING_ON.test(text)) score *= 0.55;
  if (WITHOUT_A_VIEW.test(text)) score *= 0.4;
  if (WITHOUT_SUBJECT.test(text)) score *= 0.55;
  if (FIRST_PERSON_ONLY.test(text)) score *= 0.5;
  if (SPEAKING_OF_THE_ANSWER.test(text)) score *= 0.5;
  if (!/[.!?。！？…]["'”’)\]]*$/u.test(text)) score *= 0.95;
  if (/\?["'”’)\]]*$/u.test(text)) score *= 0.6;
  if (/[:;,]$/u.test(text)) score *= 0.4;
  if (/^\p{Ll}/u.test(text)) score *= 0.8;
  if (/https?:|www\./iu.test(text)) score *= 0.5;
  if (isUnbalanced(text)) score *= 0.5;
  return score;
}

/** A bracket or quotation that opens or closes outside the sentence. */
function isUnbalanced(text: string): boolean {
  let depth = 0;
  let quotes = 0;
  for (const char of text) {
    if (char === "(" || char === "[" || char === "“") depth += 1;
    else if (char === ")" || char === "]" || char === "”") depth -= 1;
    else if (char === '"') quotes += 1;
    if (depth < 0) return true;
  }
  return depth !== 0 || quotes % 2 === 1;
}

/** What a theme is about, for the choice of its quotes. */
export type ThemeFocus = {
  readonly weights: WordWeights;
  /** Keys of its title: what stands under a title should speak of it. */
  readonly title: ReadonlySet<string>;
  /** The side that most of its respondents took. */
  readonly side: -1 | 0 | 1 | null;
};

/**
 * Up to three sentences of different respondents, the approved ones and then the best first; `shown` tells how often each was quoted already. Who
 * speaks against the side that most of the theme's respondents took comes last, as the counter-position it is.
 */
export function chooseQuotes(
  candidates: readonly QuoteCandidate[],
  focus: ThemeFocus,
  shown: ReadonlyMap<string, number>,
): QuoteCandidate[] {
  const leading = leadingKeys(focus.weights);
  const scored = richest(candidates, focus.weights)
    .map(({ candidate, density }) => {
      const alone = standsAlone(textOf(candidate), candidate.sentence.tokens.length);
      const near = closeness(candidate, focus.title, leading);
      const often = 0.6 ** (shown.get(candidate.respondent) ?? 0);
      return {
        candidate,
        score: density * alone * near * often,
        whole: candidate.approved || alone >= WORTH_ALONE,
      };
    })
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        Number(b.candidate.approved) - Number(a.candidate.approved) ||
        Number(b.whole) - Number(a.whole) ||
        b.score - a.score ||
        compareText(textOf(a.candidate), textOf(b.candidate)),
    );
  const chosen: QuoteCandidate[] = [];
  const seen = new Set<string>();
  const top = Math.max(0, ...scored.filter(({ whole }) => whole).map(({ score }) => score));
  for (const { candidate, score, whole } of scored) {
    if (chosen.length === MOST_QUOTES) break;
    if (chosen.length > 0 && (!whole || score < top * WORTH_SHOWING)) continue;
    const words = textOf(candidate).toLowerCase();
    if (chosen.some((other) => other.respondent === candidate.respondent) || seen.has(words))
      continue;
    seen.add(words);
    chosen.push(candidate);
  }
  const against = (candidate: QuoteCandidate) => (candidate.side ?? 0) * (focus.side ?? 0) < 0;
  return [...chosen.filter((one) => !against(one)), ...chosen.filter(against)];
}

/** The words that speak most for a theme. */
function leadingKeys(weights: WordWeights): ReadonlySet<string> {
  const leading: [key: string, weight: number][] = [];
  const order = (a: readonly [string, number], b: readonly [string, number]) =>
    b[1] - a[1] || compareText(a[0], b[0]);
  for (const one of weights) {
    const last = leading[LEADING_KEYS - 1];
    if (last !== undefined && order(last, one) < 0) continue;
    leading.push(one);
    leading.sort(order);
    leading.length = Math.min(leading.length, LEADING_KEYS);
  }
  return new Set(leading.map(([key]) => key));
}

/** How near a sentence is to the title: it speaks of it, or of the theme's leading words, or it is left. */
function closeness(
  { sentence }: QuoteCandidate,
  title: ReadonlySet<string>,
  leading: ReadonlySet<string>,
): number {
  let named = 0;
  let led = 0;
  for (const key of new Set(sentence.tokens.map((token) => token.key))) {
    if (title.has(key)) named += 1;
    if (leading.has(key)) led += 1;
  }
  const share = title.size === 0 ? 0 : named / title.size;
  return (0.5 + 0.5 * share) * (named + led > 1 ? 1 : named + led > 0 ? 0.7 : 0.3);
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

function textOf(candidate: QuoteCandidate): string {
  return candidate.text.slice(candidate.sentence.start, candidate.sentence.end);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
