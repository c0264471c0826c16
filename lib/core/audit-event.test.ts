import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  auditChanges,
  auditKinds,
  auditKindsOf,
  auditTopicOf,
  auditTopics,
  auditWords,
  wordingChange,
} from "./audit-event";

describe("wordingChange", () => {
  it("keeps what differs, with a little around it", () => {
    const before = `${"a".repeat(100)} old ${"z".repeat(100)}`;
    const after = `${"a".repeat(100)} new ${"z".repeat(100)}`;
    expect(wordingChange("title", before, after)).toEqual({
      field: "title",
      before: `… ${"a".repeat(39)} old ${"z".repeat(39)} …`,
      after: `… ${"a".repeat(39)} new ${"z".repeat(39)} …`,
    });
    expect(wordingChange("title", "same", "same")).toBeNull();
    expect(wordingChange("title", "", "new")).toEqual({ field: "title", before: "", after: "new" });
    expect(wordingChange("authors", [{ name: "A" }], [{ name: "B" }])?.after).toContain('"B"');
  });

  it("is bounded, well-formed, and the same on both sides only where nothing changed", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 300 });
    fc.assert(
      fc.property(words, words, words, words, (start, one, other, end) => {
        const change = wordingChange("f", start + one + end, start + other + end);
        if (one === other) expect(change).toBeNull();
        if (change === null) return;
        expect(change.before).not.toBe(change.after);
        expect(change.before.isWellFormed() && change.after.isWellFormed()).toBe(true);
      }),
    );
    const long = wordingChange("f", "", "x".repeat(100_000));
    expect(long?.after.length).toBeLessThan(2100);
  });
});

describe("the kinds of events", () => {
  it("each have words, also where details are missing, and one topic", () => {
    for (const kind of Object.keys(auditKinds)) {
      expect(auditWords(kind, {}, "Bo"), kind).toMatch(/^\S/);
      expect(auditKindsOf(auditTopicOf(kind))).toContain(kind);
    }
    expect(auditTopics.flatMap(auditKindsOf).sort()).toEqual(Object.keys(auditKinds).sort());
  });

  it("say whom something happened to, and what changed", () => {
    const details = { userId: "u", before: "viewer", after: "editor" };
    expect(auditWords("member.role-changed", details, "Bo")).toBe(
      "made Bo, who was a viewer, an editor",
    );
    expect(auditWords("member.removed", {}, null)).toContain("whose account is gone");
    expect(auditWords("a.kind-of-before", {}, null)).toBe("a.kind-of-before");
    expect(auditChanges(details)).toEqual([{ field: "", before: "viewer", after: "editor" }]);
    expect(auditChanges({ before: ["minimumGroup: 3"], after: ["minimumGroup: 5"] })).toEqual([
      { field: "minimumGroup", before: "3", after: "5" },
    ]);
    expect(auditWords("survey.edited", { fields: ["title", "question gap"] }, null)).toBe(
      "changed the title, the question gap",
    );
  });
});
