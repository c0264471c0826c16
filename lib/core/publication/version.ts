import canonicalize from "canonicalize";
import type { JsonValue } from "../json";
import { sha256 } from "../sha256";
import { modelSentences } from "../synthesis/model/accepted";
import { applyOverlay } from "../synthesis/overlay/apply-overlay";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { writeKeyPoints } from "../synthesis/summary";
import type { Section, Sentence, Synthesis, Work } from "../synthesis/synthesis-schema";
import { splitNames } from "../synthesis/text/titles";
import {
  findByRule,
  groupByRule,
  isNeutralTitle,
  listWorks,
  publicTitle,
  summarizeByRule,
} from "./by-rule";
import { otherWords } from "./publish";
import { mayRepeat, openOverlay, sealOverlay } from "./seal-overlay";

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

const withdrawn = "withdrawn";
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

type Json = { [key: string]: JsonValue };
const isObject = (value: JsonValue | undefined): value is Json =>
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
  const answers = list(copy["answers"]).map((answer): JsonValue => {
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

/** What a version holds in the place of what is made again; everything else is opened already. */
type Held = { readonly anyOf: readonly string[] };
type OpenedSection = Omit<Section, "themes" | "works" | "summary" | "finding"> & {
  readonly finding: Omit<Section["finding"], "words"> & { readonly words: string | null };
  readonly summary: readonly (Omit<Sentence, "text"> & {
    readonly text: string | { readonly allOf: readonly string[] } | null;
  })[];
  readonly themes: readonly (Omit<Section["themes"][number], "title"> & {
    readonly title: string | Held | { readonly parts: readonly (string | Held)[] };
  })[];
  readonly works: readonly { readonly hidden: number; readonly anyOf: readonly string[] }[];
};
type Opened = Omit<Synthesis, "sections" | "keyPoints" | "overview"> & {
  readonly sections: readonly OpenedSection[];
  readonly keyPoints: OpenedSection["summary"];
  readonly overview: OpenedSection["summary"];
};

/** The words of a sentence; null where it is written again, or one of the answers that it rests on is gone. */
function wordsOf({ text }: OpenedSection["summary"][number]): string | null {
  if (text === null || typeof text === "string") return text;
  const [first] = text.allOf;
  return text.allOf.some((one) => one === withdrawn) ? null : (first ?? null);
}

/** A title as far as it may still be read; null where words of it are gone. */
function titleOf(title: OpenedSection["themes"][number]["title"]): string | null {
  if (typeof title === "string") return title;
  if ("anyOf" in title) return title.anyOf.find((one) => one !== withdrawn) ?? null;
  const parts = title.parts.map(titleOf);
  return parts.every((part) => part !== null) ? parts.join("") : null;
}

/** The works that answers name which may still be read. */
function openWorks(
  { sections, answers }: Opened,
  gone: ReadonlySet<string>,
): ReadonlyMap<string, Work[]> {
  const hidden = new Map(
    sections.map(({ question, works }) => [
      question.id,
      new Map(
        works.flatMap((work) => {
          const known = work.anyOf.find((one) => one !== withdrawn);
          return known === undefined ? [] : [[known, work.hidden] as const];
        }),
      ),
    ]),
  );
  return listWorks(
    sections.map(({ question }) => question),
    answers.filter(({ id }) => !gone.has(id)),
    (question, work) => hidden.get(question)?.get(work) ?? 0,
  );
}

function openSection(
  section: OpenedSection,
  synthesis: Opened,
  gone: ReadonlySet<string>,
  works: readonly Work[],
): Section {
  const id = section.question.id;
  const answers = synthesis.answers.filter(({ question }) => question === id);
  const taken = new Set<string>();
  const themes = section.themes.map((theme) => {
    const known = titleOf(theme.title) ?? publicTitle("", [], taken);
    taken.add(known);
    return { ...theme, title: known };
  });
  const { statistics } = section;
  const shown = {
    ...section,
    statistics:
      "others" in statistics ? { ...statistics, others: otherWords(answers, id) } : statistics,
    themes,
    works,
    dissent:
      section.dissent?.quote == null
        ? section.dissent
        : { quote: section.dissent.quote, text: section.dissent.quote.text },
  } as Section;
  const found = { ...shown, finding: findByRule(shown) } as Section;
  const rules = summarizeByRule({
    ...found,
    themes: found.themes.map((theme) => ({
      ...theme,
      quotes: theme.quotes.filter(({ answer }) => !gone.has(answer)),
    })),
  } as Section);
  let place = -1;
  const summary = section.summary.flatMap((sentence): Sentence[] => {
    // A model's sentence stands in the place of one of the rules', which comes back when it goes.
    if (sentence.by !== "author") place += 1;
    const text = wordsOf(sentence);
    if (text !== null) return [{ ...sentence, text }];
    if (sentence.by === "author") return [{ ...sentence, text: withdrawn }];
    const { id } = sentence;
    // Versions from before sentences had ids name them by their place.
    if (id === undefined) return rules.slice(place, place + 1);
    return rules.filter((rule) => rule.id === id);
  });
  return { ...found, summary } as Section;
}

/**
 * A published version as it may be read now: commitments whose field is still stored become its value again, the others
 * read "withdrawn" (figures of a person become empty). What was made of words is made again from those that are left.
 */
export function openVersion(document: unknown, fields: readonly StoredField[]): Synthesis {
  const { overlay, ...base } = document as Json;
  const values = new Map(
    fields.flatMap(({ commitment, salt, value }) =>
      salt === null ? [] : [[commitment, (value ?? null) as JsonValue] as const],
    ),
  );
  const edits = openOverlay(overlay, (value) => {
    const commitment = isObject(value) ? value["commitment"] : undefined;
    return typeof commitment === "string" ? values.get(commitment) : value;
  });
  return applyOverlay(openBase(base, fields), edits);
}

/** A version without the author's edits: what was computed, as far as it is still there. */
export function openBase(document: unknown, fields: readonly StoredField[]): Synthesis {
  const values = new Map<string, JsonValue>();
  for (const field of fields) {
    if (field.salt !== null) values.set(field.commitment, (field.value ?? null) as JsonValue);
  }
  const gone = new Set<string>();
  const open = (value: JsonValue, key: string, answer: string): JsonValue => {
    if (Array.isArray(value)) return value.map((inner: JsonValue) => open(inner, key, answer));
    if (!isObject(value)) return value;
    const commitment = value["commitment"];
    if (typeof commitment === "string" && Object.keys(value).length === 1) {
      const known = values.get(commitment);
      if (known !== undefined) return known;
      if (key === "text") gone.add(answer);
      if (key === "confidence" || key === "low" || key === "high") return null;
      return key === "value" || key === "introduction" ? "" : withdrawn;
    }
    const owner = String(value["answer"] ?? value["id"] ?? answer);
    return Object.fromEntries(
      Object.entries(value).map(([k, inner]) => [k, open(inner, k, owner)]),
    );
  };
  // The document was written by sealVersion from a Synthesis; opening restores that shape.
  const { overlay: _, ...stored } = document as Json;
  const opened = open(stored, "", "") as unknown as Opened;
  const works = openWorks(opened, gone);
  const sections = opened.sections.map((section) =>
    openSection(section, opened, gone, works.get(section.question.id) ?? []),
  );
  const points = new Map(
    writeKeyPoints(sections).flatMap((point) =>
      point.sources.map(
        (source) => ["statistic" in source ? source.statistic : "", point] as const,
      ),
    ),
  );
  const keyPoints = opened.keyPoints.flatMap((point): Sentence[] => {
    const text = wordsOf(point);
    if (text !== null) return [{ ...point, text }];
    if (point.by === "author") return [{ ...point, text: withdrawn }];
    const [source] = point.sources;
    const anew = source && "statistic" in source ? points.get(source.statistic) : undefined;
    return anew === undefined ? [] : [anew];
  });
  // One placeholder stands for everyone whose name is gone: it joins nobody's answers.
  const joined = opened.answers.filter(({ respondent }) => respondent !== withdrawn);
  const overview = opened.overview.map((one) => ({ ...one, text: wordsOf(one) ?? withdrawn }));
  return countModel({
    ...opened,
    sections,
    keyPoints,
    overview,
    groups: groupByRule(joined, sections, opened.methods),
  });
}

/** A page on which no sentence of a model is left does not say that a model worded it. */
function countModel(synthesis: Synthesis): Synthesis {
  const { methods } = synthesis;
  if (methods.textBy === "rules" || modelSentences(synthesis).length > 0) return synthesis;
  return { ...synthesis, methods: { ...methods, textBy: "rules" } };
}
