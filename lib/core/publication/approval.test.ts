import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import { toBibtex } from "../export/bibtex";
import { answersCsv } from "../export/csv";
import { toHtml } from "../export/html";
import { toJson } from "../export/json";
import { toMarkdown } from "../export/markdown";
import { sha256 } from "../sha256";
import { proposedQuotes } from "../synthesis/proposals";
import { inexactQuotes } from "./exact-quotes";
import { approvedPassages, excerptOf } from "./excerpt";
import { openVersion } from "./open-version";
import {
  canariesIn,
  decide,
  decidedPanels,
  panelRecord,
  publishPanel,
  synthesizePanel,
} from "./random-panel.fixture";
import { sealVersion, verifyVersion } from "./version";

const runs = { numRuns: 150 };
const publish = (answers: readonly AnswerRecord[]) =>
  publishPanel(answers, { quotesApproved: false });

/** The words that respondents let out one by one. */
function approvedWords(answers: readonly AnswerRecord[]): Set<string> {
  return new Set(
    answers
      .filter(({ recruitment }) => recruitment !== "self")
      .flatMap(({ attribution, quote, name, role, interests = "", decisions = [] }) => {
        const shown = attribution === "named" || attribution === "role";
        return [
          ...(attribution === "named" ? [name, role, ...canariesIn(interests)] : []),
          ...(attribution === "role" ? [role] : []),
          ...(shown && quote
            ? decisions.flatMap(({ state, text }) =>
                state === "refused" ? [] : [...canariesIn(text)],
              )
            : []),
        ];
      }),
  );
}

