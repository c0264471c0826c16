import type { Problem } from "../errors";
import type { AnswerRecord } from "./answer";
import type { AnswerRow } from "./parse-answers";

/** One person whose answers an author enters. */
export type EnteredRespondent = {
  /** How the file tells people apart; "by hand" where there is no file. */
  readonly key: string;
  /** The first line of the file that names the person; null where there is no file. */
  readonly line: number | null;
  readonly name: string;
  /** Lower case; null where none is known: such a person cannot be asked to confirm. */
  readonly email: string | null;
  readonly role: string;
  readonly recruitment: AnswerRecord["recruitment"];
  readonly interests: string;
  readonly records: readonly AnswerRecord[];
};

/** Whether a response is as the author entered it, and its respondent has not taken it as their own. */
export function isToConfirm(response: {
  readonly importId: string | null;
  readonly confirmedAt: Date | null;
}): boolean {
  return response.importId !== null && response.confirmedAt === null;
}

/** A person of the survey who is there before an import. */
export type KnownPerson = {
  readonly email: string;
  /** Has begun to answer, or was entered before. */
  readonly hasAnswers: boolean;
  readonly revoked: boolean;
};

/**
 * The people of a file, each with all of their rows, in the order of their first row; and what cannot be: two addresses
 * of one person, one address of two, somebody who has answered already. Rows that are bad by themselves are left out.
 */
export function groupRespondents(
  rows: readonly AnswerRow[],
  known: readonly KnownPerson[],
): { readonly respondents: readonly EnteredRespondent[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const byEmail = new Map(known.map((person) => [person.email, person]));
  const owner = new Map<string, { readonly key: string; readonly line: number }>();
  const good = rows.flatMap(({ line, record }) => (record === null ? [] : [{ line, record }]));
  const groups = Map.groupBy(good, ({ record }) => record.respondent);
  const respondents: EnteredRespondent[] = [];
  for (const [key, own] of groups) {
    const [first] = own;
    if (first === undefined) continue;
    const withEmail = own.find(({ record }) => record.email !== undefined);
    const email = withEmail?.record.email?.toLowerCase() ?? null;
    for (const { line, record } of own) {
      if (record.email !== undefined && record.email.toLowerCase() !== email) {
        problems.push({
          at: `line ${line}, column email`,
          message: `differs from the address of the same respondent on line ${withEmail?.line}`,
        });
      }
    }
    if (email !== null && withEmail !== undefined) {
      const at = `line ${withEmail.line}, column email`;
      const other = owner.get(email);
      const person = byEmail.get(email);
      if (other !== undefined) {
        problems.push({
          at,
          message: `is the address of another respondent on line ${other.line}`,
        });
      } else owner.set(email, { key, line: withEmail.line });
      if (person?.hasAnswers) {
        problems.push({
          at,
          message: "belongs to somebody whose answers are in this survey already",
        });
      } else if (person?.revoked) {
        problems.push({ at, message: "belongs to somebody whose invitation was revoked" });
      }
    }
    const firstOf = <T>(pick: (record: AnswerRecord) => T | undefined | ""): T | undefined => {
      for (const { record } of own) {
        const value = pick(record);
        if (value !== undefined && value !== "") return value;
      }
      return undefined;
    };
    respondents.push({
      key,
      line: first.line,
      name: firstOf(({ name }) => name) ?? "",
      email,
      // What stands beside a role's wording is no role beside a name.
      role: firstOf(({ role, attribution }) => (attribution === "role" ? "" : role)) ?? "",
      recruitment: first.record.recruitment,
      interests: firstOf(({ interests }) => interests) ?? "",
      records: own.map(({ record }) => record),
    });
  }
  return { respondents, problems };
}
