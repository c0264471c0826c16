import canonicalize from "canonicalize";
import { sha256 } from "../sha256";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { otherWords } from "./publish";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type PersonField = "name" | "role" | "value" | "text";

/** What opens one commitment. Whoever withdraws has `salt` and `value` deleted; the commitment stays in the document. */
export type SealedField = {
  readonly commitment: string;
  readonly field: PersonField;
  /** The answer in the document that the field belongs to. */
  readonly answerId: string;
  readonly salt: string;
  readonly value: JsonValue;
};

export type SealedVersion = {
  readonly document: JsonValue;
  readonly fields: readonly SealedField[];
  /** SHA-256 over the RFC 8785 form of `document`, hex. */
  readonly sha256: string;
};

const withdrawn = "withdrawn";
const answerFields: Readonly<Record<string, PersonField>> = {
  shownAs: "name",
  respondent: "name",
  role: "role",
  value: "value",
  confidence: "value",
  low: "value",
  high: "value",
  text: "text",
};

const canonical = (value: JsonValue) => canonicalize(value) ?? "null";
const commit = (salt: string, value: JsonValue) => sha256(`${salt}:${canonical(value)}`);

type Json = { [key: string]: JsonValue };
const isObject = (value: JsonValue | undefined): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Replaces every field of a person in a public synthesis by a commitment with a salt of its own, and hashes the rest.
 * `makeSalt` returns at least 128 random bits a call. "Other" words of a choice and citations of works are left to
 * `openVersion`, which takes them from the answers that are still there.
 */
export function sealVersion(synthesis: Synthesis, makeSalt: () => string): SealedVersion {
  const fields: SealedField[] = [];
  const seal = (value: JsonValue, field: PersonField, answerId: string): JsonValue => {
    // What nobody said needs no hiding.
    if (value === null) return null;
    const salt = makeSalt();
    const commitment = commit(salt, value);
    fields.push({ commitment, field, answerId, salt, value });
    return { commitment };
  };
  const sealQuote = (quote: Json): JsonValue => ({
    ...quote,
    text: seal(quote["text"] ?? "", "text", String(quote["answer"])),
  });
  const copy: Json = JSON.parse(JSON.stringify(synthesis));
  const sealSentence = (sentence: JsonValue): JsonValue => {
    if (!isObject(sentence) || !Array.isArray(sentence["sources"])) return sentence;
    // A sentence with a range among its sources may repeat those words: it goes with the answer.
    const range = sentence["sources"].find((source) => isObject(source) && "start" in source);
    if (!isObject(range)) return sentence;
    return { ...sentence, text: seal(sentence["text"] ?? "", "text", String(range["answer"])) };
  };
  const sentences = (list: JsonValue | undefined) =>
    (Array.isArray(list) ? list : []).map(sealSentence);

  const answers = (Array.isArray(copy["answers"]) ? copy["answers"] : []).map(
    (answer): JsonValue => {
      if (!isObject(answer)) return answer;
      const id = String(answer["id"]);
      return Object.fromEntries(
        Object.entries(answer).map(([key, value]) => {
          const field = answerFields[key];
          if (field === undefined || value === undefined) return [key, value];
          const kind = key === "shownAs" && answer["attribution"] === "role" ? "role" : field;
          return [key, seal(value, kind, id)];
        }),
      );
    },
  );
  const sections = (Array.isArray(copy["sections"]) ? copy["sections"] : []).map(
    (section): JsonValue => {
      if (!isObject(section)) return section;
      const statistics = isObject(section["statistics"]) ? { ...section["statistics"] } : {};
      if ("others" in statistics) statistics["others"] = [];
      const dissent = section["dissent"];
      return {
        ...section,
        statistics,
        summary: sentences(section["summary"]),
        themes: (Array.isArray(section["themes"]) ? section["themes"] : []).map(
          (theme): JsonValue =>
            isObject(theme) && Array.isArray(theme["quotes"])
              ? { ...theme, quotes: theme["quotes"].map((q) => (isObject(q) ? sealQuote(q) : q)) }
              : theme,
        ),
        dissent:
          isObject(dissent) && isObject(dissent["quote"])
            ? // The text is the quote's own; it is read from there.
              { quote: sealQuote(dissent["quote"]), text: null }
            : (dissent ?? null),
      };
    },
  );
  const document: JsonValue = {
    ...copy,
    answers,
    sections,
    overview: sentences(copy["overview"]),
    keyPoints: sentences(copy["keyPoints"]),
  };
  return { document, fields, sha256: sha256(canonical(document)) };
}

/** A stored field: `salt` and `value` are null once it was withdrawn. */
export type StoredField = {
  readonly commitment: string;
  readonly salt: string | null;
  readonly value: unknown;
};

/** Whether document and hash belong together, and every field that is still there to its commitment. */
export function verifyVersion(
  document: unknown,
  fields: readonly StoredField[],
  expectedSha256: string,
): boolean {
  if (sha256(canonical(document as JsonValue)) !== expectedSha256) return false;
  return fields.every(
    (field) =>
      field.salt === null || commit(field.salt, field.value as JsonValue) === field.commitment,
  );
}

/**
 * A published version as it may be read now: commitments whose field is still stored become its value again, the others
 * read "withdrawn" (figures of a person become empty). Works that nobody cites any more are left out.
 */
export function openVersion(document: unknown, fields: readonly StoredField[]): Synthesis {
  const values = new Map<string, JsonValue>();
  for (const field of fields) {
    if (field.salt !== null) values.set(field.commitment, (field.value ?? null) as JsonValue);
  }
  const open = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) return value.map((inner: JsonValue) => open(inner, key));
    if (!isObject(value)) return value;
    const commitment = value["commitment"];
    if (typeof commitment === "string" && Object.keys(value).length === 1) {
      const known = values.get(commitment);
      if (known !== undefined) return known;
      if (key === "confidence" || key === "low" || key === "high") return null;
      return key === "value" ? "" : withdrawn;
    }
    return Object.fromEntries(Object.entries(value).map(([k, inner]) => [k, open(inner, k)]));
  };
  // The document was written by sealVersion from a Synthesis; opening restores that shape.
  const opened = open(document as JsonValue, "") as unknown as Synthesis;
  const gone = new Set(
    opened.answers.filter((answer) => answer.text === withdrawn).map((answer) => answer.id),
  );
  return {
    ...opened,
    sections: opened.sections.map((section) => ({
      ...section,
      ...("others" in section.statistics
        ? {
            statistics: {
              ...section.statistics,
              others: otherWords(opened.answers, section.question.id),
            },
          }
        : {}),
      dissent:
        section.dissent?.quote == null
          ? section.dissent
          : { quote: section.dissent.quote, text: section.dissent.quote.text },
      works: section.works.filter(
        (work) => work.answers.length === 0 || work.answers.some((id) => !gone.has(id)),
      ),
    })) as unknown as Synthesis["sections"],
  };
}
