import { sha256 } from "../../sha256";
import type { Quote, Sentence, Synthesis } from "../synthesis-schema";

// A block is a part of a synthesis that an author can take hold of. Its id is made of what it speaks of, never of its words
// or its place, so that it names the same part after the answers have changed:
//   title, opening, overview/<sentence>, key/<question>, q/<question>/finding, q/<question>/summary/<sentence>,
//   q/<question>/theme/<theme>, q/<question>/dissent, q/<question>/cited/<hash>, own/<id>

/** The block of one sentence of a list ("overview", "key", "q/<question>/summary"). */
export function sentenceBlock(list: string, sentence: Sentence): string {
  return `${list}/${sentence.id ?? ""}`;
}

export const summaryList = (question: string) => `q/${question}/summary`;
export const themeList = (question: string) => `q/${question}/themes`;
export const paragraphList = (place: string) => `own/${place}`;
export const findingBlock = (question: string) => `q/${question}/finding`;
export const dissentBlock = (question: string) => `q/${question}/dissent`;
export const themeBlock = (question: string, theme: string) => `q/${question}/theme/${theme}`;
export const ownBlock = (id: string) => `own/${id}`;

/** The order of a section's works; its ids are their blocks. */
export const workList = (question: string) => `q/${question}/works`;
/** The order of a theme's quotes; its ids are `quoteId`s. */
export const quoteList = (question: string, theme: string) => `q/${question}/theme/${theme}/quotes`;
export const isQuoteList = (list: string) => /^q\/[^/]+\/theme\/[^/]+\/quotes$/.test(list);

/** A work's id may hold a title, which is somebody's words: the block has a hash of it. */
export function workBlock(question: string, workId: string): string {
  return `q/${question}/cited/${workHash(workId)}`;
}

/** What a work's block has of its id. */
export function workHash(workId: string): string {
  return sha256(workId).slice(0, 16);
}

/** A quote within its theme, by the stored id of its answer. */
export function quoteId({ answer, start, end }: Pick<Quote, "answer" | "start" | "end">): string {
  return `${answer}/${start}-${end}`;
}

/** What a block is a part of, read from its id; null for what is no block's id. */
export type BlockParts =
  | { readonly kind: "title" | "opening" }
  | { readonly kind: "overview" | "key" | "own"; readonly id: string }
  | { readonly kind: "finding" | "dissent"; readonly question: string }
  | { readonly kind: "summary" | "theme" | "work"; readonly question: string; readonly id: string };

const inQuestion = { summary: "summary", theme: "theme", cited: "work" } as const;

/** Reads the id of a block. */
export function partsOfBlock(block: string): BlockParts | null {
  if (block === "title" || block === "opening") return { kind: block };
  const [head = "", ...rest] = block.split("/");
  const [first = "", part = "", id = ""] = rest;
  if (head === "overview" || head === "key" || head === "own") {
    return rest.length === 1 ? { kind: head, id: first } : null;
  }
  if (head !== "q") return null;
  if (rest.length === 2) {
    return part === "finding" || part === "dissent" ? { kind: part, question: first } : null;
  }
  if (rest.length !== 3 || !Object.hasOwn(inQuestion, part)) return null;
  return { kind: inQuestion[part as keyof typeof inQuestion], question: first, id };
}

/** The id of a block within a page. */
export function blockAnchor(block: string): string {
  return `block-${block.replace(/[^a-zA-Z0-9-]+/g, "-")}`;
}

/** The words of a block that an author can reword; null where there is no such block. */
export function textOfBlock(synthesis: Synthesis, block: string): string | null {
  const parts = partsOfBlock(block);
  if (parts === null) return null;
  const sentence = (list: readonly Sentence[] | undefined, id: string) =>
    list?.find((one) => one.id === id)?.text ?? null;
  const section =
    "question" in parts
      ? synthesis.sections.find(({ question }) => question.id === parts.question)
      : undefined;
  switch (parts.kind) {
    case "title":
      return synthesis.survey.title;
    case "opening":
      return synthesis.survey.introduction;
    case "overview":
      return sentence(synthesis.overview, parts.id);
    case "key":
      return sentence(synthesis.keyPoints, parts.id);
    case "finding":
      return section?.finding.words ?? null;
    case "summary":
      return sentence(section?.summary, parts.id);
    case "theme":
      return section?.themes.find(({ id }) => id === parts.id)?.title ?? null;
    default:
      return null;
  }
}

/** Whether a block of any kind is there. */
export function hasBlock(synthesis: Synthesis, block: string): boolean {
  if (textOfBlock(synthesis, block) !== null) return true;
  return synthesis.sections.some(({ question, works }) =>
    works.some((work) => workBlock(question.id, work.id) === block),
  );
}

/** What an edit remembers of the text that it is made over. */
export function madeOver(text: string): { hash: string; text: string } {
  return { hash: sha256(text), text };
}
