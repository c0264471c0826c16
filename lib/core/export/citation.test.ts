import { expect, it } from "vitest";
import { synthesizePanel } from "../publication/random-panel.fixture";
import { citationText } from "./citation";

const meta = { url: "https://example.org/s/a", version: 2, date: "2026-11-24" };

function cite(title: string, authors: { name: string }[]): string {
  const synthesis = synthesizePanel([]);
  return citationText(
    { ...synthesis, survey: { ...synthesis.survey, title, authors, fictional: false } },
    meta,
  );
}

it("names the authors first, and the title where there are none", () => {
  expect(cite("Is it so?", [{ name: "A. Author" }, { name: "B. Author" }])).toBe(
    "A. Author, B. Author (2026). Is it so? Consilience, version 2. https://example.org/s/a",
  );
  expect(cite("What is so", [{ name: "A. Author" }])).toBe(
    "A. Author (2026). What is so. Consilience, version 2. https://example.org/s/a",
  );
  expect(cite("Is it so?", [])).toBe(
    "Is it so? (2026). Consilience, version 2. https://example.org/s/a",
  );
});
