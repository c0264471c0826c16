import canonicalize from "canonicalize";
import type { JsonValue } from "../json";
import { sha256 } from "../sha256";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { splitNames } from "../synthesis/text/names";
import { isNeutralTitle, listWorks, publicTitle } from "./by-rule";
import { mayRepeat, sealOverlay } from "./seal-overlay";
import { sealExcerpt } from "./sealed-excerpt";

/** Fields of a person, and what the author wrote, which may repeat a person's words. */
export type SealedKind = "name" | "role" | "value" | "text" | "author";

/** What opens one commitment. Whoever withdraws has `salt` and `value` deleted; the commitment stays in the document. */
export type SealedField = {
  readonly commitment: string;
  readonly field: SealedKind;
  /** The answer in the document that the field belongs to; null for what the author wrote. */
  readonly answerId: string | null;
  readonly salt: string;
  readonly value: JsonValue;
};

export type SealedVersion = {
  readonly document: JsonValue;
  readonly fields: readonly SealedField[];
  /** SHA-256 over the RFC 8785 form of `document`, hex. */
  readonly sha256: string;
};

const answerFields: Readonly<Record<string, SealedKind>> = {
  shownAs: "name",
  respondent: "name",
  role: "role",
  // Goes wherever the name goes.
  interests: "name",
  value: "value",
  confidence: "value",
  low: "value",
  high: "value",
  text: "text",
};

const canonical = (value: JsonValue) => canonicalize(value) ?? "null";
const commit = (salt: string, value: JsonValue) => sha256(`${salt}:${canonical(value)}`);

export type Json = { [key: string]: JsonValue };
export const isObject = (value: JsonValue | undefined): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Kinds of question whose finding is made of respondents' words. */
const wordedKinds: readonly JsonValue[] = ["works", "text"];

/** Whether a sentence of the rules may repeat respondents' words: a theme's title, a work. */
function mayRepeatWords(sentence: Json, kind: JsonValue): boolean {
  return (
    wordedKinds.includes(kind) ||
    list(sentence["sources"]).some(
      (source) =>
        isObject(source) &&
        ("answer" in source ||
          "work" in source ||
          String(source["statistic"]).startsWith("themes.")),
    )
  );
}

/** Answers whose words a sentence may repeat: those it cites, and all that make a theme whose count it cites. */
function answersBehind(
  { sections, answers }: Synthesis,
  sources: readonly JsonValue[],
  question: string,
): string[] {
  const shown = new Set(answers.map(({ id }) => id));
  const behind = new Set<string>();
  for (const source of sources) {
    if (!isObject(source)) continue;
    if ("answer" in source) behind.add(String(source["answer"]));
    const theme = /^themes\.([^.]+)\./.exec(String(source["statistic"] ?? ""))?.[1];
    const section = sections.find((one) => one.question.id === question);
    const found = section?.themes.find(({ id }) => id === theme);
    for (const id of found?.answers ?? []) behind.add(id);
  }
  return [...behind].filter((id) => shown.has(id)).sort();
}

/** The answers whose words alone are enough to know a work by its id. */
function answersThatGive({ sections, answers }: Synthesis, work: string): string[] {
  const questions = sections.map(({ question }) => question);
  return answers
    .filter((answer) =>
      [...listWorks(questions, [answer], () => 0).values()].flat().some(({ id }) => id === work),
    )
    .map(({ id }) => id);
}

/** Stands for a sentence that is written again when the version is opened. */
function rewritten({ id }: Json): JsonValue {
  return { ...(id === undefined ? {} : { id }), text: null, by: "rules", sources: [] };
}

/**
 * Replaces every field of a person in a public synthesis by a commitment with a salt of its own, and hashes the rest. The
 * author's edits are stored beside the synthesis that they are made over, their words as commitments too.
 * `makeSalt` returns at least 128 random bits a call. What repeats words of answers (works, titles of themes, "other" words
 * of a choice, the rules' sentences and findings about these) is not stored but made again by `openVersion` from the
 * answers that are still there.
 */
