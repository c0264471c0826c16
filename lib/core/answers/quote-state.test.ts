import fc from "fast-check";
import { expect, it } from "vitest";
import {
  nextQuoteState,
  placeDecisions,
  type QuoteAct,
  type QuoteState,
  type StoredQuote,
  showsWords,
} from "./quote-state";

it("shows words only after the last decision let them out, and never once consent ended", () => {
  const acts = fc.array(
    fc.constantFrom<QuoteAct>("approve", "edit", "refuse", "withdraw", "propose"),
  );
  fc.assert(
    fc.property(acts, (list) => {
      let state: QuoteState = "proposed";
      let consent = true;
      let last: QuoteAct | null = null;
      for (const act of list) {
        state = nextQuoteState(state, act) ?? state;
        if (act === "withdraw") {
          consent = false;
          last = null;
        } else if (act === "propose") consent = true;
        else if (consent) last = act;
      }
      expect(showsWords(state)).toBe(consent && (last === "approve" || last === "edit"));
    }),
  );
});

const source = "The first point. The second point.";
const quote = (changes: Partial<StoredQuote>): StoredQuote => ({
  state: "approved",
  start: 17,
  end: 34,
  source,
  edited: null,
  decidedAtMs: 1,
  ...changes,
});

it("holds a decision where a revision kept the words, and lets it lapse where it did not", () => {
  expect(placeDecisions(source, [quote({})])).toEqual([
    { start: 17, end: 34, state: "approved", text: "The second point." },
  ]);
  expect(placeDecisions("Before it. The second point.", [quote({})])).toEqual([
    { start: 11, end: 28, state: "approved", text: "The second point." },
  ]);
  expect(placeDecisions("The second thought.", [quote({})])).toEqual([]);
  expect(placeDecisions("The second point. The second point.", [quote({})])).toEqual([]);
});

it("takes the later of two decisions, the edited words of an edit, and nothing of what is open", () => {
  const edited = quote({ state: "edited", edited: "A second point.", decidedAtMs: 2 });
  expect(placeDecisions(source, [edited, quote({})])).toEqual([
    { start: 17, end: 34, state: "edited", text: "A second point." },
  ]);
  expect(placeDecisions(source, [quote({ state: "refused" })])).toEqual([
    { start: 17, end: 34, state: "refused", text: "" },
  ]);
  expect(placeDecisions(source, [quote({ state: "proposed" })])).toEqual([]);
  expect(placeDecisions(source, [quote({ state: "withdrawn" })])).toEqual([]);
});
