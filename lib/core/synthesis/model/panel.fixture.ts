import type { AnswerRecord, Attribution } from "../../answers/answer";
import { type PublicForm, toPublicForm } from "../../publication/public-form";
import { surveyDocumentSchema } from "../../survey/survey-schema";
import type { Section, Sentence, Synthesis } from "../synthesis-schema";
import { synthesize } from "../synthesize";
import { capitalize, counted, inWords } from "../wording";
import { type Brief, briefOf, instructions } from "./brief";
import { type CheckContext, nameWordsOf } from "./check-sentence";

/** Eight of twelve say yes, three no, one is uncertain; two of them may not be quoted. */
const values = [5, 5, 5, 4, 4, 4, 4, 4, 2, 2, 1, 3];
const words = [
  "Independent audits of frontier labs find faults that the labs miss. They need access to the models.",
  "Independent audits work only with access to the models. Without access they are theatre.",
  "Regulators learn most from independent audits, because the labs cannot grade their own work.",
  "Audits cost too much time for small labs. A shared programme of audits would help them.",
  "Independent audits with real access to the models are the best tool that regulators have.",
  "Small labs cannot pay for audits. The cost must be shared between all labs.",
  "Public reports of audits build trust. Reports that nobody reads build none.",
  "The cost of audits is high, and small labs need help to pay for them.",
  "Audits give false comfort. A passed audit says little about new models.",
  "False comfort is worse than no audit, since a passed audit ends the questions.",
  "Audits check yesterday's models. New models appear faster than any audit can follow.",
  "Nobody has measured whether audits prevent harm, so I cannot say.",
];
const names = ["Vexley Marrowby", "Ottiline Grandle"];

export const auditSurvey = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "Audits",
  minimumGroup: 3,
  fictional: true,
  questions: [
    {
      id: "audits",
      kind: "stance",
      prompt: "Should frontier labs be audited every year?",
      scale: ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"],
    },
    {
      id: "gap",
      kind: "choice",
      prompt: "What is the largest gap?",
      options: [
        { id: "access", label: "Access to models" },
        { id: "people", label: "People and time" },
        { id: "law", label: "Legal basis" },
      ],
    },
  ],
});

/** The answers, as the engine reads them; `change` may replace one. */
export function auditAnswers(
  change: (record: AnswerRecord, at: number) => AnswerRecord = (record) => record,
): AnswerRecord[] {
  const consent = (at: number): Attribution =>
    at === 10 ? "aggregate" : at % 2 === 0 ? "named" : "role";
  return values.flatMap((value, at) => {
    const base = {
      respondent: `r${at}`,
      name: names[at] ?? `Respondent ${String.fromCharCode(65 + at)}`,
      role: consent(at) === "role" ? "a researcher" : "",
      confidence: null,
      low: null,
      high: null,
      attribution: consent(at),
      recruitment: "author" as const,
    };
    return [
      {
        ...base,
        id: `id${at}`,
        question: "audits",
        value: String(value),
        text: words[at] ?? "",
        quote: at !== 9,
      },
      {
        ...base,
        id: `gap${at}`,
        question: "gap",
        value: at < 7 ? "access" : at < 10 ? "people" : "law",
        text: "",
        quote: true,
      },
    ].map((record) => change(record, at));
  });
}

const themes = [
  { id: "t1", title: "Independent audits", by: [0, 1, 2, 4] },
  { id: "t3", title: "Small labs", by: [3, 5, 7] },
  { id: "t2", title: "False comfort", by: [8, 9] },
];

/** Themes that do not depend on how texts are grouped. */
function withThemes(synthesis: Synthesis): Synthesis {
  const idOf = (at: number) =>
    synthesis.answers.find(
      ({ respondent, question }) => respondent === `r${at}` && question === "audits",
    )?.id;
  const fixed = themes.map(({ id, title, by }) => {
    const answers = by.flatMap((at) => idOf(at) ?? []).sort();
    return { id, title, count: answers.length, answers, quotes: [] };
  });
  return {
    ...synthesis,
    sections: synthesis.sections.map((section) =>
      section.question.id === "audits" ? ({ ...section, themes: fixed } as Section) : section,
    ),
  };
}

