import type { JsonValue } from "../json";
import { isQuoteList, partsOfBlock } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { plainWords, repeatedWords } from "./author-words";

// A version keeps the author's edits beside what they were made over. Their words are commitments too: an author may repeat
// what a respondent said, and then they go when the respondent does.

/** Stands for words that were taken out, in a paragraph of the author's. */
const withdrawn = "withdrawn";
/** Stands for a work of the author's that was taken out. */
export const withdrawnWork = "A work added by the author, taken out with withdrawn words";

type Json = { readonly [key: string]: JsonValue };

/** Fewer words than a run of an answer can repeat nobody. */
export function mayRepeat(text: string): boolean {
  return plainWords(text).length >= repeatedWords;
}

const isWork = (block: string) => partsOfBlock(block)?.kind === "work";

/** Edits as a version stores them. Pinned and dropped quotes are in the version's own quotes already. */
export function sealOverlay(
  edits: readonly OverlayEdit[],
  seal: (value: JsonValue) => JsonValue,
): JsonValue[] {
  const words = (text: string) => (mayRepeat(text) ? seal(text) : text);
  return edits.flatMap((edit): JsonValue[] => {
    switch (edit.kind) {
      case "text":
        return [{ kind: edit.kind, block: edit.block, by: edit.by, text: words(edit.text) }];
      case "hidden":
        // Which work was hidden is known from its title, and that is a respondent's.
        return [
          {
            kind: edit.kind,
            block: isWork(edit.block) ? seal(edit.block) : edit.block,
          },
        ];
      case "order":
        // Quotes stand in their order in the version itself.
        if (isQuoteList(edit.list)) return [];
        return [
          {
            kind: edit.kind,
            list: edit.list,
            order: edit.order.map((id) => (isWork(id) ? seal(id) : id)),
          },
        ];
      case "finding":
        return [
          {
            kind: edit.kind,
            question: edit.question,
            words: words(edit.words),
            reason: words(edit.reason),
          },
        ];
      case "paragraph":
        return [{ kind: edit.kind, id: edit.id, place: edit.place, text: words(edit.text) }];
      case "work": {
        const { kind, id, question, title, url, details } = edit;
        return [{ kind, id, question, work: seal({ title, url, details: { ...details } }) }];
      }
      default:
        return [];
    }
  });
}

const source = { hash: "", text: "" };

/**
 * Edits of a version as far as their words are still there. `open` gives a value back, and undefined where it was taken out.
 * A reworded block whose words are gone reads as it was computed; a paragraph and a work say that they were withdrawn.
 */
export function openOverlay(
  stored: JsonValue | undefined,
  open: (value: JsonValue) => JsonValue | undefined,
): OverlayEdit[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: JsonValue): OverlayEdit[] => {
    const sealed = one as Json;
    const opened = Object.fromEntries(
      Object.entries(sealed).map(([key, value]) => [key, open(value)]),
    );
    if (sealed["kind"] === "paragraph") {
      return [{ ...opened, text: opened["text"] ?? withdrawn } as unknown as OverlayEdit];
    }
    if (sealed["kind"] === "order") {
      const order = (sealed["order"] as JsonValue[]).flatMap((id) => open(id) ?? []);
      return [{ ...sealed, order } as unknown as OverlayEdit];
    }
    if (sealed["kind"] === "work" && opened["work"] === undefined) {
      const { kind, id, question } = sealed;
      const blank = { title: withdrawnWork, url: null, details: {} };
      return [{ kind, id, question, ...blank } as unknown as OverlayEdit];
    }
    if (Object.values(opened).includes(undefined)) return [];
    // Written by sealOverlay, from the same types.
    if (sealed["kind"] === "work") {
      const { work, ...rest } = opened;
      return [{ ...rest, ...(work as Json) } as unknown as OverlayEdit];
    }
    return [{ ...opened, source } as unknown as OverlayEdit];
  });
}