export function sealVersion(
  synthesis: Synthesis,
  makeSalt: () => string,
  overlay: readonly OverlayEdit[] = [],
): SealedVersion {
  const fields: SealedField[] = [];
  const seal = (value: JsonValue, field: SealedKind, answerId: string | null): JsonValue => {
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
  const sealSentence = (sentence: JsonValue, kind: JsonValue, question: string): JsonValue => {
    if (!isObject(sentence)) return sentence;
    if (sentence["by"] === "rules")
      return mayRepeatWords(sentence, kind) ? rewritten(sentence) : sentence;
    // A sentence that rests on answers may repeat the words of each: it goes with the first of them that goes.
    const holders = answersBehind(synthesis, list(sentence["sources"]), question);
    if (holders.length === 0) return sentence;
    const text = sentence["text"] ?? "";
    return { ...sentence, text: { allOf: holders.map((id) => seal(text, "text", id)) } };
  };
  const sealAnswer = (answer: Json, id: string): Json =>
    Object.fromEntries(
      Object.entries(answer).map(([key, value]) => {
        const field = answerFields[key];
        if (field === undefined || value === undefined) return [key, value];
        const kind = key === "shownAs" && answer["attribution"] === "role" ? "role" : field;
        return [key, seal(value, kind, id)];
      }),
    );
  const answers = list(copy["answers"]).map((answer, index): JsonValue => {
    if (!isObject(answer)) return answer;
    const id = String(answer["id"]);
    const { excerpt, text } = synthesis.answers[index] ?? {};
    if (excerpt !== undefined && text !== undefined) {
      const { excerpt: _, ...whole } = answer;
      const words = sealExcerpt(text, excerpt, (passage) => seal(passage, "text", id));
      return { ...sealAnswer({ ...whole, text: null }, id), text: words };
    }
    return sealAnswer(answer, id);
  });
  // Every answer that has a title's words holds a copy of it, so that the last one to go takes it along.
  const sealTitle = (title: string, question: string): JsonValue => {
    if (isNeutralTitle(title)) return title;
    const held = (words: string): JsonValue => {
      const holders = synthesis.answers.filter(
        (answer) =>
          answer.question === question && publicTitle(words, [answer.text], new Set()) === words,
      );
      return { anyOf: holders.map(({ id }) => seal(words, "text", id)) };
    };
    const whole = synthesis.answers.some(
      (answer) =>
        answer.question === question && publicTitle(title, [answer.text], new Set()) === title,
    );
    if (whole) return held(title);
    // Two names that no answer has both of: each is held by those who have it, the word between by nobody.
    return { parts: splitNames(title).map((part, at) => (at % 2 === 0 ? held(part) : part)) };
  };
  const sealTheme = (theme: JsonValue, question: string): JsonValue => {
    if (!isObject(theme)) return theme;
    return {
      ...theme,
      title: sealTitle(String(theme["title"]), question),
      quotes: list(theme["quotes"]).map((quote) => (isObject(quote) ? sealQuote(quote) : quote)),
    };
  };
  // Which work has how many citers that may only be counted; the work itself stands in the answers' texts. Its id is held by
  // the answers that give it: who names a title alone does not hold the address that another gave.
  const sealWork = (work: JsonValue): JsonValue => {
    if (!isObject(work)) return work;
    const hidden = Number(work["citedBy"]) - list(work["answers"]).length;
    if (hidden <= 0) return { hidden, anyOf: [] };
    const holders = answersThatGive(synthesis, String(work["id"]));
    return { hidden, anyOf: holders.map((id) => seal(work["id"] ?? "", "text", id)) };
  };
  const sections = list(copy["sections"]).map((section): JsonValue => {
    if (!isObject(section)) return section;
    const question = isObject(section["question"]) ? section["question"] : {};
    const kind = question["kind"] ?? "";
    const statistics = isObject(section["statistics"]) ? { ...section["statistics"] } : {};
    if ("others" in statistics) statistics["others"] = [];
    const { dissent, finding } = section;
    return {
      ...section,
      finding:
        isObject(finding) && wordedKinds.includes(kind)
          ? { ...finding, words: null }
          : (finding ?? null),
      statistics,
      summary: list(section["summary"]).map((sentence) =>
        sealSentence(sentence, kind, String(question["id"])),
      ),
      themes: list(section["themes"]).map((theme) => sealTheme(theme, String(question["id"]))),
      works: list(section["works"]).map(sealWork),
      dissent:
        isObject(dissent) && isObject(dissent["quote"])
          ? // The text is the quote's own; it is read from there.
            { quote: sealQuote(dissent["quote"]), text: null }
          : (dissent ?? null),
    };
  });
  const worded = new Set(
    synthesis.sections
      .filter(({ question }) => wordedKinds.includes(question.kind))
      .map(({ question }) => findingSource(question.id)),
  );
  const keyPoints = list(copy["keyPoints"]).map((sentence): JsonValue => {
    if (!isObject(sentence) || sentence["by"] !== "rules") {
      return sealSentence(sentence, "", "");
    }
    const [source] = list(sentence["sources"]);
    const about = isObject(source) ? source["statistic"] : undefined;
    return typeof about === "string" && worded.has(about) ? { ...sentence, text: null } : sentence;
  });
  const authored = (text: string) => (mayRepeat(text) ? seal(text, "author", null) : text);
  const { title, introduction } = synthesis.survey;
  const document: JsonValue = {
    ...copy,
    survey: {
      ...(isObject(copy["survey"]) ? copy["survey"] : {}),
      title: authored(title),
      introduction: authored(introduction),
    },
    ...(overlay.length > 0
      ? { overlay: sealOverlay(overlay, (value) => seal(value, "author", null)) }
      : {}),
    answers,
    sections,
    overview: list(copy["overview"]).map((sentence) => sealSentence(sentence, "", "")),
    keyPoints,
    // Made of the answers when the version is opened, so that whoever withdraws is off the map at once.
    groups: null,
  };
  return { document, fields, sha256: sha256(canonical(document)) };
}

function findingSource(questionId: string): string {
  return `sections.${questionId}.finding`;
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
