import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsvRows } from "../csv/read-rows";
import { type ContactFacts, readContact } from "./contact";
import { contactsCsv, readContactsFile } from "./contacts-file";
import { planMerge } from "./merge";
import { parseOrcid } from "./orcid";

const ada: ContactFacts = {
  name: "Ada",
  email: "ada@example.org",
  affiliation: "",
  role: "",
  orcid: "",
  page: "",
  language: "",
  notes: "",
};

describe("an ORCID", () => {
  it("is read as people paste it, and refused where a digit was mistyped", () => {
    expect(parseOrcid("https://orcid.org/0000-0002-1825-0097")).toBe("0000-0002-1825-0097");
    expect(parseOrcid(" 000000021694233x ")).toBe("0000-0002-1694-233X");
    for (const wrong of ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000-0002-1825", "x"]) {
      expect(parseOrcid(wrong), wrong).toBeNull();
    }
  });
  it("notices every single digit that was mistyped", () => {
    const place = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digits = [..."0000000218250097"];
        digits[at] = String((Number(digits[at]) + shift) % 10);
        expect(parseOrcid(digits.join(""))).toBeNull();
      }),
    );
  });
});

describe("a person as typed", () => {
  it("is tidied, with every script kept", () => {
    const read = readContact({
      name: " עדה  לאבלייס ",
      email: "mailto:Ada@EXAMPLE.org",
      language: "de-AT",
      page: "https://example.org/~ada",
      notes: "met in 2025\r\nlikes letters",
    });
    expect(read).toMatchObject({
      contact: {
        name: "עדה לאבלייס",
        email: "ada@example.org",
        language: "de",
        notes: "met in 2025\nlikes letters",
      },
    });
  });
  it.each([
    ["name", "Eve\r\nBcc: x@example.org"],
    ["name", "<b>"],
    ["name", "\u202eevE"],
    ["email", "eve@example.org\r\nBcc: x"],
    ["page", "javascript:alert(1)"],
    ["page", "https://user:pass@example.org"],
    ["language", "tlh"],
    ["notes", "a\u0000b"],
  ])("is refused for its %s %j", (field, value) => {
    const read = readContact({ email: "eve@example.org", [field]: value });
    expect(read.ok ? [] : read.problems.map((problem) => problem.field)).toContain(field);
  });
});

describe("a file of people", () => {
  it("is read with semicolons, other names and quoted line ends; bad rows are named", () => {
    const reading = readContactsFile(
      '\uFEFFFull name;E-Mail;University;Remarks;Fax\r\nAda;ADA@example.org;X;"two\r\nlines";1\r\nB;nobody;;;\r\nC;c@example.org;;;',
    );
    expect(reading.match).toEqual({
      name: "Full name",
      email: "E-Mail",
      affiliation: "University",
      notes: "Remarks",
    });
    expect(reading.rows.map(({ line, contact }) => [line, contact.email])).toEqual([
      [2, "ada@example.org"],
      [5, "c@example.org"],
    ]);
    expect(reading.problems).toMatchObject([{ at: "line 4, E-Mail" }]);
  });
  it("knows German columns", () => {
    const header = "Name;E-Mail-Adresse;Institut;Funktion;Webseite;Sprache;Bemerkung";
    expect(readContactsFile(`${header}\nA;a@example.org;;;;;`).match).toEqual({
      name: "Name",
      email: "E-Mail-Adresse",
      affiliation: "Institut",
      role: "Funktion",
      page: "Webseite",
      language: "Sprache",
      notes: "Bemerkung",
    });
  });
  it("is refused without a column of addresses, and where a quotation mark is not closed", () => {
    expect(readContactsFile("Ada;ada@example.org").problems).toHaveLength(1);
    expect(readContactsFile("").problems).toHaveLength(1);
    expect(readContactsFile('email\n"a@example.org').problems).toHaveLength(1);
  });
  it("is read back as it was written, and holds nothing that a spreadsheet computes", () => {
    const words = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((text) => text.replace(/^'+/, ""));
    const person = fc
      .record({ name: words, affiliation: words, role: words, notes: words, local: fc.nat() })
      .map(({ local, ...rest }) => readContact({ ...rest, email: `=a${local}@example.org` }))
      .filter((read) => read.ok)
      .map((read) => (read.ok ? read.contact : ada));
    fc.assert(
      fc.property(fc.array(person, { maxLength: 5 }), (people) => {
        const file = contactsCsv(people);
        const cells = readCsvRows(file, ",").rows.flatMap((row) => row.cells);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+@-]/);
        const { rows, problems } = readContactsFile(file);
        expect(problems).toEqual([]);
        expect(rows.map(({ contact }) => contact)).toEqual(people);
      }),
    );
  });
});

describe("merging", () => {
  const row = (line: number, facts: Partial<ContactFacts>) => ({
    line,
    contact: { ...ada, ...facts },
  });
  it("makes one of several rows and of the book, by address, and shows what changes", () => {
    const rows = [
      row(2, { role: "Professor" }),
      row(3, { name: "", affiliation: "X" }),
      row(4, { email: "b@example.org", name: "B" }),
      row(5, { email: "c@example.org", name: "C" }),
    ];
    const book = [
      { ...ada, name: "A. Lovelace", notes: "kept" },
      { ...ada, email: "c@example.org", name: "C" },
    ];
    expect(planMerge(rows, book)).toMatchObject({
      added: [{ email: "b@example.org" }],
      same: 1,
      merged: [{ email: "ada@example.org", lines: [2, 3] }],
      changed: [
        {
          email: "ada@example.org",
          fields: [
            { field: "name", before: "A. Lovelace", after: "Ada" },
            { field: "affiliation", before: "", after: "X" },
            { field: "role", before: "", after: "Professor" },
          ],
        },
      ],
    });
  });
  it("changes nothing the second time, and empties no field", () => {
    const cell = fc.constantFrom("", "x", "y");
    const person = fc.record({
      email: fc.constantFrom("a@x.org", "b@x.org"),
      name: cell,
      notes: cell,
    });
    fc.assert(
      fc.property(
        fc.array(person),
        fc.uniqueArray(person, { selector: (p) => p.email }),
        (file, old) => {
          const rows = file.map((facts, at) => row(at + 2, facts));
          const book = old.map((facts) => ({ ...ada, ...facts }));
          const { results } = planMerge(rows, book);
          const stored = new Map([...book, ...results].map((one) => [one.email, one]));
          const again = planMerge(rows, [...stored.values()]);
          expect([...again.added, ...again.changed]).toEqual([]);
          for (const { email, name, notes } of book) {
            if (name !== "") expect(stored.get(email)?.name).not.toBe("");
            if (notes !== "") expect(stored.get(email)?.notes).not.toBe("");
          }
        },
      ),
    );
  });
});
