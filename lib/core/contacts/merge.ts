import type { Problem } from "../errors";
import { type ContactFacts, type ContactField, contactFields } from "./contact";
import type { ContactRow } from "./contacts-file";

/** What a file changes of somebody who is in the book. */
export type ContactChange = {
  readonly email: string;
  readonly name: string;
  readonly fields: readonly {
    readonly field: ContactField;
    readonly before: string;
    readonly after: string;
  }[];
};

/** What an import would do; nothing of it has happened. */
export type MergePlan = {
  readonly added: readonly ContactFacts[];
  readonly changed: readonly ContactChange[];
  /** How many are in the book already as the file has them. */
  readonly same: number;
  /** Rows of one address that were made one: the line of each, the first first. */
  readonly merged: readonly { readonly email: string; readonly lines: readonly number[] }[];
  /** Everybody as they would stand, those added and those changed. */
  readonly results: readonly ContactFacts[];
};

/** What stands in the newer one wins; what it leaves empty stays as it was. */
function fill(before: ContactFacts, after: ContactFacts): ContactFacts {
  const merged = contactFields.map((field) => [field, after[field] || before[field]]);
  // Made of every field there is, each from one of the two.
  return Object.fromEntries(merged) as ContactFacts;
}

/**
 * Merges the rows of a file with one another and with what is in the book, by address. A later row fills in and replaces
 * what an earlier one says, and the file what the book says; an empty cell replaces nothing.
 */
export function planMerge(rows: readonly ContactRow[], book: readonly ContactFacts[]): MergePlan {
  const byAddress = Map.groupBy(rows, ({ contact }) => contact.email);
  const known = new Map(book.map((contact) => [contact.email, contact]));
  const added: ContactFacts[] = [];
  const changed: ContactChange[] = [];
  const results: ContactFacts[] = [];
  let same = 0;
  for (const [email, own] of byAddress) {
    const person = own.map(({ contact }) => contact).reduce(fill);
    const before = known.get(email);
    if (before === undefined) {
      added.push(person);
      results.push(person);
      continue;
    }
    const after = fill(before, person);
    const fields = contactFields
      .filter((field) => after[field] !== before[field])
      .map((field) => ({ field, before: before[field], after: after[field] }));
    if (fields.length === 0) same += 1;
    else {
      changed.push({ email, name: before.name || after.name, fields });
      results.push(after);
    }
  }
  const merged = [...byAddress]
    .filter(([, own]) => own.length > 1)
    .map(([email, own]) => ({ email, lines: own.map(({ line }) => line) }));
  return { added, changed, same, merged, results };
}

/** A problem as a sentence: "Line 3, orcid: is not an ORCID". */
export function problemWords({ at, message }: Problem): string {
  return `${at.charAt(0).toUpperCase()}${at.slice(1)}: ${message}`;
}