describe("quotes that are approved one by one", () => {
  it("let out no word that its respondent did not approve, in any export", () => {
    fc.assert(
      fc.property(decidedPanels, (answers) => {
        const allowed = approvedWords(answers);
        const published = publish(answers);
        const written = [
          JSON.stringify(published),
          toJson(published),
          toMarkdown(published),
          toHtml(published),
          answersCsv(published),
          toBibtex(published),
        ];
        for (const text of written) {
          expect([...canariesIn(text)].filter((word) => !allowed.has(word))).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("stay exact to the character, edited ones marked, and survive sealing", () => {
    fc.assert(
      fc.property(decidedPanels, (answers) => {
        const published = publish(answers);
        expect(inexactQuotes(published)).toEqual([]);
        for (const section of published.sections) {
          for (const { quotes } of section.themes) {
            for (const { text, edited } of quotes) expect(text.includes("zqedit")).toBe(!!edited);
          }
        }
        let salts = 0;
        const sealed = sealVersion(published, () => {
          salts += 1;
          return sha256(`salt ${salts}`).slice(0, 32);
        });
        expect([...canariesIn(JSON.stringify(sealed.document))]).toEqual([]);
        expect(openVersion(sealed.document, sealed.fields)).toEqual(published);
      }),
      runs,
    );
  });

  it("leave a sealed version one by one, with the others in their places and the hash as it was", () => {
    fc.assert(
      fc.property(decidedPanels, fc.nat(), (answers, pick) => {
        const published = publish(answers);
        let salts = 0;
        const sealed = sealVersion(published, () => {
          salts += 1;
          return sha256(`salt ${salts}`).slice(0, 32);
        });
        const own = published.answers.flatMap((answer) =>
          (answer.excerpt ?? []).map(({ start, end }) => ({
            answer,
            words: answer.text.slice(start, end),
          })),
        );
        const refused = own[pick % Math.max(1, own.length)];
        if (refused === undefined) return;
        const { answer, words } = refused;
        const left = own.filter((one) => one.answer === answer && one !== refused);
        const fields = sealed.fields.map((field) => {
          const stands =
            field.answerId !== answer.id ||
            field.field !== "text" ||
            left.some((one) => one.words.includes(String(field.value)));
          return stands ? field : { ...field, salt: null, value: null };
        });
        expect(verifyVersion(sealed.document, fields, sealed.sha256)).toBe(true);
        const opened = openVersion(sealed.document, fields);
        const shown = opened.answers.find(({ id }) => id === answer.id);
        expect(shown?.excerpt?.map(({ start, end }) => shown.text.slice(start, end))).toEqual(
          left.map((one) => one.words),
        );
        expect(shown?.text === "withdrawn").toBe(left.length === 0);
        const elsewhere = canariesIn(
          JSON.stringify([
            published.answers.filter((one) => one !== answer),
            left.map((one) => one.words),
            { ...answer, text: "" },
          ]),
        );
        const found = canariesIn(JSON.stringify([opened, sealed.document, fields]));
        for (const word of canariesIn(words)) {
          if (!elsewhere.has(word)) expect(found.has(word)).toBe(false);
        }
        const standing = inexactQuotes(opened).filter(({ message }) => message !== "withdrawn");
        expect(standing).toEqual([]);
        const quotes = (one: typeof published) =>
          one.sections.flatMap((section) =>
            section.themes.flatMap((theme) => theme.quotes.map(({ text }) => text)),
          );
        for (const [at, text] of quotes(published).entries()) {
          const now = quotes(opened)[at];
          expect([text, "withdrawn"]).toContain(now);
          if (!text.includes(words) && !words.includes(text)) expect(now).toBe(text);
        }
      }),
      runs,
    );
  });

  it("are never proposed again once they are decided, nor out of hidden or unquotable answers", () => {
    fc.assert(
      fc.property(decidedPanels, (answers) => {
        const synthesis = synthesizePanel(answers, false);
        const byId = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
        for (const { answer: id, start, end } of proposedQuotes(synthesis)) {
          const answer = byId.get(id);
          const record = answers.find(
            ({ respondent, question }) =>
              respondent === answer?.respondent && question === answer?.question,
          );
          expect(record?.quote).toBe(true);
          expect(["named", "role"]).toContain(record?.attribution);
          const approved = approvedPassages(record?.decisions ?? []);
          expect(approved.some((range) => range.start < end && start < range.end)).toBe(false);
        }
        expect(proposedQuotes(synthesizePanel(answers, true))).toEqual([]);
      }),
      runs,
    );
  });
});

const voice = (
  person: number,
  pick: number,
  decision: "approved" | "edited" | "refused" | null,
) => {
  const record = panelRecord({
    person,
    question: 0,
    pick,
    attribution: "named",
    quote: true,
    self: false,
    withText: true,
  });
  return decision === null ? record : decide(record, [decision]);
};

it("counts approved dissent alone for the minority floor", () => {
  const agreeing = [0, 1, 2, 3, 4].map((person) => voice(person, 4, null));
  const dissent = (one: Parameters<typeof voice>[2], other: Parameters<typeof voice>[2]) =>
    publish([...agreeing, voice(5, 0, one), voice(6, 0, other)]).sections[0]?.dissent;
  expect(dissent(null, null)).toEqual({
    quote: null,
    text: "No dissenting answer is available for quotation.",
  });
  expect(dissent("refused", "refused")?.quote).toBeNull();
  expect(dissent(null, "approved")?.text).toContain("zqbody6q0");
  expect(dissent("refused", "edited")).toMatchObject({ quote: { edited: true } });
});

it("never shows the words under “other”, which no round asks about", () => {
  const other = panelRecord({
    person: 1,
    question: 1,
    pick: 5,
    attribution: "named",
    quote: true,
    self: false,
    withText: true,
  });
  expect(other.value).toContain("zqother1");
  const answers = [other, decide({ ...other, respondent: "zqrespondent2", id: "2" }, ["approved"])];
  const written = (quotesApproved: boolean) => {
    const published = publishPanel(answers, { quotesApproved });
    return [published, toJson(published), toHtml(published), answersCsv(published)]
      .map((one) => JSON.stringify(one))
      .join();
  };
  expect(written(true)).toContain("zqother1");
  expect(written(false)).not.toContain("zqother1");
  // The passages that a round asks about are of the text alone.
  const asked = proposedQuotes(synthesizePanel(answers, false)).map(({ text }) => text);
  expect(asked.join()).not.toContain("zqother1");
});

describe("an excerpt", () => {
  const text = "One is here. Two is not. Three is here.";
  const passages = [
    { start: 0, end: 12, text: "One is here.", edited: false },
    { start: 25, end: 39, text: "Three was.", edited: true },
  ];

  it("marks what was left out, and finds each passage in it", () => {
    const excerpt = excerptOf(text, passages);
    expect(excerpt?.text).toBe("One is here. […] Three was.");
    expect(excerpt?.place(4, 6)).toEqual({ start: 4, end: 6, edited: false });
    expect(excerpt?.place(25, 39)).toEqual({ start: 17, end: 27, edited: true });
    expect(excerpt?.place(13, 24)).toBeNull();
    expect(excerpt?.place(25, 30)).toBeNull();
    expect(excerptOf(text, [])).toBeNull();
  });

  it("keeps a passage in that shares words with a refused one", () => {
    expect(
      approvedPassages([
        { start: 0, end: 24, state: "approved", text: text.slice(0, 24) },
        { start: 13, end: 24, state: "refused", text: "" },
        { start: 25, end: 39, state: "approved", text: text.slice(25, 39) },
      ]),
    ).toEqual([{ start: 25, end: 39, text: "Three is here.", edited: false }]);
  });
});
