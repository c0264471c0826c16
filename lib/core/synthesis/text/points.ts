import { guessLanguage, type Language } from "./language";
import { type Range, sentences } from "./sentences";
import { type Token, tokens } from "./tokens";

/** A sentence of an answer with its words. */
export type AnswerSentence = Range & { readonly tokens: readonly Token[] };

/** The unit of grouping: one sentence, or a short run of them that makes one point. */
export type Point = {
  /** Index of the answer in the sorted input. */
  readonly answer: number;
  readonly language: Language;
  readonly sentences: readonly AnswerSentence[];
  /** Keys of the content words, in order, with repetitions. */
  readonly keys: readonly string[];
};

export type ReadText = {
  readonly language: Language;
  readonly sentences: readonly AnswerSentence[];
};

/** A remark of so few words is one point, however many sentences it takes. */
const SHORT_ANSWER_WORDS = 45;
/** A sentence with fewer content words than this leans on its neighbour. */
const THIN_SENTENCE_KEYS = 5;
/** Beyond this an answer is an essay, and what follows is not read for themes. */
const MOST_SENTENCES = 400;

/** Splits a text into sentences and each into words with offsets in the whole text. */
export function readText(text: string): ReadText {
  const language = guessLanguage(text);
  const found = sentences(text)
    .slice(0, MOST_SENTENCES)
    .map((range) => ({
      ...range,
      tokens: tokens(text, language, range.start, range.end),
    }));
  return { language, sentences: found };
}

/** The points of one answer. Words in `ignored` (those of the question) do not count. */
export function pointsOf(answer: number, read: ReadText, ignored: ReadonlySet<string>): Point[] {
  const words = read.sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0);
  const runs: { readonly sentences: AnswerSentence[]; readonly keys: string[] }[] = [];
  for (const sentence of read.sentences) {
    const keys = keysOf(sentence, ignored);
    const last = runs.at(-1);
    const thin =
      last !== undefined &&
      (words <= SHORT_ANSWER_WORDS ||
        last.keys.length < THIN_SENTENCE_KEYS ||
        keys.length < THIN_SENTENCE_KEYS);
    if (thin) {
      last.sentences.push(sentence);
      for (const key of keys) last.keys.push(key);
    } else runs.push({ sentences: [sentence], keys });
  }
  return runs
    .filter((run) => run.keys.length > 0)
    .map((run) => ({ answer, language: read.language, sentences: run.sentences, keys: run.keys }));
}

function keysOf({ tokens }: AnswerSentence, ignored: ReadonlySet<string>): string[] {
  const keys: string[] = [];
  for (const { key } of tokens) if (key !== "" && !ignored.has(key)) keys.push(key);
  return keys;
}
