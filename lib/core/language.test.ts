import { describe, expect, it } from "vitest";
import {
  acceptedLanguage,
  chosenLanguage,
  directionOf,
  instantInWords,
  listInWords,
  numberInWords,
  parseLanguage,
} from "./language";

describe("the language of an invitation", () => {
  it("is its own, else the survey's, else English", () => {
    expect(chosenLanguage("de", "en")).toBe("de");
    expect(chosenLanguage(null, "de")).toBe("de");
    expect(chosenLanguage("fr", "xx")).toBe("en");
  });

  it("reads tags and headers", () => {
    expect(parseLanguage("de-AT")).toBe("de");
    expect(parseLanguage("deu")).toBeNull();
    expect(acceptedLanguage("fr, en;q=0.4, de;q=0.7")).toBe("de");
    expect(acceptedLanguage("de;q=0, fr")).toBeNull();
    expect(acceptedLanguage(null)).toBeNull();
  });

  it("knows its direction", () => {
    expect(directionOf("de")).toBe("ltr");
    expect(directionOf("ar-EG")).toBe("rtl");
  });
});

describe("dates, numbers and lists", () => {
  const at = new Date("2026-03-29T21:59:00Z");

  it("follow the language and the time zone", () => {
    expect(instantInWords(at, "en", "Europe/Berlin")).toMatch(
      /^Sunday,? 29 March 2026 at 23:59 \(Central European Summer Time\)$/,
    );
    expect(instantInWords(at, "de", "Europe/Berlin")).toMatch(
      /^Sonntag, 29\. März 2026 um 23:59 \(Mitteleuropäische Sommerzeit\)$/,
    );
    expect(instantInWords(at, "de", "Asia/Tokyo")).toContain("Montag, 30. März 2026 um 06:59");
    expect(instantInWords(at, "en", "America/Los_Angeles")).toContain("14:59 (Pacific");
  });

  it("are written as the language writes them", () => {
    expect(numberInWords(0.5, "de")).toBe("0,5");
    expect(numberInWords(2040, "en")).toBe("2040");
    expect(listInWords(["2", "3", "5"], "en")).toBe("2, 3 and 5");
    expect(listInWords(["2", "3", "5"], "de")).toBe("2, 3 und 5");
  });
});
