import type { Section, Sentence, Source } from "../synthesis-schema";
import { guessLanguage } from "../text/language";
import { sentences } from "../text/sentences";
import { STOP_WORDS } from "../text/stop-words";
import { tokens } from "../text/tokens";
import { countWords } from "../wording";
import { authored, numbersFail } from "./check-numbers";
import { claimsOf } from "./claims";
import { type Figure, figuresOf } from "./figures";

// What a sentence worded by a model has to pass before anybody sees it. Each check errs on the side of dropping: what is
// dropped is said by the rule's own sentence, so that nothing is lost but a wording.

/** Why a sentence was dropped. The names are recorded; the sentence is not. */
export const dropReasons = [
  "no-source",
  "wrong-shape",
  "unknown-place",
  "unknown-statistic",
  "unknown-answer",
  "inexact-quote",
  "number",
  "hedge",
  "overclaim",
  "unattributed",
  "ungrounded",
  "uncited-words",
  "name",
  "prompt-text",
  "voice",
  "language",
  "markup",
  "address",
  "length",
  "not-one-sentence",
  "same",
  "repeated",
] as const;

export type DropReason = (typeof dropReasons)[number];

/** What a sentence is held against: public parts alone, and the names that nobody may read in it. */
export type CheckContext = {
  readonly section: Section;
  /** Texts that may be quoted, by the public id of their answers. */
  readonly texts: ReadonlyMap<string, string>;
  /** Words of names of people that were invited, as they are written. */
  readonly nameWords: ReadonlySet<string>;
  /** What the model was told to do: nothing of it may come back. */
  readonly instructions: string;
};

const longest = 400;
const fewestWords = 5;
const mostWords = 45;
/** Words in a row that are a copy rather than a coincidence. */
const copiedRun = 5;
/** Of the words that carry a topic, those which stand neither in the sources nor in the vocabulary of reports. */
const mostUngrounded = 0.34;

