import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json";
import { quoteList, workBlock, workList } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { openOverlay, sealOverlay, withdrawnWork } from "./seal-overlay";

const first = workBlock("reading", "a title that somebody typed");
const second = workBlock("reading", "arxiv:2505.18003");
const edits: OverlayEdit[] = [
  { kind: "order", list: "sections", order: ["reading", "why"] },
  { kind: "order", list: workList("reading"), order: [second, first] },
  { kind: "order", list: quoteList("why", "t1"), order: ["an-answer/0-12"] },
  { kind: "hidden", block: first },
  {
    kind: "work",
    id: "own-1",
    question: "reading",
    title: "A work of the author's own",
    url: "https://example.org/",
    details: { objective: "to show" },
  },
];

/** Seals with numbers in the place of commitments, as JSON keeps them. */
function sealed() {
  const kept = new Map<string, JsonValue>();
  const stored = sealOverlay(edits, (value) => {
    const commitment = String(kept.size);
    kept.set(commitment, value);
    return { commitment };
  });
  const open = (value: JsonValue): JsonValue | undefined =>
    typeof value === "object" && value !== null && "commitment" in value
      ? kept.get(String(value["commitment"]))
      : value;
  return { stored, kept, open };
}

describe("an overlay in a version", () => {
  it("comes back as it was, but for the order of quotes, which the version has itself", () => {
    const { stored, open } = sealed();
    expect(openOverlay(stored, open)).toEqual(
      edits
        .filter((edit) => edit.kind !== "order" || !edit.list.endsWith("/quotes"))
        .map((edit) =>
          edit.kind === "hidden" ? { ...edit, source: { hash: "", text: "" } } : edit,
        ),
    );
  });
  it("stores no work's block in the open: it is known from the title", () => {
    expect(JSON.stringify(sealed().stored)).not.toMatch(/cited/);
  });
  it("says where a work was taken out, and keeps the rest of an order", () => {
    const { stored, kept, open } = sealed();
    for (const [commitment, value] of kept) {
      if (value === first || typeof value === "object") kept.delete(commitment);
    }
    const opened = openOverlay(stored, open);
    expect(opened).toContainEqual({ kind: "order", list: workList("reading"), order: [second] });
    expect(opened).toContainEqual({
      kind: "work",
      id: "own-1",
      question: "reading",
      title: withdrawnWork,
      url: null,
      details: {},
    });
    expect(opened.some(({ kind }) => kind === "hidden")).toBe(false);
  });
});
