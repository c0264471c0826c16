import type { AutosaveState, SaveRequest, SaveResult } from "@/lib/core/answers/autosave";
import type { KeptAnswers } from "./kept-answers";

export type SaveStatus =
  | "saved"
  | "saving"
  | "unsaved"
  /** The server cannot be reached. */
  | "offline"
  /** The server answers that it cannot take it now. */
  | "busy"
  | "conflict"
  | "refused"
  | Halted;

/**
 * Why nothing is sent any more: the survey takes no answers; the link has ended in this browser; the page is older than what
 * the server takes; the person was erased, or their invitation revoked, and nothing that they type is kept anywhere.
 */
export type Halted = "closed" | "ended" | "outdated" | "erased" | "revoked";

/** Whether what was typed is gone from the server for good, so that this browser forgets it too. */
export function isGone(status: SaveStatus): status is "erased" | "revoked" {
  return status === "erased" || status === "revoked";
}

/** Why a choice of consent was not stored, or that it was after all; the catalogue says it in words. */
export type ConsentNotice = "offline" | "refused" | "tighter" | "stored";

/** What became of one request. */
export type SaveOutcome =
  | {
      readonly kind: "results";
      readonly results: readonly SaveResult[];
      /** Names of fields whose question was reworded since the page was loaded. */
      readonly reworded: readonly string[];
      /** Until when what was begun can be finished, once the survey has closed; milliseconds from now. */
      readonly graceMs: number | null;
      /** How often the response was submitted by now, where the server says so. */
      readonly submission?: number;
    }
  | {
      readonly kind: "failed";
      readonly why: "offline" | "busy";
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: "halted"; readonly why: Halted };

/** What the form shows of the autosave. */
export type AutosaveView = {
  readonly state: AutosaveState;
  readonly status: SaveStatus;
  readonly consentNotice: ConsentNotice | null;
  /** The names of the fields that the notice is about; absent where consent is not asked. */
  readonly consentAt?: readonly string[];
  readonly reworded: readonly string[];
  /** The survey has closed; the whole minutes in which what was begun can be finished. */
  readonly graceMinutes: number | null;
  /** How often the response was submitted, as the server said last; null before it did, absent where it is not asked. */
  readonly submission?: number | null;
};

/** Everything outside: network, storage, clock, and the form. */
export type AutosavePorts = {
  readonly post: (batch: readonly SaveRequest[], leaving: boolean) => Promise<SaveOutcome>;
  /** Rejects where the browser forbids storage; typing then rests on the server alone. */
  readonly openKept: () => Promise<KeptAnswers>;
  /** Asks how the response stands, where nothing is to be sent. */
  readonly ask?: () => Promise<SaveOutcome>;
  /** Makes every page of this browser forget the response, for good. */
  readonly forget?: () => Promise<unknown>;
  /** Calls back once after so many milliseconds; gives what takes that back. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly now: () => number;
  /** Puts a value into the form: restored after a reload, or chosen in a conflict. */
  readonly show: (name: string, value: unknown) => void;
  readonly changed: (view: AutosaveView) => void;
  /** Fields that are not sent yet, because the person has something to decide first; none where it is left out. */
  readonly waits?: (name: string) => boolean;
};
