import { expect, it } from "vitest";
import { publishPanel } from "../publication/random-panel.fixture";
import { feedbackWords } from "./feedback-words";
import type { Section, Synthesis } from "./synthesis-schema";

it("says in the methods which questions are stable, and nothing where nobody read the others", () => {
  const synthesis = publishPanel([]);
  expect(feedbackWords(synthesis)).toBeNull();
  const methods: Synthesis["methods"] = {
    ...synthesis.methods,
    feedback: { kind: "rounds", round: 2, of: 2 },
  };
  const [section] = synthesis.sections;
  const shifted = (stable: boolean | null) =>
    ({ ...section, shift: { rows: [], n: 9, moved: null, stable } }) as unknown as Section;
  expect(feedbackWords({ methods, sections: [] })).toMatch(/^Round 2 of 2\..*alone\.$/);
  expect(
    feedbackWords({ methods, sections: [true, null, false, true].map((one) => shifted(one)) }),
  ).toMatch(/\(Scheibe\): questions 1, 4 do; question 3 does not\.$/);
});
