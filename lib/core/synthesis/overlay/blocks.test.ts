import { describe, expect, it } from "vitest";
import { partsOfBlock, workBlock } from "./blocks";

describe("partsOfBlock", () => {
  it("reads what a block is from its id, and takes no other words for one", () => {
    expect(partsOfBlock(workBlock("why", "doi:10.1/x"))).toMatchObject({
      kind: "work",
      question: "why",
    });
    expect(partsOfBlock("q/why/summary/position")).toEqual({
      kind: "summary",
      question: "why",
      id: "position",
    });
    expect(partsOfBlock("q/why/finding")).toEqual({ kind: "finding", question: "why" });
    for (const words of [
      "see /cited/ below",
      "q/why/cited/x/y",
      "q/why/constructor/x",
      "overview",
      "",
    ]) {
      expect(partsOfBlock(words), words).toBeNull();
    }
  });
});
