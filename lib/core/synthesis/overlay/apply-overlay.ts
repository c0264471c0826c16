import { sha256 } from "../../sha256";
import { textFinding } from "../findings";
import { keyPointOf } from "../summary";
import type {
  AuthorParagraph,
  Section,
  Sentence,
  Synthesis,
  Theme,
  Work,
} from "../synthesis-schema";
import {
  findingBlock,
  hasBlock,
  paragraphList,
  sentenceBlock,
  summaryList,
  textOfBlock,
  themeBlock,
  themeList,
  workBlock,
  workList,
} from "./blocks";
import type { FindingEdit, OverlayEdit, TextEdit } from "./edit";

/**
 * How an edit stands to the synthesis that it is applied to: `current` over the text that it was made over; `stale` where
 * that text is another now; `gone` where there is no such block any more.
 */
export type EditState =
  | { readonly kind: "current" | "gone" }
  | { readonly kind: "stale"; readonly now: string };

type Edits = {
  readonly texts: ReadonlyMap<string, TextEdit>;
  readonly hidden: ReadonlySet<string>;
  readonly orders: ReadonlyMap<string, readonly string[]>;
  readonly findings: ReadonlyMap<string, FindingEdit>;
  readonly paragraphs: readonly Extract<OverlayEdit, { kind: "paragraph" }>[];
  readonly works: readonly Extract<OverlayEdit, { kind: "work" }>[];
};

function sortOut(edits: readonly OverlayEdit[]): Edits {
  const of = <K extends OverlayEdit["kind"]>(kind: K) =>
    edits.filter((edit): edit is Extract<OverlayEdit, { kind: K }> => edit.kind === kind);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    texts: new Map(of("text").map((edit) => [edit.block, edit])),
    hidden: new Set(of("hidden").map(({ block }) => block)),
    orders: new Map(of("order").map(({ list, order }) => [list, order])),
    findings: new Map(of("finding").map((edit) => [edit.question, edit])),
    paragraphs: of("paragraph").sort(byId),
    works: of("work").sort(byId),
  };
}

/**
 * The items in the author's order. What the order does not name stands after the item that it follows by itself, or first
 * where it follows none.
 */
export function inOrder<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  order: readonly string[] | undefined,
): readonly T[] {
  if (order === undefined) return items;
  const place = new Map(order.map((id, index) => [id, index]));
  const result = items
    .filter((item) => place.has(idOf(item)))
    .sort((a, b) => (place.get(idOf(a)) ?? 0) - (place.get(idOf(b)) ?? 0));
  items.forEach((item, index) => {
    if (place.has(idOf(item))) return;
    const before = items[index - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, item);
  });
  return result;
}

function applySentences(sentences: readonly Sentence[], list: string, edits: Edits): Sentence[] {
  const kept = sentences.flatMap((sentence): Sentence[] => {
    const block = sentenceBlock(list, sentence);
    if (edits.hidden.has(block)) return [];
    const edit = edits.texts.get(block);
    return [edit === undefined ? sentence : { ...sentence, text: edit.text, by: edit.by }];
  });
  return [...inOrder(kept, ({ id = "" }) => id, edits.orders.get(list))];
}

function reworded(themes: readonly Theme[], question: string, edits: Edits): Theme[] {
  return themes.map((theme): Theme => {
    const edit = edits.texts.get(themeBlock(question, theme.id));
    return edit === undefined ? theme : { ...theme, title: edit.text, titleBy: "author" };
  });
}

/** The rules' sentences name themes by their titles, so they name them by the author's. */
function renamed(
  sentences: readonly Sentence[],
  before: readonly Theme[],
  after: readonly Theme[],
): readonly Sentence[] {
  const names = before.flatMap((theme, index) => {
    const title = after[index]?.title ?? theme.title;
    return title === theme.title ? [] : [[`“${theme.title}”`, `“${title}”`] as const];
  });
  if (names.length === 0) return sentences;
  return sentences.map((sentence) => {
    if (sentence.by !== "rules") return sentence;
    // All at once, so that a title given to two themes in turn is not renamed twice.
    const text = sentence.text.replace(
      /“[^”]*”/g,
      (quoted) => names.find(([old]) => old === quoted)?.[1] ?? quoted,
    );
    return { ...sentence, text };
  });
}

function ownWorks(section: Section, edits: Edits): Work[] {
  const own = edits.works
    .filter(({ question }) => question === section.question.id)
    .map(
      ({ id, title, url, details }): Work => ({
        id: `own:${id}`,
        title,
        url,
        citedBy: 0,
        details,
        answers: [],
        by: "author",
      }),
    );
  const ids = new Set(own.map(({ id }) => id));
  return [...section.works.filter(({ id }) => !ids.has(id)), ...own];
}

