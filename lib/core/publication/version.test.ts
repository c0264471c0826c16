import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonValue } from "../json";
import { sha256 } from "../sha256";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { openVersion } from "./open-version";
import { canariesIn, panelCells, panelRecord, publishPanel } from "./random-panel.fixture";
import { type SealedVersion, type StoredField, sealVersion, verifyVersion } from "./version";

const published = panelCells.map((cells) => publishPanel(cells.map(panelRecord)));
const runs = { numRuns: 100 };

function seal(synthesis: Synthesis): SealedVersion {
  let count = 0;
  return sealVersion(synthesis, () => {
    count += 1;
    return sha256(`salt ${count}`).slice(0, 32);
  });
}

/** The fields as a database holds them after an answer was withdrawn. */
function without(version: SealedVersion, answerId: string): StoredField[] {
  return version.fields.map(({ commitment, salt, value, answerId: owner }) =>
    owner === answerId ? { commitment, salt: null, value: null } : { commitment, salt, value },
  );
}

it("opens to the same synthesis, with a salt of its own for every field", () => {
  fc.assert(
    fc.property(published, (synthesis) => {
      const version = seal(synthesis);
      expect(openVersion(version.document, version.fields)).toEqual(synthesis);
      expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
      expect(new Set(version.fields.map(({ salt }) => salt)).size).toBe(version.fields.length);
      expect(new Set(version.fields.map(({ commitment }) => commitment)).size).toBe(
        version.fields.length,
      );
    }),
    runs,
  );
});

it("stores no name, wording or word of an answer in the document itself", () => {
  fc.assert(
    fc.property(published, (synthesis) => {
      expect([...canariesIn(JSON.stringify(seal(synthesis).document))]).toEqual([]);
    }),
    runs,
  );
});

it("keeps nothing of an answer that is withdrawn, while the hash still holds", () => {
  fc.assert(
    fc.property(published, fc.nat(), (synthesis, pick) => {
      const version = seal(synthesis);
      const gone = synthesis.answers[pick % Math.max(1, synthesis.answers.length)];
      if (!gone) return;
      const fields = without(version, gone.id);
      expect(verifyVersion(version.document, fields, version.sha256)).toBe(true);

      const others = {
        ...synthesis,
        answers: synthesis.answers.filter(({ id }) => id !== gone.id),
      };
      const kept = canariesIn(JSON.stringify(others.answers));
      const opened = openVersion(version.document, fields);
      const left = canariesIn(JSON.stringify([opened, version.document, fields]));
      expect([...left].filter((word) => !kept.has(word))).toEqual([]);

      const shown = opened.answers.find(({ id }) => id === gone.id);
      expect(shown).toMatchObject({ shownAs: "withdrawn", value: "", text: "withdrawn" });
      // The others stand as they did, but for values beside which the one that is gone could be computed.
      const rest = opened.answers.filter(({ id }) => id !== gone.id);
      const valueless = { value: "", confidence: null, low: null, high: null };
      const bare = others.answers.flatMap((one) =>
        one.question !== gone.question ? [one] : one.text === "" ? [] : [{ ...one, ...valueless }],
      );
      expect([others.answers, bare]).toContainEqual(rest);
    }),
    runs,
  );
});

it("lets no value that was taken back be had from the figures less the values beside names", () => {
  fc.assert(
    fc.property(
      published,
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      (synthesis, picks) => {
        const version = seal(synthesis);
        const gone = new Set(
          picks.flatMap(
            (pick) => synthesis.answers[pick % Math.max(1, synthesis.answers.length)]?.id ?? [],
          ),
        );
        const fields = version.fields.map((field) =>
          gone.has(field.answerId ?? "") ? { ...field, salt: null, value: null } : field,
        );
        const opened = openVersion(version.document, fields);
        for (const { question, statistics } of opened.sections) {
          if (!("noOpinion" in statistics)) continue;
          const values = opened.answers.filter(
            (answer) => answer.question === question.id && answer.value !== "",
          ).length;
          const hidden = statistics.n + statistics.noOpinion - values;
          if (values === 0 || ("agree" in statistics && statistics.agree.share === null)) continue;
          expect(hidden === 0 || hidden >= opened.methods.minimumGroup, `${hidden} hidden`).toBe(
            true,
          );
        }
      },
    ),
    runs,
  );
});

