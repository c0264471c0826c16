import fc from "fast-check";
import { expect, it } from "vitest";
import { guessLanguage } from "./language";

it.each([
  ["The cost of inspection is the main reason why this will not work.", "en"],
  ["Die Kosten der Prüfung sind der wichtigste Grund, warum das nicht gelingen wird.", "de"],
  ["Le coût des inspections est la raison pour laquelle cela ne marchera pas.", "fr"],
  ["El coste de las inspecciones es la razón por la que esto no va a funcionar.", "es"],
  ["检查的费用是主要原因。", "other"],
  ["Стоимость проверки является главной причиной.", "other"],
  ["Costs too high", "en"],
])("tells the language of %j", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});

it("takes any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(["en", "de", "fr", "es", "other"]).toContain(guessLanguage(text));
    }),
  );
});