function applySection(section: Section, edits: Edits): Section {
  const { id } = section.question;
  const override = edits.findings.get(id);
  const themes = reworded(section.themes, id, edits);
  const newTitle = themes.some((theme, index) => theme.title !== section.themes[index]?.title);
  const computed =
    newTitle && section.question.kind === "text"
      ? { ...section.finding, ...textFinding(themes, section.statistics.n) }
      : section.finding;
  const finding =
    override === undefined
      ? computed
      : { ...computed, overridden: { words: override.words, reason: override.reason } };
  const summary = applySentences(
    renamed(section.summary, section.themes, themes),
    summaryList(id),
    edits,
  );
  const works = ownWorks(section, edits).filter(
    (work) => work.by === "author" || !edits.hidden.has(workBlock(id, work.id)),
  );
  return {
    ...section,
    finding,
    summary,
    themes: inOrder(
      themes.filter((theme) => !edits.hidden.has(themeBlock(id, theme.id))),
      (theme) => theme.id,
      edits.orders.get(themeList(id)),
    ),
    works: inOrder(works, (work) => workBlock(id, work.id), edits.orders.get(workList(id))),
  } as Section;
}

function ownParagraphs(synthesis: Synthesis, edits: Edits): readonly AuthorParagraph[] {
  const ids = new Set(edits.paragraphs.map(({ id }) => id));
  const all = [
    ...(synthesis.paragraphs ?? []).filter(({ id }) => !ids.has(id)),
    ...edits.paragraphs.map(
      ({ id, place, text }): AuthorParagraph => ({ id, place, text, by: "author" }),
    ),
  ];
  const places = [...new Set(all.map(({ place }) => place))].sort();
  return places.flatMap((place) =>
    inOrder(
      all.filter((one) => one.place === place),
      ({ id }) => id,
      edits.orders.get(paragraphList(place)),
    ),
  );
}

/**
 * A synthesis with the author's words over it. It takes a public form and gives one back; pinned and dropped quotes were
 * applied before it was made (`selectQuotes`). Edits whose block is not there change nothing. Applying twice is the same
 * as once.
 */
export function applyOverlay(synthesis: Synthesis, overlay: readonly OverlayEdit[]): Synthesis {
  if (overlay.length === 0) return synthesis;
  const edits = sortOut(overlay);
  const sections = synthesis.sections.map((section) => applySection(section, edits));
  const said = (block: string, text: string) => edits.texts.get(block)?.text ?? text;
  // A key point repeats its section's finding.
  const moved = new Map(
    sections.flatMap((section, index) => {
      const before = synthesis.sections[index]?.finding;
      const { words, overridden } = section.finding;
      const same =
        before?.words === words &&
        before.overridden?.words === overridden?.words &&
        before.overridden?.reason === overridden?.reason;
      return same ? [] : [[section.question.id, section] as const];
    }),
  );
  const keyPoints = synthesis.keyPoints.map((point): Sentence => {
    const section = moved.get(point.id ?? "");
    if (section === undefined || point.by !== "rules") return point;
    return {
      ...keyPointOf(section, synthesis.methods),
      by: section.finding.overridden ? "author" : "rules",
    };
  });
  const paragraphs = ownParagraphs(synthesis, edits);
  return {
    ...synthesis,
    survey: {
      ...synthesis.survey,
      title: said("title", synthesis.survey.title),
      introduction: said("opening", synthesis.survey.introduction),
    },
    overview: applySentences(synthesis.overview, "overview", edits),
    keyPoints: applySentences(keyPoints, "key", edits),
    sections: inOrder(sections, ({ question }) => question.id, edits.orders.get("sections")),
    ...(paragraphs.length > 0 ? { paragraphs } : {}),
  };
}

/** How an edit stands to the synthesis (without edits) that it is applied to. */
export function stateOfEdit(synthesis: Synthesis, edit: OverlayEdit): EditState {
  const hasSection = (id: string) => synthesis.sections.some(({ question }) => question.id === id);
  switch (edit.kind) {
    case "text":
    case "finding": {
      const block = edit.kind === "text" ? edit.block : findingBlock(edit.question);
      const now = textOfBlock(synthesis, block);
      if (now === null) return { kind: "gone" };
      const same = sha256(now) === edit.source.hash;
      const agrees = edit.kind === "text" && now === edit.text;
      return same || agrees ? { kind: "current" } : { kind: "stale", now };
    }
    case "hidden":
      return { kind: hasBlock(synthesis, edit.block) ? "current" : "gone" };
    case "work":
      return { kind: hasSection(edit.question) ? "current" : "gone" };
    case "paragraph": {
      const [first, question = ""] = edit.place.split("/");
      return { kind: first !== "q" || hasSection(question) ? "current" : "gone" };
    }
    default:
      return { kind: "current" };
  }
}
