import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSynthesis } from "../export/sample-synthesis.fixture";
import type { Section, Synthesis, SynthesisAnswer, Theme } from "../synthesis/synthesis-schema";
import { changesBetween } from "./changelog";
import { compareVersions } from "./compare";
import { holdBackFigures } from "./hold-back";
import { matchThemes, type Placed } from "./match-themes";
import { panelCells, panelRecord, publishPanel } from "./random-panel.fixture";

type Made = { readonly title: string; readonly by: readonly string[]; readonly count?: number };

/** A version whose answers to one question make these points; a respondent "=text" has no name, and those words. */
function version(themes: readonly Made[], seed = ""): Synthesis {
  const whole = sampleSynthesis();
  const section = whole.sections.find(({ question }) => question.id === "influence");
  if (section === undefined) throw new Error("the sample asks this question");
  const [answer] = whole.answers;
  if (answer === undefined) throw new Error("the sample has answers");
  const people = [...new Set(themes.flatMap(({ by }) => by))];
  const idOf = (person: string) => `${seed}${person}`;
  const answers = people.map((person): SynthesisAnswer => {
    const nameless = person.startsWith("=");
    return {
      ...answer,
      id: idOf(person),
      question: "influence",
      attribution: nameless ? "role" : "named",
      shownAs: nameless ? "a researcher" : person,
      text: nameless ? person : `${seed} words of ${person}`,
    };
  });
  const made = themes.map(
    ({ title, by, count }, at): Theme => ({
      id: `t${at + 1}`,
      title,
      count: count ?? by.length,
      answers: by.map(idOf),
      quotes: [],
    }),
  );
  const own = { ...section, summary: [], dissent: null, works: [], themes: made } as Section;
  return { ...whole, sections: [own], answers };
}

function placed(synthesis: Synthesis): Placed {
  const [section] = synthesis.sections;
  if (section === undefined) throw new Error("the version has a section");
  return { section, synthesis };
}

const matched = (before: Synthesis, after: Synthesis) =>
  [...matchThemes(placed(before), placed(after))].map(([id, { title }]) => [id, title]);

const first = version([
  { title: "Independent review", by: ["A", "B", "=it depends", "C"] },
  { title: "Cost", by: ["D", "E"] },
]);
const renamed = version(
  [
    { title: "Outside reviewers", by: ["A", "B", "=it depends"] },
    { title: "Cost", by: ["D", "E", "F"] },
  ],
  "x",
);

describe("a theme of a later version", () => {
  it("is the one of the same title, or else of the same people", () => {
    expect(matched(first, renamed)).toEqual([
      ["t2", "Cost"],
      ["t1", "Independent review"],
    ]);
  });

  it("is a new one where others make the point", () => {
    const other = version([{ title: "Outside reviewers", by: ["A", "G", "H"] }], "x");
    expect(matched(first, other)).toEqual([]);
    const nobody = version([{ title: "Outside reviewers", by: [] }]);
    expect(matched(version([{ title: "Review", by: [] }]), nobody)).toEqual([]);
  });

  it("is never two of the earlier one, and is itself in the same version", () => {
    fc.assert(
      fc.property(panelCells, panelCells, (one, two) => {
        const [before, after] = [one, two].map((cells, at) =>
          publishPanel(cells.map(panelRecord), { seed: String(at) }),
        );
        for (const section of after?.sections ?? []) {
          const was = before?.sections.find(({ question }) => question.id === section.question.id);
          if (!before || !after || !was) continue;
          const found = matchThemes(
            { section: was, synthesis: before },
            { section, synthesis: after },
          );
          expect(new Set(found.values()).size).toBe(found.size);
          const own = { section, synthesis: after };
          for (const [id, theme] of matchThemes(own, own)) expect(theme.id).toBe(id);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("is told in the changelog without its names, and in the comparison with both", () => {
  expect(changesBetween(first, renamed).map(({ text }) => text)).toContain(
    "Question 1: 1 point under another name.",
  );
  expect(compareVersions(first, renamed).sections[0]?.themes).toEqual([
    { name: "Outside reviewers (before: Independent review)", before: "4", after: "3" },
    { name: "Cost", before: "2", after: "3" },
  ]);
  const replaced = version([
    { title: "Independent review", by: ["A", "B", "C"] },
    { title: "Trust", by: ["G", "H"] },
  ]);
  expect(changesBetween(first, replaced).map(({ text }) => text)).toContain(
    "Question 1: 1 point in the place of another.",
  );
});

it("keeps its hidden part under another title until enough hidden answers have changed", () => {
  const before = version([{ title: "Review", by: ["A", "B", "C"], count: 6 }]);
  const countAfter = (count: number) => {
    const after = version([{ title: "Reviewers", by: ["A", "B", "C", "D"], count }], "x");
    return holdBackFigures([before], after, 3).sections[0]?.themes[0]?.count;
  };
  // Three hidden before; now four people are public, and of the hidden ones one, two or three are new.
  expect([7, 8, 9, 10].map(countAfter)).toEqual([7, 7, 7, 10]);
});
