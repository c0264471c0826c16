import { type Language, languages, parseLanguage } from "../language";

/** Somebody whom the author wants to invite, as read from what the author pasted. */
export type Invitee = {
  /** Line of the paste, from 1. */
  readonly line: number;
  /** Empty where the paste had only an address. */
  readonly name: string;
  /** Lower case, domain in ASCII. */
  readonly email: string;
  readonly affiliation: string;
  /** In which to ask; absent where the paste names none. */
  readonly language?: Language;
};

/** A line that could not be read, and why. */
export type InviteeProblem = {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
};

/** An address that is there twice, or was invited before. */
export type DuplicateInvitee = {
  readonly line: number;
  readonly email: string;
  readonly name: string;
  /** Line of its first occurrence; null when it was already invited. */
  readonly firstLine: number | null;
};

export type ParsedInvitees = {
  readonly invitees: readonly Invitee[];
  readonly problems: readonly InviteeProblem[];
  readonly duplicates: readonly DuplicateInvitee[];
};

/** The most people that one paste may invite. */
export const maximumInvitees = 2000;

const maximumName = 200;
const maximumAffiliation = 300;

/**
 * Control characters could start a mail header of their own; marks that turn the writing direction could make an
 * address read as another one. Neither belongs in a name or an address.
 */
export const forbidden = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

type Columns = {
  readonly name: number;
  readonly email: number;
  readonly affiliation: number;
  readonly language: number;
};
type Reading = Omit<Invitee, "line"> | { readonly reason: string };

/** Checks one address and writes it as it is stored: lower case, international domains in ASCII. */
export function parseAddress(
  raw: string,
): { readonly email: string } | { readonly reason: string } {
  const address = raw.trim().normalize("NFC").toLowerCase();
  if (address === "") return { reason: "there is no address" };
  if (forbidden.test(address)) return { reason: "the address contains an invisible character" };
  const at = address.lastIndexOf("@");
  if (at < 0) return { reason: `“${clip(raw)}” is not an address: it has no @` };
  const local = address.slice(0, at);
  if (local === "") return { reason: `“${clip(raw)}” has nothing before the @` };
  // Printable characters only are left, so whatever is beyond "~" is not ASCII.
  if (/[^ -~]/.test(local)) {
    return { reason: `“${clip(raw)}” has a letter before the @ that mail servers may refuse` };
  }
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === null) return { reason: `“${clip(raw)}” has no valid domain after the @` };
  if (!localPart.test(local) || local.length > 64 || local.length + domain.length > 253) {
    return { reason: `“${clip(raw)}” is not a valid address` };
  }
  return { email: `${local}@${domain}` };
}

/**
 * Reads a pasted list of people: `Name <address>` or a bare address, one a line (several on a line when separated by
 * commas or semicolons), or rows of CSV in the order name, email, affiliation, or in the order that a header row says;
 * separated by comma, semicolon or tab. A language code ("de") may stand last. Nothing is guessed silently: a line that cannot be read is a problem.
 */
export function parseInvitees(text: string, alreadyInvited: Iterable<string> = []): ParsedInvitees {
  const invited = new Set([...alreadyInvited].map((email) => email.toLowerCase()));
  const firstLines = new Map<string, number>();
  const invitees: Invitee[] = [];
  const problems: InviteeProblem[] = [];
  const duplicates: DuplicateInvitee[] = [];
  let header: { readonly separator: string; readonly columns: Columns } | null = null;
  let headerPossible = true;

  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const [index, rawLine] of lines.entries()) {
    const line = index + 1;
    const written = rawLine.replaceAll("\u00a0", " ");
    if (written.trim() === "") continue;
    if (headerPossible) {
      headerPossible = false;
      header = readHeader(written);
      if (header !== null) continue;
    }
    for (const reading of header === null ? readLine(written) : [readRow(written, header)]) {
      if ("reason" in reading) {
        problems.push({ line, text: clip(rawLine), reason: reading.reason });
        continue;
      }
      const firstLine = firstLines.get(reading.email);
      if (firstLine !== undefined || invited.has(reading.email)) {
        duplicates.push({
          line,
          email: reading.email,
          name: reading.name,
          firstLine: firstLine ?? null,
        });
        continue;
      }
      firstLines.set(reading.email, line);
      if (invitees.length === maximumInvitees) {
        problems.push({
          line,
          text: clip(rawLine),
          reason: `a list may name at most ${maximumInvitees.toLocaleString("en")} people`,
        });
        return { invitees, problems, duplicates };
      }
      invitees.push({ line, ...reading });
    }
  }
  return { invitees, problems, duplicates };
}

function readLine(line: string): Reading[] {
  const entries = splitAddressList(line);
  if (entries.length > 1) return entries.map(readEntry);
  const bracket = readEntry(line.trim().replace(/[,;]$/, ""));
  if (line.includes("<") || line.includes(">")) return [bracket];
  const cells = splitCells(line, separatorOf(line));
  if (cells === null) return [{ reason: "a quotation mark is opened and not closed" }];
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length === 1) return [checked("", filled[0] ?? "", "")];
  const withAddress = filled.filter((cell) => cell.includes("@"));
  if (withAddress.length === filled.length) return filled.map((cell) => checked("", cell, ""));
  const language = cells.length > 2 ? languageCode(cells.at(-1) ?? "") : "";
  if (language !== "") cells.pop();
  if (cells.length > 3) {
    return [{ reason: "there are more columns than name, email, affiliation and language" }];
  }
  // Without a header the address stands first or second; anything else would be a guess.
  return (cells[0] ?? "").includes("@")
    ? [checked(cells[1] ?? "", cells[0] ?? "", cells[2] ?? "", language)]
    : [checked(cells[0] ?? "", cells[1] ?? "", cells[2] ?? "", language)];
}

