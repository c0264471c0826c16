import type { SetupDraft } from "@/lib/core/survey/question-draft";

/** What the fields of one kind of question are given. */
export type SetupProps<Kind extends SetupDraft["kind"]> = {
  /** The question; begins the ids of the inputs. */
  readonly id: string;
  readonly setup: Extract<SetupDraft, { kind: Kind }>;
  readonly change: (setup: SetupDraft) => void;
};
