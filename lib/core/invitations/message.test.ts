import fc from "fast-check";
import { expect, it } from "vitest";
import {
  emptyPlaceholders,
  fillMessage,
  findUnknownPlaceholders,
  messageIn,
  type PlaceholderValues,
  placeholders,
  storedMessage,
  unknownInWords,
  unknownPlaceholders,
} from "./message";

const values: PlaceholderValues = {
  name: "עדה לאבלייס",
  affiliation: "",
  survey: "Was hält?",
  "closing date": "Sunday 29 March 2026",
  author: "Ada",
};

it("puts in what is known, and the words beside it where it is not", () => {
  const message =
    "Dear { Name }, {affiliation|your institute} …\n{SURVEY} until {closing  date}, {author}.";
  expect(unknownPlaceholders(message)).toEqual([]);
  expect(emptyPlaceholders(message, values)).toEqual([]);
  expect(fillMessage(message, values)).toBe(
    "Dear עדה לאבלייס, your institute …\nWas hält? until Sunday 29 March 2026, Ada.",
  );
});

it("names what is unknown as it was written, and what is empty", () => {
  const message = "{first name} {first name} {} {affiliation} {affiliation} {affiliation| }";
  expect(unknownPlaceholders(message)).toEqual(["{first name}", "{}"]);
  expect(emptyPlaceholders(message, values)).toEqual(["affiliation"]);
});

it("leaves single braces alone, and does not read what it put in", () => {
  const hostile = { ...values, name: "{author}\r\nBcc: x" };
  expect(fillMessage("a { b } c\n}{ {name}", hostile)).toBe("a { b } c\n}{ {author} Bcc: x");
  expect(unknownPlaceholders("a { b\n} c")).toEqual([]);
});

it("leaves no placeholder where nothing is unknown or empty, for any message", () => {
  const piece = fc.oneof(
    fc.constantFrom(...placeholders).map((name) => `{${name}}`),
    fc.string().map((words) => words.replace(/[{}]/g, "")),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const message = pieces.join("");
      const full = { ...values, affiliation: "University" };
      expect(unknownPlaceholders(message)).toEqual([]);
      expect(emptyPlaceholders(message, full)).toEqual([]);
      expect(fillMessage(message, full)).not.toMatch(/[{}]/);
    }),
  );
});

it("takes the German names too, stores the one name of each, and shows the German ones again", () => {
  const written =
    "Guten Tag, { name }, {Einrichtung|Ihr Institut}: {UMFRAGE} bis {Enddatum}, {Autorin}.";
  const stored =
    "Guten Tag, {name}, {affiliation|Ihr Institut}: {survey} bis {closing date}, {author}.";
  expect(unknownPlaceholders(written)).toEqual([]);
  expect(storedMessage(written)).toBe(stored);
  expect(messageIn(stored, "de")).toBe(
    "Guten Tag, {Name}, {Institution|Ihr Institut}: {Umfrage} bis {Enddatum}, {Absender}.",
  );
  expect(fillMessage(written, values)).toBe(fillMessage(stored, values));
  // As a Mac types an umlaut in two characters.
  expect(storedMessage("{Zugeho\u0308rigkeit}")).toBe("{affiliation}");
});

it("stores the same whatever language a message is read in, for any message", () => {
  const piece = fc.oneof(
    fc.constantFrom(...placeholders).map((name) => `{${name}|instead}`),
    fc.constantFrom("{Name}", "{Umfrage}", "{nmae}", "{", "}", "|", "\n"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const stored = storedMessage(pieces.join(""));
      expect(storedMessage(stored)).toBe(stored);
      for (const language of ["en", "de"] as const) {
        expect(storedMessage(messageIn(stored, language))).toBe(stored);
      }
    }),
  );
});

it("says where an unknown one stands", () => {
  const unknown = findUnknownPlaceholders("Dear {name},\n👋 {nmae} and {nmae}");
  expect(unknown).toEqual([
    { written: "{nmae}", line: 2, column: 3 },
    { written: "{nmae}", line: 2, column: 14 },
  ]);
  expect(unknownInWords(unknown)).toBe(
    "{nmae} (line 2, character 3), {nmae} (line 2, character 14)",
  );
  expect(unknownInWords(findUnknownPlaceholders("{x}".repeat(7)))).toMatch(/, 2 more$/);
});
