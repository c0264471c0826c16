import { forbidden, parseAddress } from "../invitations/parse-invitees";
import { type Language, languages, parseLanguage } from "../language";
import { parseOrcid } from "./orcid";

/** What an address book says of a person, in the order in which files have it. */
export const contactFields = [
  "name",
  "email",
  "affiliation",
  "role",
  "orcid",
  "page",
  "language",
  "notes",
] as const;
export type ContactField = (typeof contactFields)[number];

/** A person in an author's address book. The address tells people apart; every other field may be empty. */
export type ContactFacts = {
  readonly name: string;
  /** Lower case, domain in ASCII. */
  readonly email: string;
  readonly affiliation: string;
  readonly role: string;
  /** "0000-0002-1825-0097". */
  readonly orcid: string;
  /** An http or https address. */
  readonly page: string;
  /** In which to ask; empty where nothing is known. */
  readonly language: Language | "";
  /** The author's own, on several lines. */
  readonly notes: string;
};

/** The field and what is wrong with it. */
export type ContactProblem = { readonly field: ContactField; readonly message: string };

const longest: Readonly<Record<ContactField, number>> = {
  name: 200,
  email: 253,
  affiliation: 300,
  role: 200,
  orcid: 60,
  page: 500,
  language: 20,
  notes: 5000,
};

const oneLine = (raw: string) =>
  raw
    .normalize("NFC")
    .replace(/[ \u00a0]+/g, " ")
    .trim();

/** Reads the fields of a person as they were typed. Every field that cannot be read is named. */
export function readContact(
  typed: Readonly<Partial<Record<ContactField, string>>>,
):
  | { readonly ok: true; readonly contact: ContactFacts }
  | { readonly ok: false; readonly problems: readonly ContactProblem[] } {
  const problems: ContactProblem[] = [];
  const complain = (field: ContactField, message: string) => problems.push({ field, message });
  const read = (field: ContactField): string => {
    const raw = typed[field] ?? "";
    const text =
      field === "notes" ? raw.normalize("NFC").replace(/\r\n?/g, "\n").trim() : oneLine(raw);
    if (text.length > longest[field])
      complain(field, `is longer than ${longest[field]} characters`);
    // Line breaks and tabs may stand in notes, which go into no mail.
    if (forbidden.test(field === "notes" ? text.replace(/[\n\t]/g, " ") : text)) {
      complain(field, "contains an invisible character");
    }
    return text;
  };
  const name = read("name");
  const affiliation = read("affiliation");
  for (const [field, text] of [
    ["name", name],
    ["affiliation", affiliation],
  ] as const) {
    if (/[<>]/.test(text)) complain(field, "contains < or >");
  }
  if (name.includes("@")) complain("name", "is an address");
  const address = parseAddress(read("email").replace(/^mailto:/i, ""));
  if ("reason" in address) complain("email", address.reason);
  const orcid = read("orcid");
  const parsedOrcid = orcid === "" ? "" : parseOrcid(orcid);
  if (parsedOrcid === null) complain("orcid", "is not an ORCID: a digit may be mistyped");
  const page = read("page");
  if (page !== "" && !isWebAddress(page)) {
    complain("page", "is not a web address: it should begin with https://");
  }
  const language = read("language");
  const parsedLanguage = language === "" ? "" : parseLanguage(language);
  if (parsedLanguage === null) {
    complain("language", `is none of the languages ${languages.join(", ")}`);
  }
  const role = read("role");
  const notes = read("notes");
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    contact: {
      name,
      email: "email" in address ? address.email : "",
      affiliation,
      role,
      orcid: parsedOrcid ?? "",
      page,
      language: parsedLanguage ?? "",
      notes,
    },
  };
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s]+$/i.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === "" && url.password === "";
}