/** Letters of the Latin script, ASCII digits and the marks of plain prose: nothing that is active anywhere. */
const plainProse = /^[\p{Script=Latin}\p{M}0-9 \u00A0.,;:?'"“”‘’«»()–—‐%-]*$/u;
const address =
  /@|\b(?:https?|ftp|mailto|javascript|data):|\bwww\.|[\p{L}\p{N}-]{2,}\.[\p{L}]{2,}(?=$|[^\p{L}])/iu;
const machineTalk =
  /\b(?:as an? (?:AI|assistant|language model)|language model|system prompt|prompt|instructions?|ignore (?:all|the|any|previous)|JSON|schema|assistant|chatbot)\b/iu;
const voice = /\bI\b|\b(?:my|mine|myself|we|us|our|ours|you|your|yours|let's)\b/u;

const settledWords =
  /\b(?:settled|clearly|clear (?:majority|consensus|agreement|that)|undoubtedly|undisputed|certainly|without (?:a )?doubt|no doubt|beyond (?:all |any )?doubt|prove[sdn]?|proof|conclusive(?:ly)?|established|undeniabl[ey]|obvious(?:ly)?|definitive(?:ly)?|overwhelming(?:ly)?|consensus|unequivocal(?:ly)?|always|guarantee[sd]?|inevitabl[ey]|facts?|truth|confirm(?:s|ed)?|firm(?:ly)?|strong(?:ly)? (?:agree|support|majority|consensus))\b/iu;
const overclaim =
  /\b(?:the |all |most |many |some |leading |top )*(?:experts?|researchers?|scientists?|specialists?|scholars?|academics?|economists?|professionals?|practitioners?|field|community|literature|science|world|public|everyone|everybody|society)\s+(?:\p{L}+ly\s+|now\s+|also\s+|all\s+)*(?:believe|think|agree|disagree|say|hold|know|reject|support|expect|want|see|consider|favou?r|oppose|concur|insist|warn|recommend|find|feel|lean|are|is|has|have|must|should|will)s?\b/iu;
const general =
  /\b(?:it is (?:agreed|accepted|known|clear|true|understood)|there is (?:\p{L}+ )?(?:agreement|consensus)|research shows|studies show|evidence shows|the data (?:show|prove))\b/iu;
/** Whose view it is: a sentence without any of these states it as a fact. */
const attribution =
  /\b(?:respondents?|participants?|those who|who answered|answers?|answered|they|them|their|person|people|panel|median|estimates?|points?|themes?|reasons?|named|chose|choose|chosen|votes?|voices?|side|sides|invited)\b/iu;
/** What a report may say in words of its own, as stems are compared: beginnings of words. */
const reporting = new Set(
  tokens(
    `answer answers answered answering respondent respondents participant participants people person panel question survey
     agree agrees disagree disagrees agreement disagreement divided split sides side position positions stand stands view views
     majority minority reject rejects support supports oppose opposes doubt doubts uncertain unsure undecided certain
     respond responses reply replies theme themes reason reasons argument arguments argue argues recur recurs mention mentions
     mentioned name names named naming choose chooses chose chosen option options pick picked list listed share shares shared
     half third quarter percent number numbers count counts counted one two three four five six seven eight nine ten eleven
     twelve median middle estimate estimates estimated range ranges ranging between lies lie low lower high higher highest
     lowest wide narrow finding result results outcome provisional provisionally tentative slim change changed turn single
     few fewer small invited invite missing weighted weight confidence confident rise rises rose fall falls fell remaining
     rest others another further opinion opinions gave give given never beyond later earlier common often frequent largest
     second first leads lead leading follow follows followed close closely apart point points raise raises raised stress
     stresses stressed write writes wrote written words speak speaks spoke call calls called hold holds held favour favours
     favor favors yes no probably definitely remain remains remained side lean leans leaning mixed clear main mainly group
     groups differ differs difference attract attracts attracted together total each neither nobody everyone most all none
     tie ties tied equal equally compare compared contrast besides alongside concern concerns concerned worry worries worried
     cite cites cited ask asks asked explain explains explained add adds added note notes noted suggest suggests suggested
     point draw draws drew turn turns turned come comes came take takes took reaches reach sizeable part partly`,
    "en",
  ).map(({ key }) => key),
);

/** Beginnings and ends of the ranges that stand in quotation marks; null where the marks do not pair. */
function quotations(text: string): { start: number; end: number; inner: string }[] | null {
  const found: { start: number; end: number; inner: string }[] = [];
  const pairs = /“([^“”]*)”|«([^«»]*)»|"([^"]*)"|‘([^‘’]*(?:’\p{L}[^‘’]*)*)’/gu;
  for (const match of text.matchAll(pairs)) {
    const inner = match[1] ?? match[2] ?? match[3] ?? match[4] ?? "";
    found.push({ start: match.index, end: match.index + match[0].length, inner });
  }
  const left = found.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );
  // What remains may hold apostrophes, but no mark that opens or closes a quotation.
  return /[“”«»"‘]|(?:^|\s)['’]\p{L}[^'’]*\p{L}['’](?=$|[\s.,;:)])/u.test(left) ? null : found;
}

const bare = (words: string) => words.trim().replace(/[.,;:]+$/, "");

function passagesOf(sources: readonly Source[], texts: CheckContext["texts"]): string[] {
  return sources.flatMap((source) => {
    if (!("answer" in source) || !("start" in source)) return [];
    return texts.get(source.answer)?.slice(source.start, source.end) ?? [];
  });
}

function citedFigures(sources: readonly Source[], section: Section): Figure[] | null {
  const known = new Map(figuresOf(section).map((figure) => [figure.statistic, figure]));
  const cited: Figure[] = [];
  for (const source of sources) {
    if (!("statistic" in source)) continue;
    const figure = known.get(source.statistic);
    if (figure === undefined) return null;
    cited.push(figure);
  }
  return cited;
}

