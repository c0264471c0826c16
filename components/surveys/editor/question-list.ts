import type { EditorState, QuestionChange } from "@/lib/surveys/editor/schema";

export type ListedQuestion = {
  readonly id: string;
  /** Its id in files; empty until the server has named a new question. */
  readonly key: string;
  /** Whose answers stand under it; nobody's in a draft. */
  readonly answered: AnsweredCount;
};

export type AnsweredCount = NonNullable<EditorState["questions"][number]["answered"]>;

const nobody: AnsweredCount = { people: 0, reachable: 0 };

/** The questions of a survey in order, and those that can be brought back, the last deleted first. */
export type QuestionList = {
  readonly questions: readonly ListedQuestion[];
  readonly deleted: EditorState["deleted"];
};

/** The list as the server has it. */
export function listOf(state: EditorState): QuestionList {
  return {
    questions: state.questions.map(({ id, key, answered = nobody }) => ({ id, key, answered })),
    deleted: state.deleted,
  };
}

/** The list as it will be once the server has made a change; `promptOf` names what goes. */
export function changed(
  list: QuestionList,
  change: QuestionChange,
  promptOf: (id: string) => string,
): QuestionList {
  const { questions, deleted } = list;
  const indexOf = (id: string | null) => questions.findIndex((question) => question.id === id);
  const fresh: ListedQuestion = { id: change.id, key: "", answered: nobody };
  switch (change.change) {
    case "add":
    case "duplicate": {
      if (indexOf(change.id) >= 0) return list;
      const after = change.change === "add" ? change.after : change.of;
      const at = after === null ? questions.length : indexOf(after) + 1 || questions.length;
      return { ...list, questions: questions.toSpliced(at, 0, fresh) };
    }
    case "move": {
      const moved = questions.find(({ id }) => id === change.id);
      if (moved === undefined) return list;
      const rest = questions.filter(({ id }) => id !== change.id);
      const at = rest.findIndex(({ id }) => id === change.before);
      return { ...list, questions: rest.toSpliced(at < 0 ? rest.length : at, 0, moved) };
    }
    case "delete":
      if (indexOf(change.id) < 0) return list;
      return {
        questions: questions.filter(({ id }) => id !== change.id),
        deleted: [{ id: change.id, prompt: promptOf(change.id) }, ...deleted],
      };
    case "restore":
      // Where it stood only the server knows; it comes back with the answer.
      return { ...list, deleted: deleted.filter(({ id }) => id !== change.id) };
  }
}
