import fc from "fast-check";
import { expect, it } from "vitest";
import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { hasNoFigures } from "./by-rule";
import { holdBackFigures } from "./hold-back";
import { panelCells, panelRecord, panelSurvey, publishPanel } from "./random-panel.fixture";

// What the words of a page say of who answered, beside figures of which some are held back.

const { minimumGroup } = panelSurvey;

/** Versions of a panel that grows, shrinks and changes by a few answers from one to the next. */
const rows = fc
  .tuple(
    panelCells,
    fc.array(fc.tuple(panelCells, fc.nat({ max: 4 }), fc.nat({ max: 2 })), { maxLength: 3 }),
  )
  .map(([first, steps]) => {
    const held = new Map(first.map((cell) => [`${cell.person} ${cell.question}`, cell]));
    const versions: Synthesis[] = [];
    const publish = () => {
      const answers = [...held.values()].map(panelRecord);
      const next = publishPanel(answers, { seed: String(versions.length) });
      versions.push(holdBackFigures(versions, next, minimumGroup));
    };
    publish();
    for (const [changes, few, gone] of steps) {
      for (const key of [...held.keys()].slice(0, gone)) held.delete(key);
      for (const cell of changes.slice(0, few)) held.set(`${cell.person} ${cell.question}`, cell);
      publish();
    }
    return versions;
  });

function wordsOf({ keyPoints }: Synthesis, { question, summary }: Section): string {
  const own = keyPoints.filter(({ id }) => id === question.id);
  return [...summary, ...own].map(({ text }) => text).join(" ");
}

it("says of nobody who answered that they did not, and of no figure that it counts all who did", () => {
  let neutral = 0;
  let plain = 0;
  fc.assert(
    fc.property(rows, (versions) => {
      for (const version of versions) {
        const { answered, invited } = version.methods;
        for (const section of version.sections) {
          const { statistics } = section;
          if (!("noOpinion" in statistics) || hasNoFigures(section)) continue;
          const words = wordsOf(version, section);
          if (statistics.n + statistics.noOpinion === answered) {
            if (/who answered/.test(words)) plain += 1;
            expect(words).not.toMatch(/counted here/);
            const silent = /the (\d+|one person) (?:who|from whom)/.exec(words)?.[1];
            if (silent !== undefined) expect(Number(silent)).toBe((invited ?? 0) - answered);
          } else {
            if (/counted here/.test(words)) neutral += 1;
            expect(words).not.toMatch(
              /who answered|not answer|no answer came|nobody has|(?:person|people) ha(?:s|ve) (?:taken|given)/i,
            );
          }
        }
      }
    }),
    { numRuns: 150 },
  );
  // Both kinds of words were there to be looked at.
  expect(plain).toBeGreaterThan(0);
  expect(neutral).toBeGreaterThan(0);
});
