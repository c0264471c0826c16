import { expect, it } from "vitest";
import { type EnteredDraft, EnteredDrafts, isBegun } from "./entered-drafts";

/** What a browser stores, in memory. */
function storage(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new Error("full");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const day = 86_400_000;
const draft = (id: string, at: number): EnteredDraft => ({
  id,
  at,
  name: `Respondent ${id}`,
  role: "",
  email: "",
  answers: { why: { text: "Because." } },
});

it("keeps each person apart, finds them after a reload, and lets them go", () => {
  const browser = storage();
  const drafts = new EnteredDrafts(browser, "survey author");
  expect(drafts.keep(draft("a", 1))).toBe(true);
  expect(drafts.keep(draft("b", 2))).toBe(true);
  const after = new EnteredDrafts(browser, "survey author");
  expect(after.list(3)).toEqual([draft("b", 2), draft("a", 1)]);
  expect(after.find("a")).toEqual(draft("a", 1));
  expect(new EnteredDrafts(browser, "survey another").list(3)).toEqual([]);
  after.forget("a");
  expect(after.list(3)).toEqual([draft("b", 2)]);
  // Nobody has come back to it.
  expect(after.list(2 + 61 * day)).toEqual([]);
  expect(browser.length).toBe(0);
});

it("says where the browser keeps nothing, and passes over what it cannot read", () => {
  expect(new EnteredDrafts(null, "s").keep(draft("a", 1))).toBe(false);
  expect(new EnteredDrafts(null, "s").list(0)).toEqual([]);
  expect(new EnteredDrafts(storage(10), "s").keep(draft("a", 1))).toBe(false);
  const browser = storage();
  for (const text of ["{", "null", "[]", '{"id":"a","at":1,"name":"A"}']) {
    browser.setItem("consilience entering s a", text);
    expect(new EnteredDrafts(browser, "s").list(0)).toEqual([]);
  }
});

it("counts as begun whatever somebody typed or chose", () => {
  const nothing = { name: " ", role: "", email: "", answers: { why: { text: "", options: [] } } };
  expect(isBegun(nothing)).toBe(false);
  expect(isBegun({ ...nothing, name: "A" })).toBe(true);
  expect(isBegun({ ...nothing, answers: { gap: { options: ["science"] } } })).toBe(true);
});