/** Private and public form of a panel, and the public id of a respondent's answer. */
export function auditPanel(
  answers: readonly AnswerRecord[] = auditAnswers(),
): PublicForm & { readonly whole: Synthesis } {
  const computed = synthesize({
    survey: auditSurvey,
    answers,
    invited: 20,
    declined: 0,
    from: null,
    to: null,
    rulesDeclaredBefore: true,
    quotesApproved: true,
  });
  const whole = withThemes(computed);
  return { whole, ...toPublicForm(whole, { drawId: (id) => `public-${id}` }) };
}

export const auditNames = nameWordsOf([...names, "Berenike Tolliver"]);

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("the panel lacks a part");
  return value;
}

/** The section on a question, what is asked about it, and what a sentence is held against. */
export function auditParts(synthesis: Synthesis, question = "audits") {
  const section: Section = found(synthesis.sections.find((one) => one.question.id === question));
  const brief: Brief = found(briefOf(section, synthesis));
  const context: CheckContext = {
    section,
    texts: brief.texts,
    nameWords: auditNames,
    instructions,
  };
  const ruleAt = (place: string): Sentence =>
    found(brief.places.find((one) => one.place === place)).rule;
  /** A source by the exact words of some answer. */
  const cite = (passage: string) => {
    const [answer, text] = found([...brief.texts].find(([, one]) => one.includes(passage)));
    const start = text.indexOf(passage);
    return { answer, start, end: start + passage.length };
  };
  return { section, brief, context, ruleAt, cite };
}

/** Passages that {@link carefulReply} cites, each of another answer. */
export const citedPassages = [
  "A passed audit says little about new models",
  "Small labs cannot pay for audits",
] as const;

/** What a well-behaved model replies about the audits, given answers and figures as they were sent. */
export function carefulReply({
  answers,
  figures,
}: {
  readonly answers: readonly { readonly answer: string; readonly text: string }[];
  readonly figures: readonly { readonly statistic: string; readonly value: string }[];
}) {
  const [first, second] = figures.flatMap(({ statistic, value }) => {
    const [, title = "", count = ""] = /^“(.+)”: (\d+) of/.exec(value) ?? [];
    return title === "" ? [] : [{ statistic, title, count: Number(count) }];
  });
  const stress = (count: number) =>
    `${capitalize(counted(count, "person stresses", "people stress"))}`;
  return {
    sentences: [
      {
        place: "summary-1",
        text: "Of the twelve who answered, eight say yes or probably yes, three disagree and one remains uncertain; somebody against answers that “A passed audit says little about new models”.",
        statistics: ["counts", "n"],
        quotes: citedPassages.map((words) => ({
          answer: answers.find(({ text }) => text.includes(words))?.answer ?? "",
          words,
        })),
      },
      ...(first && second
        ? [
            {
              place: "summary-3",
              text: `${stress(first.count)} “${first.title}” and ${inWords(second.count)} “${second.title}” among the reasons given.`,
              statistics: [first.statistic, second.statistic],
              quotes: [],
            },
          ]
        : []),
      {
        place: "key-point",
        text: "Eight of the twelve who answered agree that frontier labs should be audited every year, provisionally; three disagree and one is uncertain.",
        statistics: ["sections.audits.finding", "counts"],
        quotes: [],
      },
    ],
  };
}

/** How a well-behaved model sorts the points about the audits, given as they were sent. */
export function sortedReply(
  points: readonly { readonly point: string; readonly words: string }[] = [],
) {
  const kinds = ["Independent audits", "Small labs"];
  const kindOf = (words: string) =>
    kinds.find((kind) => words.toLowerCase().includes(kind.toLowerCase())) ?? "Audits";
  return {
    sentences: [],
    themes: [...kinds, "Audits"].map((title) => ({
      title,
      points: points.flatMap(({ point, words }) => (kindOf(words) === title ? [point] : [])),
    })),
    rest: [] as string[],
  };
}
