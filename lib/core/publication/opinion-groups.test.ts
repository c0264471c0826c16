import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attribution } from "../answers/answer";
import { toHtml } from "../export/html";
import { toJson } from "../export/json";
import { toMarkdown } from "../export/markdown";
import { holdBackFigures } from "./hold-back";
import { openVersion } from "./open-version";
import {
  type Cell,
  camps,
  type Panel,
  privately,
  publicly,
  questions,
} from "./opinion-panel.fixture";
import { sealVersion } from "./version";

const cellOf: fc.Arbitrary<Cell | null> = fc.option(
  fc.record({
    value: fc.constantFrom("1", "2", "3", "4", "5", "none"),
    attribution: fc.constantFrom<Attribution>(
      "named",
      "named",
      "named",
      "role",
      "aggregate",
      "author",
    ),
  }),
  { freq: 12 },
);
/** Panels with and without camps, in which some answers are not under a name. */
const panelOf: fc.Arbitrary<Panel> = fc
  .tuple(
    fc.integer({ min: 4, max: 9 }),
    fc.integer({ min: 4, max: 9 }),
    fc.array(fc.tuple(fc.nat({ max: 17 }), fc.nat({ max: 5 }), cellOf), { maxLength: 30 }),
  )
  .map(([first, second, changes]) => {
    const panel: (Cell | null)[][] = camps(first, second);
    for (const [person, at, cell] of changes) {
      const row = panel[person];
      if (row !== undefined) row[at] = cell;
    }
    return panel;
  });

