import { sha256 } from "../../sha256";
import type { Question } from "../../survey/survey-schema";
import { readWorkAddress } from "../work-address";
import { type OverlayEdit, overlayEditSchema } from "./edit";

/**
 * The works that an author lists in a question, as the edits of the page that they become once the survey opens. A work
 * listed twice is one; a row without a title is none.
 */
export function ownWorkEdits(question: Question): readonly OverlayEdit[] {
  if (question.kind !== "works") return [];
  const edits = new Map<string, OverlayEdit>();
  for (const { title = "", url = "", ...details } of question.works ?? []) {
    const address = readWorkAddress(url)?.url ?? null;
    const id = `own-${sha256(`${question.id}\n${title}\n${url}`).slice(0, 16)}`;
    const filled = Object.entries(details).filter(([, cell]) => cell.trim() !== "");
    const edit = overlayEditSchema.safeParse({
      kind: "work",
      id,
      question: question.id,
      title,
      url: address,
      details: Object.fromEntries(filled),
    });
    if (edit.success) edits.set(id, edit.data);
  }
  return [...edits.values()];
}
