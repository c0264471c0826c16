import type { Synthesis } from "../synthesis/synthesis-schema";
import { toPublicSynthesis } from "./publish";

/** A public synthesis, and which of its answers is whose. */
export type PublicForm = {
  readonly open: Synthesis;
  /** The public id of a respondent's answer to a question; undefined where it is not public. */
  readonly publicIdOf: (respondent: string, question: string) => string | undefined;
};

/** {@link toPublicSynthesis}, remembering which id was drawn for whose answer. */
export function toPublicForm(
  whole: Synthesis,
  { drawId }: { readonly drawId: (privateId: string) => string },
): PublicForm {
  const drawn = new Map<string, string>();
  const open = toPublicSynthesis(whole, {
    drawId: (privateId) => {
      const id = drawId(privateId);
      drawn.set(privateId, id);
      return id;
    },
  });
  const pair = (respondent: string, question: string) => JSON.stringify([respondent, question]);
  const byPair = new Map(
    whole.answers.map(({ id, respondent = "", question }) => [
      pair(respondent, question),
      drawn.get(id),
    ]),
  );
  return { open, publicIdOf: (respondent, question) => byPair.get(pair(respondent, question)) };
}

/** Ids that differ from the stored ones, where nobody outside sees them. */
export function drawInOrder(): (privateId: string) => string {
  let drawn = 0;
  return () => {
    drawn += 1;
    return `a${drawn}`;
  };
}
