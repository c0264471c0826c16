import type { SentData } from "./model-server";

/** What a careful model replies about any question: it sorts the points into three themes, and words one sentence anew. */
export function carefulReplyTo({ points = [], sentences, question }: SentData) {
  const groups = [0, 1, 2].map((group) => points.filter((_, at) => at % 3 === group));
  const themes = groups.map((own, group) => {
    // A word that stands after an article, another for each.
    const names = own.flatMap(({ words }) => [...words.matchAll(/\bthe ([a-z]{5,12})\b/g)]);
    return { title: names[group]?.[1] ?? "", points: own.map(({ point }) => point) };
  });
  const worded = sentences
    .filter(({ place, text }) => place === "summary-1" && text.includes("who answered"))
    .map(({ place, text }) => ({
      place,
      text: text.replace("who answered", "people who answered"),
      statistics: ["counts", "n"],
      quotes: [],
    }));
  return {
    sentences: question.kind === "stance" ? worded : [],
    themes: points.length < 9 ? [] : themes,
    rest: [],
  };
}
