import fc from "fast-check";
import { expect, it } from "vitest";
import { panelCells, panelRecord, publishPanel } from "@/lib/core/publication/random-panel.fixture";
import { answersWithDots } from "./dots";
import { isOfKind } from "./reading";

it("gives a dot to nobody who may not be read, and to no more than the figures count", () => {
  fc.assert(
    fc.property(panelCells, (cells) => {
      const { sections, answers } = publishPanel(cells.map(panelRecord));
      for (const section of sections) {
        const drawn = answersWithDots(section, answers);
        expect(drawn.every(({ shownAs, value }) => shownAs !== "" && value !== "")).toBe(true);
        expect(drawn.every(({ question }) => question === section.question.id)).toBe(true);
        if (!isOfKind(section, "stance")) continue;
        section.statistics.counts.forEach((count, index) => {
          const own = drawn.filter(({ value }) => value === String(index + 1));
          expect(own.length).toBeLessThanOrEqual(count);
        });
        const readable = answers.filter(
          ({ question, shownAs, value }) =>
            question === section.question.id && shownAs !== "" && Number(value) > 0,
        );
        expect(drawn).toHaveLength(readable.length);
      }
    }),
    { numRuns: 60 },
  );
});