it("keeps the values of the others where enough of them are hidden beside the one that is gone", () => {
  const cell = (person: number, attribution: "named" | "aggregate") =>
    panelRecord({
      person,
      question: 0,
      pick: person % 5,
      attribution,
      quote: true,
      self: false,
      withText: true,
    });
  const open = (hidden: number) => {
    const synthesis = publishPanel(
      Array.from({ length: 9 }, (_, person) =>
        cell(person, person < hidden ? "aggregate" : "named"),
      ),
    );
    const version = seal(synthesis);
    const [first] = synthesis.answers;
    return openVersion(version.document, without(version, first?.id ?? ""));
  };
  expect(open(3).answers.filter(({ value }) => value !== "")).toHaveLength(5);
  expect(open(0).answers.filter(({ value }) => value !== "")).toHaveLength(0);
  // What they said stays under their names.
  expect(open(0).answers.filter(({ text }) => text !== "" && text !== "withdrawn")).toHaveLength(8);
});

it("opens to nothing personal when everyone withdrew", () => {
  fc.assert(
    fc.property(published, (synthesis) => {
      const version = seal(synthesis);
      const fields = version.fields.map(({ commitment }) => ({
        commitment,
        salt: null,
        value: null,
      }));
      const opened = openVersion(version.document, fields);
      expect([...canariesIn(JSON.stringify(opened))]).toEqual([]);
      expect(opened.sections.map(({ statistics: { n } }) => n)).toEqual(
        synthesis.sections.map(({ statistics: { n } }) => n),
      );
    }),
    runs,
  );
});

it("refuses a document, a hash or a field that was changed", () => {
  const synthesis = publishPanel([
    panelRecord({
      person: 1,
      question: 0,
      pick: 1,
      attribution: "named",
      quote: true,
      self: false,
      withText: true,
    }),
  ]);
  const { document, fields, sha256: hash } = seal(synthesis);
  const changed = {
    ...(document as { [key: string]: JsonValue }),
    survey: { title: "Another survey" },
  };
  expect(verifyVersion(changed, fields, hash)).toBe(false);
  expect(verifyVersion(document, fields, sha256("another"))).toBe(false);
  const [first, ...rest] = fields;
  if (!first) throw new Error("nothing was sealed");
  expect(verifyVersion(document, [{ ...first, value: "other words" }, ...rest], hash)).toBe(false);
  expect(verifyVersion(document, fields, hash)).toBe(true);
});

it("gives the same hash whatever order the keys come in", () => {
  const version = seal(publishPanel([]));
  const turned = Object.fromEntries(
    Object.entries(version.document as { [key: string]: JsonValue }).reverse(),
  );
  expect(verifyVersion(turned, version.fields, version.sha256)).toBe(true);
});

it("holds a title of two names by the answers that have either, and lets go of it with the last of one", () => {
  const cells = [1, 2].map((person) => ({
    person,
    question: 4,
    pick: 1,
    attribution: "named" as const,
    quote: true,
    self: false,
    withText: true,
  }));
  const synthesis = publishPanel(cells.map(panelRecord));
  const title = "Zqbody1q4 and zqbody2q4";
  const titled = {
    ...synthesis,
    sections: synthesis.sections.map((section) => ({
      ...section,
      themes:
        section.question.id === "text"
          ? [{ id: "t1", title, count: 2, answers: [], quotes: [] }]
          : section.themes,
    })) as unknown as Synthesis["sections"],
  };
  const version = seal(titled);
  expect([...canariesIn(JSON.stringify(version.document))]).toEqual([]);
  const titleIn = (opened: Synthesis) => opened.sections.at(-1)?.themes[0]?.title;
  expect(titleIn(openVersion(version.document, version.fields))).toBe(title);
  for (const { id } of synthesis.answers)
    expect(titleIn(openVersion(version.document, without(version, id)))).toBe("Other points");
});
