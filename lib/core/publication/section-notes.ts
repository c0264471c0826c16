import { dissentBlock, findingBlock } from "../synthesis/overlay/blocks";
import type { QuoteSelection } from "../synthesis/overlay/select-quotes";
import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { type RailNote, type ValuesOff, valuesOffWords } from "./rail-note";

/**
 * What stands in the way, or should be known, of single questions: `complete` is the public form as it would be without
 * earlier versions, `base` as it is beside them, `published` with the author's edits.
 */
export function sectionNotes(
  selection: QuoteSelection,
  complete: Synthesis,
  base: Synthesis,
  published: Synthesis,
): RailNote[] {
  const figures = (section: Section | undefined) => JSON.stringify(section?.statistics);
  const number = (id: string) =>
    published.sections.findIndex(({ question }) => question.id === id) + 1;
  return [
    ...selection.withoutDissent.map(
      (id): RailNote => ({
        kind: "minority-floor",
        blocks: true,
        block: dissentBlock(id),
        text: `Question ${number(id)}: a sizeable side disagrees, and you dropped its quote. Pin another of that side, or take the drop back.`,
      }),
    ),
    ...base.sections.flatMap((section, index): RailNote[] => {
      const { id } = section.question;
      if (figures(section) === figures(complete.sections[index])) return [];
      return [
        {
          kind: "held-back",
          blocks: false,
          block: findingBlock(id),
          text: `Question ${number(id)}: the figures stay as in the version before, because the difference would show answers of fewer than ${base.methods.minimumGroup} people.`,
        },
      ];
    }),
    ...base.sections.flatMap(({ question: { id } }): RailNote[] => {
      const kind = valuesOff(id, selection.document, complete, base);
      if (kind === null) return [];
      const words = valuesOffWords(kind, base.methods.minimumGroup);
      const text = `Question ${number(id)}: ${words}`;
      return [{ kind, blocks: false, block: findingBlock(id), text }];
    }),
  ];
}

/** Why names stand without their values on a question; null where they do not. */
function valuesOff(
  id: string,
  document: Synthesis,
  complete: Synthesis,
  base: Synthesis,
): ValuesOff | null {
  const own = document.answers.filter(({ question }) => question === id);
  const hidden = own.filter(
    ({ attribution, value }) => attribution !== "named" && attribution !== "role" && value !== "",
  ).length;
  if (hidden > 0 && hidden < base.methods.minimumGroup && own.length > hidden) return "small-group";
  const showsValues = ({ answers }: Synthesis) =>
    answers.some(({ question, value }) => question === id && value !== "");
  return showsValues(complete) && !showsValues(base) ? "values-off" : null;
}