/** Hedges of the rule's sentence, and what keeps them. */
const hedges: readonly (readonly [RegExp, RegExp])[] = [
  [/too few/iu, /\b(?:too few|too small)\b/iu],
  [
    /provisional|(?:too|so) slim/iu,
    /\b(?:provisional(?:ly)?|tentative(?:ly)?|too slim|too few|too small)\b/iu,
  ],
  [
    /close call|finding is close/iu,
    /\b(?:close|closely|narrow|narrowly|knife-edge|(?:could|would|might|may) (?:change|turn|alter|overturn|flip))\b/iu,
  ],
  [/\bcould\b/iu, /\b(?:could|might|may)\b/iu],
  [
    /divided|both sides|n(?:o|either) side|nowhere clearly|disagree\b|mixed views/iu,
    /\b(?:divided|split|both sides|no side|no majority|disagree|apart|mixed|neither|against)\b/iu,
  ],
  [/uncertain/iu, /\b(?:uncertain|unsure|undecided|in the middle|in between)\b/iu],
];

function hedgeFails(blanked: string, rule: Sentence, { section }: CheckContext): boolean {
  if (hedges.some(([has, keeps]) => has.test(rule.text) && !keeps.test(blanked))) return true;
  const { label, provisional } = section.finding;
  const { fragility } = section.statistics;
  const firm =
    (label === "agree" || label === "reject") && !provisional && !(fragility?.knifeEdge ?? false);
  return !firm && settledWords.test(blanked);
}

const wordsIn = (text: string) =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
const asRuns = (text: string) => ` ${wordsIn(text).join(" ")} `;

/** Whether some run of words of the sentence stands in a text, and in none of those that it may repeat. */
function repeats(sentence: string, texts: readonly string[], allowed: readonly string[]): boolean {
  const words = wordsIn(sentence);
  const own = allowed.map(asRuns);
  const others = texts.map(asRuns);
  for (let at = 0; at + copiedRun <= words.length; at += 1) {
    const run = ` ${words.slice(at, at + copiedRun).join(" ")} `;
    if (own.some((text) => text.includes(run))) continue;
    if (others.some((text) => text.includes(run))) return true;
  }
  return false;
}

function ungrounded(text: string, sources: readonly string[]): boolean {
  const known = new Set(sources.flatMap((source) => tokens(source, "en").map(({ key }) => key)));
  const keys = tokens(text, "en")
    .map(({ key }) => key)
    .filter((key) => key !== "");
  const topical = keys.filter((key) => !reporting.has(key) || known.has(key));
  const strange = topical.filter((key) => !known.has(key));
  return strange.length > 1 && strange.length / topical.length > mostUngrounded;
}

/** A name of a person, or of anything that no source of the sentence names. */
function names(text: string, sources: readonly string[], nameWords: ReadonlySet<string>): boolean {
  const known = new Set(
    sources.flatMap((source) => source.match(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu) ?? []),
  );
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu)) {
    const word = match[0];
    const opens = /(?:^|[“"«‘]|: )$/u.test(text.slice(0, match.index));
    const everyday =
      opens &&
      (STOP_WORDS.en.has(word.toLowerCase()) || reporting.has(tokens(word, "en")[0]?.key ?? ""));
    if (everyday) continue;
    if (nameWords.has(word) && !known.has(word)) return true;
    if (
      nameWords.has(word) &&
      nameWords.has(text.slice(match.index + word.length + 1).split(/\P{L}/u)[0] ?? "")
    )
      return true;
    if (!opens && /^\p{Lu}/u.test(word) && !known.has(word)) return true;
  }
  return false;
}

/** Words of people's names, for {@link CheckContext}: initials and particles are left out. */
export function nameWordsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) =>
      (name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).filter((word) => /^\p{Lu}.{2,}/u.test(word)),
    ),
  );
}

