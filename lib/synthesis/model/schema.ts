import { z } from "zod";

/** What an author decides on one proposal; "open" takes a decision back. */
export const decisionSchema = z.object({
  surveyId: z.uuid(),
  proposalId: z.uuid(),
  decision: z.enum(["accept", "reject", "open"]),
  /** A sentence, or how the points of a question are sorted. */
  what: z.enum(["sentence", "themes"]).default("sentence"),
});

export type Decision = z.infer<typeof decisionSchema>["decision"];

/** A proposal as the author's panel shows it. */
export type ProposalView = {
  readonly id: string;
  readonly model: string;
  /** Where it would stand, in words. */
  readonly place: string;
  readonly rule: string;
  readonly text: string;
  readonly state: "proposed" | "accepted" | "rejected" | "stale";
  /** Passages that it cites, with who said them as far as the public reads it. */
  readonly passages: readonly { readonly who: string; readonly words: string }[];
  /** Names of the figures that it cites. */
  readonly figures: readonly string[];
  /** Who decided, and when. */
  readonly decided: string | null;
};

/** A proposed sorting of a question's points as the author's panel shows it. */
export type ThemesView = {
  readonly id: string;
  readonly model: string;
  readonly state: "proposed" | "accepted" | "rejected";
  /** Titles of the rules' themes. */
  readonly rule: readonly string[];
  readonly themes: readonly {
    /** Empty where the rules name it. */
    readonly title: string;
    readonly people: number;
    /** Its points, the shortest first. */
    readonly points: readonly string[];
  }[];
  /** Points that it leaves out of all themes. */
  readonly rest: number;
  /** It is accepted, and the draft is not computed from it: not yet, or because too much has come since. */
  readonly waits: boolean;
  readonly decided: string | null;
};

/** What the author's panel shows. */
export type ProposalsView = {
  readonly model: string;
  readonly host: string;
  readonly mayDecide: boolean;
  readonly questions: readonly {
    readonly number: number;
    readonly prompt: string;
    readonly proposals: readonly ProposalView[];
    readonly sortings: readonly ThemesView[];
  }[];
  readonly open: number;
  readonly accepted: number;
  /** What asking has come to, a line each. */
  readonly record: readonly { readonly name: string; readonly value: string }[];
  /** Sentences that did not pass, by why, the most frequent first. */
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
};
