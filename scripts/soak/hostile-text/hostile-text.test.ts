import { expect, it } from "vitest";
import { seededRandom } from "@/lib/core/synthesis/text/random";
import { examine } from "./examine";
import { hostilePanel } from "./panel";

it("three hundred hostile texts break no export, and every sentence has its source", {
  timeout: 60_000,
}, () => {
  for (const seed of [101, 102, 103, 104, 105, 151])
    expect({ seed, faults: examine(hostilePanel(seededRandom(seed))) }).toEqual({
      seed,
      faults: [],
    });
});

it("the panels have opinion groups, themes, quotes and works to write about", () => {
  const { published } = hostilePanel(seededRandom(101));
  expect(published.groups?.groups).toHaveLength(2);
  const themes = published.sections.flatMap((section) => section.themes);
  expect(themes.flatMap(({ quotes }) => quotes).length).toBeGreaterThan(3);
  expect(published.sections.some(({ works }) => works.length > 0)).toBe(true);
});

it("an export that lets markup, a formula or a secret through is found out", () => {
  const panel = hostilePanel(seededRandom(101));
  const [answer] = panel.published.answers;
  const broken = {
    ...panel,
    published: {
      ...panel.published,
      sections: panel.published.sections.map((section) => ({
        ...section,
        summary: [{ text: "zqsecret", by: "rules" as const, sources: [] }],
        themes: section.themes.map((theme) => ({
          ...theme,
          quotes: [{ answer: answer?.id ?? "", start: 0, end: 4, text: "not what was written" }],
        })),
      })) as typeof panel.published.sections,
    },
  };
  const faults = examine(broken).join("\n");
  expect(faults).toContain("words that may not be quoted");
  expect(faults).toContain("without a source");
  expect(faults).toContain("no such quote");
});
