import { describe, expect, it } from "vitest";
import { languages } from "../language";
import { readPoles } from "../synthesis/poles";
import { newSetup, type SetupDraft } from "./question-draft";
import { withScaleIn } from "./scale-language";
import { standardScales } from "./standard-scales";

describe("standard scales", () => {
  it("turn into another language and back, and leave labels of the author's own alone", () => {
    const setup = newSetup("stance");
    const german = withScaleIn(setup, "de");
    expect(german).toMatchObject({ scale: standardScales.agreement.de, confidence: true });
    expect(german && withScaleIn(german, "en")).toEqual(setup);
    expect(withScaleIn(setup, "en")).toBeNull();
    expect(withScaleIn({ kind: "stance", scale: ["No", "Yes"] }, "de")).toBeNull();
    expect(withScaleIn(newSetup("choice"), "de")).toBeNull();
    expect(newSetup("stance", "de")).toEqual(german);
  });

  it("keep the ends that somebody has named", () => {
    const scale = [...standardScales.likelihood.en];
    const named = withScaleIn({ kind: "stance", scale, poles: ["never", "soon"] }, "de");
    expect(named).toMatchObject({ poles: ["never", "soon"] });
  });

  it.each(Object.entries(standardScales))("%s is found the same in every language", (_, scales) => {
    const found = languages.map((language) => {
      const english: SetupDraft = { kind: "stance", scale: [...scales.en] };
      const said = withScaleIn(english, language) ?? english;
      if (said.kind !== "stance") throw new Error("a scale is of a stance");
      const { scale, poles } = said;
      const { style, middle } = readPoles(poles === undefined ? { scale } : { scale, poles });
      return { style, middle };
    });
    expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
