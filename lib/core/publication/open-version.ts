import type { JsonValue } from "../json";
import { modelSentences } from "../synthesis/model/accepted";
import { applyOverlay } from "../synthesis/overlay/apply-overlay";
import { writeKeyPoints } from "../synthesis/summary";
import type { Section, Sentence, Synthesis, Work } from "../synthesis/synthesis-schema";
import { noDissentingQuote } from "../synthesis/synthesize";
import {
  findByRule,
  groupByRule,
  hasNoFigures,
  isNeutralTitle,
  isOfKind,
  listWorks,
  publicTitle,
  summarizeByRule,
} from "./by-rule";
import { detachValues, leavesTooFew, viewOf } from "./hidden-part";
import { otherWords } from "./publish";
import { openOverlay } from "./seal-overlay";
import { type OpenedExcerpt, openExcerpt } from "./sealed-excerpt";
import { isObject, type Json, type StoredField } from "./version";

const withdrawn = "withdrawn";

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
    const { titleBy, ...rest } = theme;
    return { ...rest, title: known, ...(titleBy && !isNeutralTitle(known) ? { titleBy } : {}) };
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
  const rules = summarizeByRule(
    {
      ...found,
      themes: found.themes.map((theme) => ({
        ...theme,
        quotes: theme.quotes.filter(({ answer, text }) => !gone.has(answer) && text !== withdrawn),
      })),
    } as Section,
    synthesis.methods,
  );
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
  const excerpts = new Map<string, OpenedExcerpt>();
  for (const answer of listOf(document, "answers")) {
    const opened = openExcerpt(answer["text"], (words) =>
      values.get(String(isObject(words) ? words["commitment"] : "")),
    );
    if (opened === null) continue;
    const id = String(answer["id"]);
    excerpts.set(id, opened);
    if (opened.text === null) gone.add(id);
  }
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
    const excerpt = excerpts.get(owner);
    const opened = Object.fromEntries(
      Object.entries(value)
        .filter(([k]) => k !== "text" || value["answer"] !== undefined || excerpt === undefined)
        .map(([k, inner]) => [k, open(inner, k, owner)]),
    );
    if (excerpt === undefined) return opened;
    if (value["answer"] !== undefined) return moveRange(opened, excerpt);
    return { ...opened, text: excerpt.text ?? withdrawn, excerpt: [...excerpt.excerpt] };
  };
  // The document was written by sealVersion from a Synthesis; opening restores that shape.
  const { overlay: _, ...stored } = document as Json;
  const opened = open(stored, "", "") as unknown as Opened;
  const works = openWorks(opened, gone);
  const sections = opened.sections.map((section) =>
    openSection(section, opened, gone, works.get(section.question.id) ?? []),
  );
  const points = new Map(
    writeKeyPoints(sections, opened.methods).flatMap((point) =>
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
  const overview = opened.overview.map((one) => ({ ...one, text: wordsOf(one) ?? withdrawn }));
  const whole = detachLeft({ ...opened, sections, keyPoints, overview });
  // One placeholder stands for everyone whose name is gone: it joins nobody's answers.
  const joined = whole.answers.filter(({ respondent }) => respondent !== withdrawn);
  return countModel({ ...whole, groups: groupByRule(joined, whole.sections, whole.methods) });
}

/**
 * Where so few values were taken back that the figures less the values beside names would give them away, the other values
 * of that question leave their names too, as they do where so few are hidden from the beginning.
 */
function detachLeft(synthesis: Synthesis): Synthesis {
  const { minimumGroup } = synthesis.methods;
  const few = synthesis.sections.filter(
    (section) =>
      (isOfKind(section, "stance") ||
        isOfKind(section, "choice") ||
        isOfKind(section, "estimate")) &&
      !hasNoFigures(section) &&
      leavesTooFew(viewOf(section, synthesis), minimumGroup),
  );
  if (few.length === 0) return synthesis;
  const detached = new Set(few.map(({ question }) => question.id));
  return {
    ...synthesis,
    answers: detachValues(synthesis.answers, detached),
    sections: synthesis.sections.map((section) =>
      // Who is quoted against the finding has been told apart by a value that is off its name here.
      section.dissent === null || !detached.has(section.question.id)
        ? section
        : { ...section, dissent: { quote: null, text: noDissentingQuote } },
    ),
  };
}

function listOf(document: unknown, key: string): readonly Json[] {
  const list = (document as Json)[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A quote or a source where its words stand now; a quote of a passage that is gone has none, a source names its answer alone. */
function moveRange(value: Json, excerpt: OpenedExcerpt): Json {
  const { start, end, ...rest } = value;
  if (typeof start !== "number" || typeof end !== "number") return value;
  const place = excerpt.place(start, end);
  if (place !== null) return { ...value, ...place };
  return "text" in rest ? { ...value, start: 0, end: 0, text: withdrawn } : rest;
}

/** A page on which no sentence of a model is left does not say that a model worded it. */
function countModel(synthesis: Synthesis): Synthesis {
  const { methods, sections } = synthesis;
  if (methods.textBy === "rules" || modelSentences(synthesis).length > 0) return synthesis;
  if (sections.some(({ grouped }) => grouped !== undefined)) return synthesis;
  return { ...synthesis, methods: { ...methods, textBy: "rules" } };
}
