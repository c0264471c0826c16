import fc from "fast-check";
import { expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import { toBibtex } from "../export/bibtex";
import { answersCsv } from "../export/csv";
import { toHtml } from "../export/html";
import { toJson } from "../export/json";
import { toMarkdown } from "../export/markdown";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { inexactQuotes } from "./exact-quotes";
import {
  canariesIn,
  panelCells,
  panelRecord,
  panelSurvey,
  publishPanel,
  synthesizePanel,
} from "./random-panel.fixture";
import { showAnswer } from "./show-answer";

const runs = { numRuns: 150 };
const panels = panelCells.map((cells) => cells.map(panelRecord));

function everyExport(synthesis: Synthesis): Record<string, string> {
  return {
    synthesis: JSON.stringify(synthesis),
    json: toJson(synthesis),
    markdown: toMarkdown(synthesis),
    html: toHtml(synthesis),
    csv: answersCsv(synthesis),
    bibtex: toBibtex(synthesis),
  };
}

/** Words that consent lets out, whatever the serializer makes of it. */
function allowedCanaries(answers: readonly AnswerRecord[], quotesApproved: boolean): Set<string> {
  return new Set(
    answers
      .filter(({ recruitment }) => recruitment !== "self")
      .flatMap(({ attribution, quote, name, role, interests = "", text, value }) => {
        const shown = attribution === "named" || attribution === "role";
        return [
          ...(attribution === "named" ? [name, role, ...canariesIn(interests)] : []),
          ...(attribution === "role" ? [role] : []),
          ...(shown && quote && quotesApproved ? [...canariesIn(`${text} ${value}`)] : []),
        ];
      }),
  );
}

it("lets out no name, wording, sentence or id that consent keeps in, in any export", () => {
  fc.assert(
    fc.property(panels, fc.boolean(), (answers, quotesApproved) => {
      const allowed = allowedCanaries(answers, quotesApproved);
      const exports = everyExport(publishPanel(answers, { quotesApproved }));
      for (const [format, written] of Object.entries(exports)) {
        const leaked = [...canariesIn(written)].filter((word) => !allowed.has(word));
        expect({ format, leaked }).toEqual({ format, leaked: [] });
      }
    }),
    runs,
  );
});

it("shows a name on named answers only, and joins nothing but these", () => {
  fc.assert(
    fc.property(panels, (answers) => {
      const published = publishPanel(answers);
      for (const answer of published.answers) {
        const isNamed = answer.attribution === "named";
        expect(["named", "role"]).toContain(answer.attribution);
        expect(/zqname/.test(answer.shownAs)).toBe(isNamed);
        expect(answer.respondent !== undefined).toBe(isNamed);
        expect("role" in answer).toBe(isNamed);
        if (!isNamed) expect("interests" in answer).toBe(false);
        expect(answer.value !== "" || answer.text !== "").toBe(true);
        if (!answer.quote) expect(answer.text).toBe("");
      }
    }),
    runs,
  );
});

it("leaves no hidden value among fewer than the minimum group", () => {
  fc.assert(
    fc.property(panels, (answers) => {
      const published = publishPanel(answers);
      for (const { id } of panelSurvey.questions) {
        const valued = answers.filter(
          ({ question, value, recruitment }) =>
            question === id && value !== "" && recruitment !== "self",
        );
        const open = published.answers.filter(
          ({ question, value }) => question === id && value !== "",
        );
        const hidden = valued.length - open.length;
        expect(open.length === 0 || hidden === 0 || hidden >= 3).toBe(true);
      }
    }),
    runs,
  );
});

it("quotes to the character, cites only what is listed, and sorts by id", () => {
  fc.assert(
    fc.property(panels, (answers) => {
      const published = publishPanel(answers);
      expect(inexactQuotes(published)).toEqual([]);
      const listed = new Map(published.answers.map((answer) => [answer.id, answer]));
      const ids = [...listed.keys()];
      expect(ids).toEqual([...ids].sort());
      const sentences = [
        ...published.overview,
        ...published.keyPoints,
        ...published.sections.flatMap(({ summary }) => summary),
      ];
      for (const { sources } of sentences) {
        expect(sources.length).toBeGreaterThan(0);
        for (const source of sources) {
          if ("answer" in source) expect(listed.get(source.answer)?.quote).toBe(true);
        }
      }
      for (const { themes, works } of published.sections) {
        for (const { answers: own } of [...themes, ...works]) {
          expect(own).toEqual([...own].sort());
          for (const id of own) expect(listed.has(id)).toBe(true);
        }
        for (const { count, answers: own } of themes) {
          const hidden = (count ?? 0) - own.length;
          expect(hidden === 0 || hidden >= 3).toBe(true);
        }
        for (const { citedBy, answers: own } of works) {
          const hidden = citedBy - own.length;
          expect(hidden === 0 || hidden >= 3).toBe(true);
        }
      }
    }),
    runs,
  );
});

it("depends neither on the order of the answers nor on anything but them", () => {
  fc.assert(
    fc.property(panels, fc.infiniteStream(fc.nat()), (answers, order) => {
      const keys = new Map(answers.map((answer) => [answer.id, order.next().value ?? 0]));
      const shuffled = [...answers].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
      expect(publishPanel(shuffled)).toEqual(publishPanel(answers));
    }),
    { numRuns: 60 },
  );
});

const cell = { question: 0, pick: 1, quote: true, self: false, withText: true } as const;

it("takes values, and the quotes that would tell them, off the names beside one or two hidden ones", () => {
  const answers = [
    ...[0, 1, 2, 3].map((person) =>
      panelRecord({ ...cell, person, pick: 4, attribution: "named" as const }),
    ),
    ...[4, 5].map((person) =>
      panelRecord({ ...cell, person, pick: 0, attribution: "named" as const }),
    ),
    panelRecord({ ...cell, person: 6, quote: false, attribution: "named" }),
    panelRecord({ ...cell, person: 7, attribution: "aggregate" }),
  ];
  const [section] = publishPanel(answers).sections;
  const published = publishPanel(answers);
  expect(section?.statistics).toMatchObject({ n: 8, counts: [2, 2, 0, 0, 4] });
  expect(section?.dissent).toEqual({
    quote: null,
    text: "No dissenting answer is available for quotation.",
  });
  expect(published.answers.map(({ shownAs }) => shownAs).sort()).toEqual(
    [0, 1, 2, 3, 4, 5].map((person) => `zqname${person}`),
  );
  expect(published.answers.every(({ value }) => value === "")).toBe(true);
  // One who is hidden less, and everyone shows.
  const open = publishPanel(answers.slice(0, 7));
  expect(open.answers.every(({ value }) => value !== "")).toBe(true);
  expect(open.sections[0]?.dissent?.quote).not.toBeNull();
});

it("speaks of works only in the words of those who may be quoted, and counts the others from three on", () => {
  const naming = { ...cell, question: 3, pick: 0 };
  const hidden = [2, 3, 4].map((person) =>
    panelRecord({ ...naming, person, attribution: "aggregate" as const }),
  );
  const named = panelRecord({ ...naming, person: 1, attribution: "named" });
  const works = (answers: AnswerRecord[]) =>
    publishPanel(answers).sections.flatMap((section) =>
      section.works.map(({ title, citedBy }) => [title, citedBy]),
    );
  expect(works([named, ...hidden])).toEqual([
    ["A SHARED work", 4],
    ["Study zqtitle1q3", 1],
  ]);
  expect(works([named, ...hidden.slice(1)])).toEqual([
    ["A SHARED work", 1],
    ["Study zqtitle1q3", 1],
  ]);
  expect(works(hidden)).toEqual([]);
});

it("keeps no figure and no sentence about one or two answers", () => {
  const answers = [0, 1].flatMap((person) =>
    [0, 1, 2].map((question) =>
      panelRecord({ ...cell, person, question, attribution: "aggregate" as const }),
    ),
  );
  for (const { summary, question } of publishPanel(answers).sections.slice(0, 3)) {
    expect([question.id, summary.map(({ text }) => text)]).toEqual([
      question.id,
      ["Two people have answered, too few for their figures to be shown."],
    ]);
  }
});

it("shows an expert beforehand what becomes of an answer", () => {
  const [answer] = synthesizePanel([
    panelRecord({ ...cell, person: 1, attribution: "role" }),
  ]).answers;
  if (!answer) throw new Error("the panel has no answer");
  expect(showAnswer(answer, true)).toMatchObject({ shownAs: "zqwording1", role: null, value: "2" });
  expect(showAnswer(answer, false)?.text).toBeNull();
  expect(showAnswer({ ...answer, attribution: "aggregate" }, true)).toBeNull();
  expect(showAnswer({ ...answer, value: "x;other:zqsecret", quote: false }, true)?.value).toBe(
    "x;other",
  );
});
