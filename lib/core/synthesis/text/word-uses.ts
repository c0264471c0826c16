import type { Language } from "./language";
import type { AnswerSentence } from "./points";
import { type WordClass, wordClass } from "./word-classes";

/** How often a word was met where a noun stands and where a verb stands, by the word in lower case. */
export type WordUses = ReadonlyMap<
  string,
  {
    readonly noun: number;
    readonly verb: number;
    /** After "a" or "an": what can be counted is not named bare in the singular. */
    readonly counted: number;
  }
>;

const list = (words: string) => new Set(words.split(" "));
/** Words before a noun, or before what qualifies one. */
const BEFORE_NOUN = list(
  "a an the no its their our my your his her some any each every this these those more less fewer all both of in for on by " +
    "with from without between about against into over under through during within among across per " +
    "le la les un une des du au aux ces cette son sa ses leur leurs el los las una unos unas del al sus",
);
const BEFORE_VERB = list(
  "to will would can could cannot should must may might shall not never i we you they he she it who which don't doesn't " +
    "didn't won't can't let help helps please nous vous ils elles on je se",
);
const AFTER_NOUN = list(
  "of is are was were has have had will would can could should may might must",
);
const AFTER_VERB = list("the a an its their our it them us him your my");

/** Counts the uses of words in sentences by their neighbours: "to act" is a verb, "the act of" is none. */
export function countUses(
  sentences: Iterable<{ readonly text: string; readonly sentence: AnswerSentence }>,
): WordUses {
  const uses = new Map<string, { noun: number; verb: number; counted: number }>();
  for (const { text, sentence } of sentences) {
    let before = "";
    const words = sentence.tokens.map(({ start, end }) => text.slice(start, end).toLowerCase());
    for (const [place, token] of sentence.tokens.entries()) {
      const word = words[place] ?? "";
      if (token.key !== "") {
        const after = words[place + 1] ?? "";
        const determined = BEFORE_NOUN.has(before) || wordClass(before) === "qualifier";
        const noun =
          (determined ? 1 : 0) + (AFTER_NOUN.has(after) && !BEFORE_VERB.has(before) ? 1 : 0);
        const verb =
          (BEFORE_VERB.has(before) ? 1 : 0) + (AFTER_VERB.has(after) && !determined ? 1 : 0);
        if (noun + verb > 0) {
          const use = uses.get(word) ?? { noun: 0, verb: 0, counted: 0 };
          use.noun += noun;
          use.verb += verb;
          if (before === "a" || before === "an") use.counted += 1;
          uses.set(word, use);
        }
      }
      before = word.replace(/’/gu, "'");
    }
  }
  return uses;
}

/** The class of a word by itself and by how it is used; German nouns tell themselves by their capital. */
export function classInUse(word: string, language: Language, uses: WordUses): WordClass {
  if (language === "de") return /^\p{Lu}/u.test(word) ? "noun" : "qualifier";
  const lower = word.toLowerCase();
  const use = uses.get(lower) ?? { noun: 0, verb: 0 };
  if (language !== "en") return use.verb > use.noun + 1 ? "verb" : "noun";
  const kind = wordClass(lower.replace(/['’]s?$/u, ""));
  if (kind === "noun") return use.verb > use.noun + 1 ? "verb" : "noun";
  if (kind === "gerund") return use.noun >= 2 && use.noun > 2 * use.verb ? "noun" : "gerund";
  if (kind === "verb" && use.noun >= 3 && use.noun > 3 * use.verb) return "noun";
  return kind;
}
