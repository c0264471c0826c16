import fc from "fast-check";
import { expect, it } from "vitest";
import { panelCells, panelRecord, panelSurvey } from "../../publication/random-panel.fixture";
import { synthesize } from "../synthesize";
import { readText } from "./points";
import { rememberReadings } from "./remember-readings";

it("reads each text once, and again only after it was let go", () => {
  const asked: string[] = [];
  const read = rememberReadings(10, (text) => {
    asked.push(text);
    return readText(text);
  });
  for (const text of ["four", "more", "four", "five!", "four", "more", "far too long to keep"])
    read(text);
  read("far too long to keep");
  expect(asked).toEqual([
    "four",
    "more",
    "five!",
    "more",
    ...Array(2).fill("far too long to keep"),
  ]);
});

it("a synthesis from remembered readings is the one computed from scratch, whatever came before", () => {
  // So small a memory that it keeps letting go.
  const read = rememberReadings(900);
  fc.assert(
    fc.property(panelCells, fc.nat({ max: 44 }), (cells, one) => {
      const changed = cells.map((cell, at) =>
        at === one ? { ...cell, pick: cell.pick + 1 } : cell,
      );
      for (const panel of [cells.slice(0, one), cells, changed]) {
        const input = {
          survey: panelSurvey,
          answers: panel.map(panelRecord),
          invited: 30,
          declined: 0,
          from: null,
          to: null,
          rulesDeclaredBefore: false,
          quotesApproved: true,
        };
        expect(synthesize(input, read)).toEqual(synthesize(input));
      }
    }),
    { numRuns: 40 },
  );
});
