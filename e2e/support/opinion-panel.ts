import type { AnswerRecord, Attribution } from "@/lib/core/answers/answer";
import { type PublishedCopy, publishAnswers, titleOfOwn } from "./published";

// A survey whose answers fall into two groups, with some people between them: what a map of opinions is drawn from.

const scale = [
  "Strongly disagree",
  "Disagree",
  "Neither agree nor disagree",
  "Agree",
  "Strongly agree",
];

const prompts = [
  "Frontier developers should publish their safety cases in full.",
  "Independent auditors should be able to stop a release.",
  "Voluntary commitments have changed what developers do.",
  "Regulators have the expertise to judge a safety case today.",
  "Small developers should be held to the same rules as large ones.",
  "Reporting of incidents should be mandatory.",
];

/** What the panel shows of somebody, by what they answer: a step of the scale for each question. */
type Person = {
  readonly steps: string;
  readonly attribution?: Attribution;
  /** The number of the question that is shown differently from the others, and how. */
  readonly except?: readonly [question: number, attribution: Attribution];
};

const people: readonly Person[] = [
  { steps: "551245" },
  { steps: "541155" },
  { steps: "452244" },
  { steps: "551245" },
  { steps: "542155" },
  { steps: "451244" },
  { steps: "554255" },
  { steps: "115414" },
  { steps: "124525" },
  { steps: "214415" },
  { steps: "115524" },
  { steps: "225414" },
  { steps: "333334" },
  { steps: "343235" },
  // Of this one a place shows, and no name: one of the six is given by a description.
  { steps: "442245", except: [2, "role"] },
  { steps: "225515", attribution: "role" },
  { steps: "555555", attribution: "aggregate" },
  { steps: "111111", attribution: "aggregate" },
  { steps: "333333", attribution: "aggregate" },
];

/** "Respondent A", "Respondent B", …: by their place in the panel. */
export const nameAt = (place: number) => `Respondent ${String.fromCharCode(65 + place)}`;

/** Who is named on the map, whose dot stands there without a name, and who is nowhere on it. */
export const onTheMap = {
  named: people.flatMap(({ attribution, except }, at) => (attribution || except ? [] : nameAt(at))),
  unnamed: people.flatMap(({ except }, at) => (except ? nameAt(at) : [])),
  hidden: people.flatMap(({ attribution }, at) => (attribution ? nameAt(at) : [])),
};

function recordsOf(person: Person, place: number): AnswerRecord[] {
  return prompts.map((_, at) => {
    const [question, other] = person.except ?? [];
    const attribution = question === at ? (other ?? "role") : (person.attribution ?? "named");
    return {
      id: `${place}-${at}`,
      respondent: `r${String(place).padStart(2, "0")}`,
      name: nameAt(place),
      role: attribution === "role" ? "a researcher in the field" : "",
      question: `view-${at + 1}`,
      value: person.steps[at] ?? "",
      confidence: 5 + ((place + at) % 5),
      low: null,
      high: null,
      text: "",
      attribution,
      quote: false,
      recruitment: "author",
    };
  });
}

/** Publishes the panel, as fictional people's. */
export function publishOpinions(): Promise<PublishedCopy> {
  const document = {
    format: "consilience-survey/1",
    title: titleOfOwn("Who should check the developers?"),
    introduction:
      "Six statements about how frontier developers are checked, put to people who work on it.",
    authors: [{ name: "Demo author" }],
    fictional: true,
    invited: 30,
    questions: prompts.map((prompt, at) => ({
      id: `view-${at + 1}`,
      kind: "stance",
      prompt,
      scale,
      confidence: true,
      poles: ["disagree", "agree"],
    })),
  };
  return publishAnswers(document, () => people.flatMap(recordsOf));
}
