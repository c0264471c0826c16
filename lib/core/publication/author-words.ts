import {
  findingBlock,
  ownBlock,
  sentenceBlock,
  summaryList,
  themeBlock,
} from "../synthesis/overlay/blocks";
import type { Sentence, Synthesis } from "../synthesis/synthesis-schema";

// What an author writes is not a respondent's, unless it repeats a respondent: eight words in a row that stand in an answer
// are taken for that answer's.

/** So many consecutive words of an answer are the answer's, whoever writes them. */
export const repeatedWords = 8;

/** The words of a text without marks, case and accents' ways of being written. */
export function plainWords(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []
  );
}

/** Every run of eight words in some texts. */
export function wordRuns(texts: readonly string[]): ReadonlySet<string> {
  const runs = new Set<string>();
  for (const text of texts) {
    const words = plainWords(text);
    for (let at = 0; at + repeatedWords <= words.length; at += 1) {
      runs.add(words.slice(at, at + repeatedWords).join(" "));
    }
  }
  return runs;
}

/** The first run of words that a text shares with `runs`; null where there is none. */
export function repeatedRun(text: string, runs: ReadonlySet<string>): string | null {
  if (runs.size === 0) return null;
  const words = plainWords(text);
  for (let at = 0; at + repeatedWords <= words.length; at += 1) {
    const run = words.slice(at, at + repeatedWords).join(" ");
    if (runs.has(run)) return run;
  }
  return null;
}

/** Everything in a synthesis that the author wrote, by its block. */
export function authorTexts(synthesis: Synthesis): { block: string; text: string }[] {
  const { survey, sections } = synthesis;
  const sentences = (list: string, all: readonly Sentence[]) =>
    all
      .filter(({ by }) => by === "author")
      .map((sentence) => ({ block: sentenceBlock(list, sentence), text: sentence.text }));
  return [
    { block: "title", text: survey.title },
    { block: "opening", text: survey.introduction },
    ...sentences("overview", synthesis.overview),
    ...sentences("key", synthesis.keyPoints),
    ...sections.flatMap(({ question: { id }, finding, summary, themes, works }) => [
      ...(finding.overridden
        ? [
            {
              block: findingBlock(id),
              text: `${finding.overridden.words}\n${finding.overridden.reason}`,
            },
          ]
        : []),
      ...sentences(summaryList(id), summary),
      ...themes
        .filter(({ titleBy }) => titleBy === "author")
        .map((theme) => ({ block: themeBlock(id, theme.id), text: theme.title })),
      ...works
        .filter(({ by }) => by === "author")
        .map((work) => ({
          block: ownBlock(work.id.replace(/^own:/, "")),
          text: [work.title, ...Object.values(work.details)].join("\n"),
        })),
    ]),
    ...(synthesis.paragraphs ?? []).map(({ id, text }) => ({ block: ownBlock(id), text })),
  ];
}

/** Where the author repeats words of answers that may not be quoted, with the words. */
export function repeatedHiddenWords(
  published: Synthesis,
  hiddenTexts: readonly string[],
): { block: string; words: string }[] {
  const runs = wordRuns(hiddenTexts);
  return authorTexts(published).flatMap(({ block, text }) => {
    const words = repeatedRun(text, runs);
    return words === null ? [] : [{ block, words }];
  });
}
