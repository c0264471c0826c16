import { guessMatch } from "../csv/guess-match";
import { delimiterOf, readCsvRows } from "../csv/read-rows";
import type { Problem } from "../errors";
import { toCsv } from "../export/csv";
import { type ContactFacts, type ContactField, contactFields, readContact } from "./contact";

/** For each field the name of the file's column; empty or absent where the file has none. */
export type ContactMatch = Readonly<Partial<Record<ContactField, string>>>;

/** The most people that one file may bring. */
export const mostContacts = 5000;

/** Other names under which people keep the same thing, lower case, without spaces and signs. */
const otherNames: Readonly<Record<ContactField, readonly string[]>> = {
  name: ["fullname", "displayname", "researcher", "person", "vollername"],
  email: [
    "mail",
    "emailaddress",
    "mailaddress",
    "address",
    "email1value",
    "adresse",
    "emailadresse",
  ],
  affiliation: [
    "institution",
    "organisation",
    "organization",
    "university",
    "company",
    "einrichtung",
    "institut",
    "institute",
    "universitaet",
    "universität",
    "hochschule",
    "zugehörigkeit",
  ],
  role: ["position", "jobtitle", "title", "funktion", "rolle"],
  orcid: ["orcidid"],
  page: ["website", "homepage", "url", "web", "webpage", "webseite"],
  language: ["lang", "locale", "sprache"],
  notes: [
    "note",
    "comment",
    "comments",
    "remarks",
    "notizen",
    "notiz",
    "bemerkung",
    "bemerkungen",
    "kommentar",
  ],
};

/** One person of a file, with the line on which their row begins. */
export type ContactRow = { readonly line: number; readonly contact: ContactFacts };

export type ContactsReading = {
  readonly header: readonly string[];
  readonly match: ContactMatch;
  readonly rows: readonly ContactRow[];
  readonly problems: readonly Problem[];
};

/**
 * Reads a file of people row by row: CSV with commas, semicolons or tabs. `match` says which column is which; without it
 * that is guessed from the header. What cannot be read is named with its line and column.
 */
export function readContactsFile(text: string, match?: ContactMatch): ContactsReading {
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { rows, broken } = readCsvRows(plain, delimiterOf(plain));
  const [header, ...body] = rows;
  if (header === undefined) {
    const problems = [broken ?? { at: "line 1", message: "the file has no header row" }];
    return { header: [], match: {}, rows: [], problems };
  }
  const names = header.cells.map((cell) => cell.trim());
  const used = match ?? guessMatch(names, contactFields, otherNames);
  const reading = { header: names, match: used, rows: [] };
  if (!used.email || !names.includes(used.email)) {
    const message = "no column of the file is matched to it; the first row must name the columns";
    return { ...reading, problems: [{ at: "column email", message }] };
  }
  if (body.length > mostContacts) {
    const message = `the file has ${body.length} rows; one file may bring ${mostContacts} people`;
    return { ...reading, problems: [{ at: `line ${header.line}`, message }] };
  }
  const problems: Problem[] = [];
  const read: ContactRow[] = [];
  for (const { line, cells } of body) {
    if (cells.length > names.length) {
      const message = `has ${cells.length} cells where the header has ${names.length}`;
      problems.push({ at: `line ${line}`, message });
      continue;
    }
    const typed = Object.fromEntries(
      contactFields.map((field) => {
        const column = used[field];
        const cell = column ? (cells[names.indexOf(column)] ?? "") : "";
        return [field, unguarded(cell)];
      }),
    );
    const person = readContact(typed);
    if (person.ok) read.push({ line, contact: person.contact });
    else {
      for (const { field, message } of person.problems) {
        problems.push({ at: `line ${line}, ${used[field] || field}`, message });
      }
    }
  }
  if (broken !== null) problems.push(broken);
  return { ...reading, rows: read, problems };
}

/** Takes off the apostrophe that our own files put before what a spreadsheet would compute. */
function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** An address book as a file that {@link readContactsFile} reads back. */
export function contactsCsv(contacts: readonly ContactFacts[]): string {
  return toCsv(
    contactFields,
    contacts.map((contact) => contactFields.map((field) => contact[field])),
  );
}
