import type { AnswerRecord, Attribution } from "@/lib/core/answers/answer";
import { type SurveyDocument, surveyDocumentSchema } from "@/lib/core/survey/survey-schema";
import { seededRandom } from "@/lib/core/synthesis/text/random";

// Panels of any size with text that behaves like text: function words make up two fifths of it, the other words follow
// Zipf's law over a vocabulary that keeps growing, and each question has themes with words of their own.

const options = [
  { id: "science", label: "Basic science" },
  { id: "methodology", label: "Methodology" },
  { id: "people", label: "People and time" },
  { id: "review", label: "Independent review" },
];
const scale = ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"];

/** Six questions of all five kinds. */
export const benchSurvey: SurveyDocument = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "A panel of any size",
  questions: [
    { id: "progress", kind: "works", prompt: "What is currently being done?" },
    { id: "influence", kind: "stance", prompt: "Will it have influence?", scale, confidence: true },
    { id: "gap", kind: "choice", prompt: "What is the gap?", options, multiple: true, other: true },
    { id: "in-time", kind: "estimate", prompt: "How likely is it?", unit: "percent" },
    { id: "adoption", kind: "text", prompt: "What stands in the way?" },
    { id: "focus", kind: "stance", prompt: "Should it be a focus?", scale, confidence: true },
  ],
});

const functionWords = (
  "the of and to in a is that for it as with on be are this by not have but from they which or we an can would will " +
  "there has more their if what at about when some should so than other do only because most"
).split(" ");
const syllables =
  "ba ce di fo gu ha jo ka le mi no pa qui ra se ti vo wa xe yo za bra cle dri fla gro plo sti tra ver con per sub pro".split(
    " ",
  );
const endings = ["", "", "s", "ing", "ed", "ment", "ation", "er", "al", "ity"];
const commonWords = 6_000;
const themesAQuestion = 7;
const wordsATheme = 40;

function coin(number: number): string {
  let word = "";
  for (let rest = number + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length] ?? "";
  }
  return word + (endings[number % endings.length] ?? "");
}

/** A rank of 0 to size − 1 by Zipf's law, from a number in [0, 1). */
function zipf(random: number, size: number): number {
  return Math.min(size - 1, Math.floor(Math.exp(random * Math.log(size + 1)) - 1));
}

/** Running text of `words` words on two or three themes of a question. */
export function benchText(question: number, words: number, random: () => number): string {
  const themes = Array.from({ length: 2 + Math.floor(random() * 2) }, () =>
    zipf(random(), themesAQuestion),
  );
  const said: string[] = [];
  let left = words;
  while (left > 0) {
    const length = Math.min(left, 11 + Math.floor(random() * 16));
    const theme = themes[Math.floor(random() * themes.length)] ?? 0;
    const sentence = Array.from({ length }, (_, at) => {
      const kind = random();
      if (kind < 0.42) return functionWords[zipf(random(), functionWords.length)] ?? "the";
      const rank = zipf(random(), kind < 0.68 ? wordsATheme : commonWords);
      if (kind < 0.68)
        return coin(100_000 + (question * themesAQuestion + theme) * wordsATheme + rank);
      // Names and slips: words that nobody else writes.
      if (kind < 0.69) return coin(1_000_000 + Math.floor(random() * 1e9));
      return coin(rank) + (at % 9 === 8 ? "," : "");
    });
    const [first = ""] = sentence;
    sentence[0] = first.charAt(0).toUpperCase() + first.slice(1);
    said.push(`${sentence.join(" ").replace(/,$/, "")}.`);
    left -= length;
  }
  return said.join(" ");
}

const attributions: readonly Attribution[] = ["named", "named", "role", "aggregate", "author"];

function drawValue(
  kind: SurveyDocument["questions"][number]["kind"],
  random: () => number,
): string {
  const draw = Math.floor(random() * 12);
  if (kind === "stance") return draw === 11 ? "none" : String(1 + (draw % 5));
  if (kind === "choice") return `${options[draw % 4]?.id};${draw > 8 ? "other:funding" : ""}`;
  return kind === "estimate" ? String(draw * 9) : "";
}

/** Works a line each, ten words of title and an address: a few everybody names, most named by one. */
function benchWorks(words: number, random: () => number): string {
  return Array.from({ length: Math.ceil(words / 10) }, () => {
    const work = zipf(random(), 20_000);
    const title = Array.from({ length: 10 }, (_, at) => coin((work * 31 + at * 977) % 40_000));
    return `${title.join(" ")} https://arxiv.org/abs/${String(1000 + (work % 9000))}.${String(10_000 + work)}`;
  }).join("\n");
}

/** The answers of one respondent, the same for the same number. */
export function benchRespondent(respondent: number, words: number): AnswerRecord[] {
  const random = seededRandom(7919 * (respondent + 1));
  const attribution = attributions[respondent % attributions.length] ?? "named";
  return benchSurvey.questions.map(
    ({ id, kind }, question): AnswerRecord => ({
      id: `${respondent}-${question}`,
      respondent: `r${String(respondent).padStart(6, "0")}`,
      name: `Respondent ${respondent}`,
      role: "a researcher",
      question: id,
      value: drawValue(kind, random),
      confidence: respondent % 7 === 0 ? null : 1 + Math.floor(random() * 10),
      low: null,
      high: null,
      text: kind === "works" ? benchWorks(words, random) : benchText(question, words, random),
      attribution,
      quote: attribution === "named" || attribution === "role",
      recruitment: "author",
    }),
  );
}
