import fc from "fast-check";
import type { AnswerRecord, Attribution, QuoteDecision } from "../answers/answer";
import { sha256 } from "../sha256";
import { type SurveyDocument, surveyDocumentSchema } from "../survey/survey-schema";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { synthesize } from "../synthesis/synthesize";
import { sentences } from "../synthesis/text/sentences";
import { toPublicSynthesis } from "./publish";

// Panels for tests of what leaves. Everything that only one person knows is a word of its own that begins with "zq", so that
// whatever leaks is found by looking for it.

/** A question of every kind, for a minimum group of three. */
export const panelSurvey: SurveyDocument = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "A survey",
  minimumGroup: 3,
  questions: [
    {
      id: "stance",
      kind: "stance",
      prompt: "Is it so?",
      scale: ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"],
      confidence: true,
    },
    {
      id: "choice",
      kind: "choice",
      prompt: "Which one?",
      options: [
        { id: "x", label: "First" },
        { id: "y", label: "Second" },
      ],
      multiple: true,
      other: true,
    },
    { id: "estimate", kind: "estimate", prompt: "When?", unit: "year", never: true, max: 2100 },
    { id: "works", kind: "works", prompt: "What is there to read?" },
    { id: "text", kind: "text", prompt: "What else?" },
  ],
});

/** One answer of a panel. `pick` chooses among the values of the question. */
export type PanelCell = {
  readonly person: number;
  readonly question: number;
  readonly pick: number;
  readonly attribution: Attribution;
  readonly quote: boolean;
  readonly self: boolean;
  readonly withText: boolean;
};

const values = [
  ["1", "2", "3", "4", "5", "none", ""],
  ["x", "y", "x;y", "x;other:zqother{}", "none", "other:zqother{}"],
  ["2030", "2045", "never", ">2100", "none"],
  [""],
  [""],
] as const;

function textOf({ person, question, pick }: PanelCell): string {
  const own = `${person}q${question}`;
  if (question === 3) {
    return JSON.stringify([
      {
        title: `Study zqtitle${own}`,
        url: `https://example.org/zqurl${own}`,
        objective: `zqaim${pick % 2}`,
      },
      { title: pick % 2 ? "A shared work" : "A SHARED work", institutions: `zqplace${own}` },
    ]);
  }
  return (
    `The zqbody${own} audits show that independent zqreview${pick % 3} works well in practice. ` +
    `Independent zqreview${pick % 3} of audits needs people with zqtime${own} and money for it. ` +
    `See https://example.org/zqlink${own} and arXiv:2410.2157${pick % 3}.`
  );
}

/** An answer as the engine reads it. */
export function panelRecord(cell: PanelCell): AnswerRecord {
  const { person, question, pick, attribution, quote, self, withText } = cell;
  const own = values[question] ?? [""];
  const value = (own[pick % own.length] ?? "").replace("{}", `${person}`);
  return {
    id: `zqid${person}q${question}`,
    respondent: `zqrespondent${person}`,
    name: `zqname${person}`,
    role: attribution === "role" ? `zqwording${person}` : `zqrole${person}`,
    ...(person % 3 === 0 ? {} : { interests: `Paid by zqinterests${person}` }),
    question: panelSurvey.questions[question]?.id ?? "",
    value,
    confidence: pick % 4 === 0 ? null : (pick % 10) + 1,
    low: null,
    high: null,
    text: withText ? textOf(cell) : "",
    attribution,
    quote,
    recruitment: self ? "self" : "author",
  };
}

/** Random answers, at most one by a person to a question. */
export const panelCells: fc.Arbitrary<readonly PanelCell[]> = fc
  .tuple(
    fc.uniqueArray(
      fc.record({
        person: fc.nat({ max: 9 }),
        question: fc.nat({ max: 4 }),
        pick: fc.nat({ max: 40 }),
        attribution: fc.constantFrom("named", "named", "role", "aggregate", "author"),
        quote: fc.boolean(),
        withText: fc.boolean(),
      }),
      { selector: ({ person, question }) => `${person}:${question}`, maxLength: 45 },
    ),
    fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 }),
  )
  .map(([cells, selfNominated]) =>
    cells.map((cell) => ({ ...cell, self: selfNominated.includes(cell.person) })),
  );

/** What a respondent may decide on each sentence of an answer; what is undecided was never asked or never answered. */
export type PanelDecision = "approved" | "edited" | "refused" | "undecided";

/** The record with decisions on its sentences in turn, those of works on the whole text. */
export function decide(record: AnswerRecord, picks: readonly PanelDecision[]): AnswerRecord {
  const ranges =
    record.question === "works"
      ? [{ start: 0, end: record.text.length }]
      : sentences(record.text).map(({ start, end }) => ({ start, end }));
  const decisions = ranges.flatMap(({ start, end }, index): QuoteDecision[] => {
    const state = picks[index % picks.length] ?? "undecided";
    if (state === "undecided" || start === end) return [];
    const own = `${record.respondent.replace("zqrespondent", "")}q${record.question}s${index}`;
    // Works are a list, which nobody puts into other words.
    if (state === "edited" && record.question !== "works") {
      return [{ start, end, state, text: `Put otherwise, zqedit${own}.` }];
    }
    const text = state === "refused" ? "" : record.text.slice(start, end);
    return [{ start, end, state: state === "refused" ? "refused" : "approved", text }];
  });
  return decisions.length === 0 ? record : { ...record, decisions };
}

/** Random panels whose respondents decided on their quotes. */
export const decidedPanels: fc.Arbitrary<readonly AnswerRecord[]> = panelCells.chain((cells) =>
  fc
    .array(
      fc.array(fc.constantFrom<PanelDecision>("approved", "edited", "refused", "undecided"), {
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: cells.length, maxLength: cells.length },
    )
    .map((picks) => cells.map((cell, index) => decide(panelRecord(cell), picks[index] ?? []))),
);

export function synthesizePanel(
  answers: readonly AnswerRecord[],
  quotesApproved = true,
): Synthesis {
  return synthesize({
    survey: panelSurvey,
    answers,
    invited: 30,
    declined: 1,
    from: null,
    to: null,
    rulesDeclaredBefore: false,
    quotesApproved,
  });
}

/** The id of an answer in the public form of a `seed`. */
export function publicId(answerId: string, seed: string): string {
  return `p${sha256(`${seed}${answerId}`).slice(0, 16)}`;
}

/** The public form, with ids that follow from `seed`. */
export function publishPanel(
  answers: readonly AnswerRecord[],
  { quotesApproved = true, seed = "" } = {},
): Synthesis {
  return toPublicSynthesis(synthesizePanel(answers, quotesApproved), {
    drawId: (id) => publicId(id, seed),
  });
}

/** Every word that begins with "zq", in lower case. */
export function canariesIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/zq[a-z0-9]+/g) ?? []);
}
