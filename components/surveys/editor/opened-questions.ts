import { gapsOf } from "@/lib/core/survey/opening-checklist";
import type { QuestionFields } from "@/lib/core/survey/question-draft";
import type { RewordingDecision } from "@/lib/core/survey/rewording";
import type { QuestionDecision } from "@/lib/surveys/editor/schema";
import type { ListedQuestion } from "./question-list";

/** A question changed on this page after the opening. */
export type OpenedChange = {
  readonly id: string;
  /** Null until the author has chosen. */
  readonly decision: RewordingDecision | null;
  /** What keeps it from being stored: it is not whole, or nobody has said what becomes of its answers. */
  readonly waits: "gaps" | "decision" | null;
};

/** What the store of the editor knows of its questions. */
type Questions = {
  readonly view: { readonly draft: boolean; readonly questions: readonly ListedQuestion[] };
  readonly question: (id: string) => QuestionFields;
  readonly isTyped: (id: string) => boolean;
};

/** What was decided on questions changed after the opening, until it is stored with them. */
export class OpenedQuestions {
  private readonly decisions = new Map<string, RewordingDecision>();

  constructor(private readonly store: Questions) {}

  decide(id: string, decision: RewordingDecision): void {
    this.decisions.set(id, decision);
  }

  forget(id: string): void {
    this.decisions.delete(id);
  }

  /** The decisions that go with the changes of these questions. */
  decisionsOn(questions: readonly (string | null)[]): readonly QuestionDecision[] {
    return [...this.decisions]
      .filter(([question]) => questions.includes(question))
      .map(([question, decision]) => ({ question, decision }));
  }

  /** What is changed in one question and not stored; null for nothing, and in a draft. */
  changeOf(id: string | null): OpenedChange | null {
    const { view } = this.store;
    if (id === null || view.draft || !this.store.isTyped(id)) return null;
    const decision = this.decisions.get(id) ?? null;
    const isWhole = gapsOf(this.store.question(id)).every(({ weight }) => weight !== "must");
    const people = view.questions.find((question) => question.id === id)?.answered.people ?? 0;
    const waits = !isWhole ? "gaps" : people > 0 && decision === null ? "decision" : null;
    return { id, decision, waits };
  }

  changes(): readonly OpenedChange[] {
    if (this.store.view.draft) return [];
    return this.store.view.questions.flatMap(({ id }) => this.changeOf(id) ?? []);
  }
}
