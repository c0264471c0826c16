import type { SaveStatus } from "@/components/answers/autosave-ports";
import type { OpenedChange } from "./opened-questions";
import type { QuestionList } from "./question-list";

/** What is known of the saving; an expert’s page alone is told more. */
export type EditorStatus = Exclude<SaveStatus, "erased" | "revoked" | "outdated">;

/** What the page shows of the editor as a whole. */
export type EditorView = QuestionList & {
  /** Whether the survey is a draft: only then is the list of questions open to change. */
  readonly draft: boolean;
  /** The survey's life has changed since this page was loaded. */
  readonly outdated: boolean;
  readonly status: EditorStatus;
  /** Names of fields of which two texts wait for a choice. */
  readonly conflicts: readonly string[];
  /** Names of fields that the server did not take, with its words. */
  readonly refused: readonly { readonly name: string; readonly words: string }[];
  /** Questions that somebody else deleted while words of theirs were typed here and not stored. */
  readonly orphans: readonly string[];
  /** Questions that were changed since the survey opened and are not stored, with what was decided about their answers. */
  readonly changes: readonly OpenedChange[];
  /** Something that did not work, in words; null when all is well. */
  readonly trouble: string | null;
};