describe("opinion groups in public", () => {
  it("are found among people who answer under their names, with what divides and what joins them", () => {
    const { groups } = publicly(camps(5, 8));
    expect(groups?.groups.map(({ id, size }) => [id, size])).toEqual([
      ["A", 8],
      ["B", 5],
    ]);
    expect(groups?.n).toBe(13);
    expect(groups?.divides).toHaveLength(5);
    expect(groups?.divides[0]).toEqual({ question: "a", side: "agree", difference: 1 });
    expect(groups?.joins).toEqual([
      { question: "f", side: "agree", consensus: (9 / 10) * (6 / 7) },
    ]);
    expect(groups?.map.map(({ shownAs }) => shownAs).sort()).toEqual(
      Array.from({ length: 13 }, (_, person) => `zqname${person}`).sort(),
    );
    expect(groups?.summary.map(({ text }) => text)).toEqual([
      "13 people took a position on at least half of six questions under their own name; their answers fall into two groups, of eight and five.",
      "What divides them most is “Is a so?”: none of eight in group A and five of five in group B lean towards “Strongly agree”.",
      "Most in every group stand on the same side of “Is f so?”: eight of eight in group A and five of five in group B lean towards “Strongly agree”.",
    ]);
  });

  it("tell nothing of values that are not public: whatever these are, the groups are the same", () => {
    const hiddenValue = fc.constantFrom("1", "2", "3", "4", "5");
    fc.assert(
      fc.property(panelOf, fc.infiniteStream(hiddenValue), (panel, values) => {
        // "No opinion" stands outside the figures: only positions take each other's place, so that as many are hidden.
        const other = panel.map((cells) =>
          cells.map((cell) =>
            cell === null || cell.attribution === "named"
              ? cell
              : { ...cell, value: values.next().value },
          ),
        );
        expect(publicly(other).groups).toEqual(publicly(panel).groups);
      }),
      { numRuns: 35 },
    );
  });

  it("name a dot only where all its answers are under that name, and nobody else anywhere", () => {
    fc.assert(
      fc.property(panelOf, (panel) => {
        const { groups, answers } = publicly(panel);
        if (groups === null) return;
        for (const point of groups.map) {
          if (point.shownAs === null) expect(point.respondent).toBeUndefined();
          else {
            const person = Number(point.shownAs.slice("zqname".length));
            const compared = questions.map((id, at) => ({ id, cell: panel[person]?.[at] }));
            for (const { id, cell } of compared)
              if (groups.questions.includes(id)) expect(cell?.attribution).toBe("named");
            expect(answers.some(({ respondent }) => respondent === point.respondent)).toBe(true);
          }
        }
        expect(JSON.stringify(groups)).not.toMatch(/zqwording|zqperson/);
      }),
      { numRuns: 35 },
    );
  });

  it("are the same for the mirrored scale, but for the sides", () => {
    fc.assert(
      fc.property(panelOf, (panel) => {
        const mirrored = panel.map((cells) =>
          cells.map((cell) =>
            cell === null || cell.value === "none"
              ? cell
              : { ...cell, value: String(6 - Number(cell.value)) },
          ),
        );
        const [own, other] = [publicly(panel).groups, publicly(mirrored).groups];
        expect(other?.n).toBe(own?.n);
        expect(other?.silhouette ?? null).toBe(own?.silhouette ?? null);
        const sizes = (groups: typeof own) => groups?.groups.map(({ size }) => size);
        expect(sizes(other)).toEqual(sizes(own));
      }),
      { numRuns: 25 },
    );
  });

  it("leave no group of fewer than the least, and take nobody's answers from the figures of the panel", () => {
    fc.assert(
      fc.property(panelOf, (panel) => {
        for (const { groups, methods } of [privately(panel), publicly(panel)]) {
          for (const { size, questions: cells } of groups?.groups ?? []) {
            expect(size).toBeGreaterThanOrEqual(methods.minimumGroup);
            for (const { n, agree, disagree } of cells) {
              expect(agree + disagree).toBeLessThanOrEqual(n);
              expect(n).toBeLessThanOrEqual(size);
            }
          }
          for (const sentence of groups?.summary ?? [])
            expect(sentence.sources.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("are made again when a version is opened, without whoever has withdrawn", () => {
    const reopened = (panel: Panel) => {
      let salts = 0;
      const before = publicly(panel);
      const sealed = sealVersion(before, () => String(salts++).padStart(32, "0"));
      expect(JSON.stringify(sealed.document)).not.toContain("zqname");
      expect(openVersion(sealed.document, sealed.fields).groups).toEqual(before.groups);
      const leaving = new Set(
        before.answers.flatMap(({ id, shownAs }) => (shownAs === "zqname3" ? [id] : [])),
      );
      const left = sealed.fields.map((field) =>
        leaving.has(field.answerId ?? "") ? { ...field, salt: null, value: null } : field,
      );
      return openVersion(sealed.document, left).groups;
    };
    const counted = camps(0, 3).map((cells) =>
      cells.map((cell): Cell => ({ ...cell, attribution: "aggregate" })),
    );
    const groups = reopened([...camps(5, 8), ...counted]);
    expect(groups?.n).toBe(12);
    expect(groups?.map.map(({ shownAs }) => shownAs)).not.toContain("zqname3");
    // Where everyone else is named, the figures less the others' values would be those of the one who left.
    expect(reopened(camps(5, 8))).toBeNull();
  });

  it("joins nobody to anybody where only names were taken back", () => {
    let salts = 0;
    const sealed = sealVersion(publicly(camps(5, 8)), () => String(salts++).padStart(32, "0"));
    const left = sealed.fields.map((field) =>
      field.field === "name" ? { ...field, salt: null, value: null } : field,
    );
    expect(openVersion(sealed.document, left).groups).toBeNull();
  });

  it("stand on the held-back answers where figures are held back", () => {
    const before = publicly(camps(5, 8));
    const panel: Cell[][] = camps(5, 8);
    const [first] = panel;
    if (first?.[0]) first[0] = { value: "1", attribution: "aggregate" };
    const held = holdBackFigures([before], publicly(panel), 3);
    const alone = { ...held, private: false as const };
    expect(held.groups?.questions).not.toContain("a");
    expect(alone.answers.filter(({ question, value }) => question === "a" && value !== "")).toEqual(
      [],
    );
  });

  it("stand in every export", () => {
    const synthesis = publicly(camps(5, 8));
    expect(JSON.parse(toJson(synthesis)).groups).toEqual(synthesis.groups);
    for (const written of [toMarkdown(synthesis), toHtml(synthesis)]) {
      expect(written).toContain("Where opinions lie");
      expect(written).toContain("8 of 8");
    }
  });
});
