import { type Language, languageNames } from "@/lib/core/language";
import type { SetupDraft } from "@/lib/core/survey/question-draft";
import { withScaleIn } from "@/lib/core/survey/scale-language";
import { useEditor } from "./editor-context";

/**
 * Says the standard scales of a draft in the language of its experts, and offers to undo it. Labels of the author's own
 * stay; so does every label of a survey that has opened, where experts have read them.
 */
export function useStandardScales(): (language: Language) => void {
  const { store, offerUndo } = useEditor();
  return (language) => {
    if (!store.view.draft) return;
    const turned = store.view.questions.flatMap(({ id }) => {
      const before = store.question(id).setup;
      const after = withScaleIn(before, language);
      return after === null ? [] : [{ id, before, after }];
    });
    if (turned.length === 0) return;
    for (const { id, after } of turned) store.setQuestion(id, "setup", after);
    const scales = turned.length === 1 ? "One scale has" : `${turned.length} scales have`;
    offerUndo({
      words: `${scales} their usual labels in ${languageNames[language]} now.`,
      undo: () => {
        for (const { id, before, after } of turned) {
          // What was changed since is the author's own.
          if (same(store.question(id).setup, after)) store.setQuestion(id, "setup", before);
        }
      },
      place: "language",
    });
  };
}

function same(one: SetupDraft, other: SetupDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
