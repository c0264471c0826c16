import fc from "fast-check";
import { expect, it } from "vitest";
import type { Attribution } from "../answers/answer";
import { type CurrentConsent, consentKey, underCurrentConsent } from "./consent-now";
import { drawInOrder } from "./public-form";
import { toPublicSynthesis } from "./publish";
import { canariesIn, panelCells, panelRecord, synthesizePanel } from "./random-panel.fixture";

const changes = fc.array(
  fc.record({
    attribution: fc.constantFrom<Attribution>("named", "role", "aggregate", "author"),
    quotable: fc.boolean(),
    gone: fc.boolean(),
    reworded: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

it("shows nothing that consent has taken back since the synthesis was computed, and nothing that it gave since", () => {
  fc.assert(
    fc.property(panelCells, changes, (cells, list) => {
      const answers = cells.map(panelRecord);
      const current = new Map<string, CurrentConsent>();
      const allowed = new Set<string>();
      answers.forEach((answer, index) => {
        const change = list[index % list.length];
        if (change === undefined || change.gone) return;
        const { attribution, quotable, reworded } = change;
        current.set(consentKey(answer.respondent, answer.question), {
          attribution,
          quotable,
          passages: [],
          text: reworded ? "Other words." : answer.text,
        });
        if (answer.recruitment === "self") return;
        const open = (level: Attribution) => level === "named" || level === "role";
        if (answer.attribution === "named" && attribution === "named") {
          const { name, role, interests = "" } = answer;
          for (const word of canariesIn(`${name} ${role} ${interests}`)) allowed.add(word);
        }
        if (answer.attribution === "role" && attribution === "role") allowed.add(answer.role);
        const words = open(answer.attribution) && open(attribution);
        if (words && answer.quote && quotable && !reworded) {
          for (const word of canariesIn(`${answer.text} ${answer.value}`)) allowed.add(word);
        }
      });
      const now = underCurrentConsent(synthesizePanel(answers), current);
      const shown = toPublicSynthesis(now, { drawId: drawInOrder() });
      const leaked = [...canariesIn(JSON.stringify(shown))].filter(
        (word) => !allowed.has(word) && !/^zqrespondent/.test(word),
      );
      expect(leaked).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
