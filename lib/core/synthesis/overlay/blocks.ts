import { sha256 } from "../../sha256";
import type { Sentence, Synthesis } from "../synthesis-schema";

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

/** A work's id may hold a title, which is somebody's words: the block has a hash of it. */
export function workBlock(question: string, workId: string): string {
  return `q/${question}/cited/${sha256(workId).slice(0, 16)}`;
}

/** The id of a block within a page. */
export function blockAnchor(block: string): string {
  return `block-${block.replace(/[^a-zA-Z0-9-]+/g, "-")}`;
}

/** The words of a block that an author can reword; null where there is no such block. */
export function textOfBlock(synthesis: Synthesis, block: string): string | null {
  if (block === "title") return synthesis.survey.title;
  if (block === "opening") return synthesis.survey.introduction;
  const [first = "", second = "", third = "", fourth = ""] = block.split("/");
  const sentence = (list: readonly Sentence[], id: string) =>
    list.find((one) => one.id === id)?.text ?? null;
  if (first === "overview") return sentence(synthesis.overview, second);
  if (first === "key") return sentence(synthesis.keyPoints, second);
  const section = synthesis.sections.find(({ question }) => question.id === second);
  if (first !== "q" || section === undefined) return null;
  if (third === "finding") return section.finding.words;
  if (third === "summary") return sentence(section.summary, fourth);
  if (third === "theme") return section.themes.find(({ id }) => id === fourth)?.title ?? null;
  return null;
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