/**
 * Whether a sentence that a model worded may stand for the rule's: null, or why not. Sources are statistics of the section
 * and ranges of texts that may be quoted.
 */
export function checkSentence(
  candidate: { readonly text: string; readonly sources: readonly Source[] },
  rule: Sentence,
  context: CheckContext,
): DropReason | null {
  const { text, sources } = candidate;
  const { section, texts, nameWords, instructions } = context;
  if (text.length > longest || text.trim() !== text) return "length";
  if (!plainProse.test(text)) return "markup";
  if (address.test(text.replace(/\b(?:e\.g|i\.e|U\.S|U\.K|a\.m|p\.m)\./gu, ""))) return "address";
  const words = countWords(text);
  if (words < fewestWords || words > mostWords) return "length";
  if (!/^[“"«‘(]?[\p{L}0-9]/u.test(text) || !/\.[”"»’)]?$/u.test(text)) return "not-one-sentence";
  if (sentences(text).length !== 1) return "not-one-sentence";
  if (text === rule.text) return "same";

  if (sources.length === 0) return "no-source";
  const figures = citedFigures(sources, section);
  if (figures === null) return "unknown-statistic";
  for (const source of sources) {
    if ("work" in source) return "unknown-statistic";
    if (!("answer" in source)) continue;
    const whole = texts.get(source.answer);
    if (whole === undefined) return "unknown-answer";
    if (!("start" in source) || source.start >= source.end || source.end > whole.length) {
      return "inexact-quote";
    }
  }

  const passages = passagesOf(sources, texts);
  const quoted = quotations(text);
  if (quoted === null) return "inexact-quote";
  // The words of a theme's title are its respondents': whoever says them names the theme, so that they go with it.
  const cites = (themeId: string) =>
    figures.some(({ statistic }) => statistic === `themes.${themeId}.count`);
  const [cited, uncited] = [true, false].map((wanted) =>
    section.themes.filter(({ id }) => cites(id) === wanted).map(({ title }) => title),
  ) as [string[], string[]];
  const lower = text.toLowerCase();
  const ofThemes = rule.sources.flatMap((source) =>
    "statistic" in source && source.statistic.startsWith("themes.") ? [source.statistic] : [],
  );
  if (uncited.some((title) => lower.includes(title.toLowerCase()))) return "no-source";
  if (ofThemes.length > 0 && cited.length === 0) return "no-source";
  const labels = [...authored(section), ...cited].map((words) => words.toLowerCase());
  const fromPrompt = section.question.prompt.toLowerCase();
  for (const { inner } of quoted) {
    const words = bare(inner);
    const exact = passages.some((passage) => passage.includes(words));
    const named = labels.includes(words.toLowerCase()) || fromPrompt.includes(words.toLowerCase());
    if (words === "" || !(exact || named)) return "inexact-quote";
  }
  const blanked = quoted.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );

  if (guessLanguage(text) !== "en") return "language";
  if (machineTalk.test(blanked) || repeats(text, [instructions], passages)) {
    return "prompt-text";
  }
  if (voice.test(blanked)) return "voice";
  // The finding is the rules' own; in these words it may be repeated.
  const unsaid = blanked.replaceAll(section.finding.words, " ");
  if (overclaim.test(unsaid) || general.test(unsaid)) return "overclaim";
  const grounds = [
    ...authored(section),
    section.finding.words,
    ...(ofThemes.length === 0 ? [rule.text] : []),
    ...cited,
    ...passages,
  ];
  if (names(text, grounds, nameWords)) return "name";
  if (numbersFail(text, blanked, section, figures, passages)) return "number";
  if (hedgeFails(blanked, rule, context)) return "hedge";
  if (!attribution.test(unsaid) && claimsOf(unsaid).length === 0 && unsaid === blanked) {
    return "unattributed";
  }
  if (ungrounded(text, grounds)) return "ungrounded";
  if (repeats(text, [...texts.values()], grounds)) return "uncited-words";
  return null;
}
