import fc from "fast-check";
import { expect, it } from "vitest";
import {
  emptyPlaceholders,
  fillMessage,
  type PlaceholderValues,
  placeholders,
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