/** A cell that is nothing but the code of one of our languages; empty for every other one. */
function languageCode(cell: string): string {
  const code = cell.trim().toLowerCase();
  return languages.some((language) => language === code) ? code : "";
}

/** `Name <address>`, optionally followed by a comma and the affiliation, and by another and the language. */
function readEntry(entry: string): Reading {
  const match = /^([^<>]*)<([^<>]*)>\s*(?:[,;\t]\s*([^<>]*))?$/.exec(entry.trim());
  if (match === null) {
    return entry.includes("<") || entry.includes(">")
      ? { reason: "write it as Name <address>" }
      : checked("", entry, "");
  }
  const [, name = "", address = "", rest = ""] = match;
  const [, affiliation = "", last = ""] = /^(.*?)(?:^|[,;\t])([^,;\t]*)$/s.exec(rest) ?? [];
  const language = languageCode(last);
  return checked(name, address, language === "" ? rest : affiliation, language);
}

/** Splits `A <a@x>, "B, C" <b@y>; …`: at commas and semicolons that follow a closed bracket. */
function splitAddressList(line: string): string[] {
  const opened = (line.match(/</g) ?? []).length;
  if (opened < 2 || opened !== (line.match(/>/g) ?? []).length) return [line];
  return (line.match(/[^<>]*<[^<>]*>|[^<>]+$/g) ?? [line])
    .map((entry) => entry.replace(/^[\s,;]+/, "").trim())
    .filter((entry) => entry.replace(/[,;\s]/g, "") !== "");
}

function readHeader(line: string): { separator: string; columns: Columns } | null {
  const separator = separatorOf(line);
  const cells = splitCells(line, separator)?.map((cell) => cell.trim().toLowerCase());
  if (cells === undefined || cells.some((cell) => cell.includes("@"))) return null;
  const find = (...names: string[]) => cells.findIndex((cell) => names.includes(cell));
  const email = find("email", "e-mail", "mail", "address", "email address", "e-mail address");
  if (email < 0) return null;
  return {
    separator,
    columns: {
      email,
      name: find("name", "full name", "researcher"),
      affiliation: find("affiliation", "institution", "organisation", "organization"),
      language: find("language", "lang", "sprache"),
    },
  };
}

function readRow(line: string, header: { separator: string; columns: Columns }): Reading {
  const cells = splitCells(line, header.separator);
  if (cells === null) return { reason: "a quotation mark is opened and not closed" };
  const cell = (column: number) => (column < 0 ? "" : (cells[column] ?? ""));
  return checked(
    cell(header.columns.name),
    cell(header.columns.email),
    cell(header.columns.affiliation),
    cell(header.columns.language),
  );
}

/** The separator that a line uses: the first of tab, semicolon, comma that stands outside quotation marks. */
function separatorOf(line: string): string {
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  return ["\t", ";"].find((separator) => bare.includes(separator)) ?? ",";
}

/** One row of CSV; null when a quotation mark is not closed on the line. */
function splitCells(line: string, separator: string): string[] | null {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line.charAt(i);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (line.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  if (quoted) return null;
  cells.push(cell);
  return cells;
}

function checked(
  rawName: string,
  rawAddress: string,
  rawAffiliation: string,
  rawLanguage = "",
): Reading {
  const name = tidy(rawName);
  const affiliation = tidy(rawAffiliation);
  for (const [what, value] of [
    ["name", name],
    ["affiliation", affiliation],
  ] as const) {
    if (forbidden.test(value)) return { reason: `the ${what} contains an invisible character` };
    if (/[<>]/.test(value)) return { reason: `the ${what} contains < or >` };
  }
  if (name.includes("@")) return { reason: "there is an address where the name should be" };
  if (name.length > maximumName) {
    return { reason: `the name is longer than ${maximumName} characters` };
  }
  if (affiliation.length > maximumAffiliation) {
    return { reason: `the affiliation is longer than ${maximumAffiliation} characters` };
  }
  const address = parseAddress(rawAddress.replace(/^mailto:/i, ""));
  if ("reason" in address) return address;
  const written = { name, email: address.email, affiliation };
  if (rawLanguage.trim() === "") return written;
  const language = parseLanguage(rawLanguage);
  return language === null
    ? { reason: `“${clip(rawLanguage)}” is none of the languages ${languages.join(", ")}` }
    : { ...written, language };
}

function tidy(value: string): string {
  const trimmed = value.normalize("NFC").trim();
  const unquoted = /^"(.*)"$/.exec(trimmed)?.[1]?.replace(/""|\\"/g, '"') ?? trimmed;
  return unquoted.replace(/ +/g, " ").trim();
}

function asciiDomain(domain: string): string | null {
  let ascii = domain;
  if (/[^ -~]/.test(domain)) {
    try {
      ascii = new URL(`http://${domain}`).hostname;
    } catch {
      return null;
    }
  }
  const labels = ascii.split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || /^\d+$/.test(top)) return null;
  return labels.every((label) => domainLabel.test(label)) ? ascii : null;
}

function clip(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 120 ? `${trimmed.slice(0, 119)}…` : trimmed;
}
