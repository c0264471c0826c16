import fc from "fast-check";
import { expect, it } from "vitest";
import { canariesIn, decidedPanels, publishPanel } from "../publication/random-panel.fixture";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { toFileForm } from "./file-form";

it("says of each citation what its answer shows, and nothing else", () => {
  fc.assert(
    fc.property(decidedPanels, fc.boolean(), (answers, quotesApproved) => {
      const synthesis = publishPanel(answers, { quotesApproved });
      const file = toFileForm(synthesis);
      const shown = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
      for (const { citations, citedBy } of file.works) {
        expect(citations.length).toBeLessThanOrEqual(citedBy);
        for (const { answer, question, shownAs, respondent, position } of citations) {
          const own = shown.get(answer);
          expect([question, shownAs, respondent]).toEqual([
            own?.question,
            own?.shownAs,
            own?.respondent,
          ]);
          // A value that is off its name is off the citation.
          if (own?.value === "") expect(position).toBeNull();
        }
      }
      const words = canariesIn(JSON.stringify(file));
      const known = canariesIn(JSON.stringify(synthesis));
      expect([...words].filter((word) => !known.has(word))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it("joins a work over the questions, with each position, and marks the quotes that speak against", () => {
  const record = (person: number, value: string, text: string) => ({
    id: `${person}`,
    respondent: `r${person}`,
    name: `Respondent ${person}`,
    role: "",
    question: "stance",
    value,
    confidence: null,
    low: null,
    high: null,
    text,
    attribution: "named" as const,
    quote: true,
    recruitment: "author" as const,
  });
  const says = (end: string) =>
    `Independent review of the audits works well in practice ${end}, as arXiv:2410.21572 shows.`;
  const stances = ["5", "5", "4", "1", "1"].map((value, at) =>
    record(at, value, says(["here", "there", "so far", "never", "rarely"][at] ?? "")),
  );
  const works = {
    ...record(0, "", "Safety cases for frontier systems, arXiv:2410.21572"),
    id: "w",
    question: "works",
  };
  const file = toFileForm(publishPanel([...stances, works]));
  expect(file.works.map(({ id, title, citedBy }) => [id, title, citedBy])).toEqual([
    ["arxiv:2410.21572", "Safety cases for frontier systems", 6],
  ]);
  expect(
    file.works[0]?.citations.map(({ question, shownAs, position }) => [
      question,
      shownAs,
      position,
    ]),
  ).toEqual([
    ["stance", "Respondent 0", "Definitely"],
    ["stance", "Respondent 1", "Definitely"],
    ["stance", "Respondent 2", "Probably"],
    ["stance", "Respondent 3", "Definitely not"],
    ["stance", "Respondent 4", "Definitely not"],
    ["works", "Respondent 0", null],
  ]);
  const synthesis = publishPanel([...stances, works]);
  const ids = synthesis.answers.filter(({ question }) => question === "stance").map(({ id }) => id);
  const quoted = ids.map((answer) => ({ answer, start: 0, end: 11, text: "Independent" }));
  const theme = { id: "t1", title: "Independent review", count: 5, answers: ids, quotes: quoted };
  const sections = synthesis.sections.map((section, at) =>
    at === 0 ? { ...section, themes: [theme] } : section,
  ) as Synthesis["sections"];
  const value = new Map(synthesis.answers.map((answer) => [answer.id, answer.value]));
  const quotes = toFileForm({ ...synthesis, sections }).sections[0]?.themes[0]?.quotes ?? [];
  expect(quotes.map((quote) => "counterPosition" in quote)).toEqual(
    ids.map((id) => value.get(id) === "1"),
  );
});
