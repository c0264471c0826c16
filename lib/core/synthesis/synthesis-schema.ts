import type { Attribution } from "../answers/answer";
import type { Passage } from "../publication/excerpt";
import type { QuestionKind } from "../survey/survey-schema";

/** What a sentence rests on: a range of one answer's text, a whole answer, a named statistic, or a work. */
export type Source =
  | { readonly statistic: string }
  | { readonly answer: string; readonly start: number; readonly end: number }
  | { readonly answer: string }
  | { readonly work: string };

/** A sentence with its sources. */
export type Sentence = {
  /** What it speaks of ("position", "themes" …), unique in its list and the same after each regeneration. */
  readonly id?: string;
  readonly text: string;
  readonly by: "rules" | "author" | "model";
  readonly sources: readonly Source[];
  /** Which model worded it, where `by` is "model". */
  readonly model?: string;
};

export type FindingLabel =
  | "too-few"
  | "uncertain"
  | "disagree"
  | "agree"
  | "reject"
  | "lean-agree"
  | "lean-reject"
  | "mixed";

/** The finding of a section. `label` is null for kinds other than stance. */
export type Finding = {
  readonly label: FindingLabel | null;
  readonly dissent: boolean;
  readonly provisional: boolean;
  /** 2 to 9 words. */
  readonly words: string;
  /** The counts that stand beside the words: "8 to 4", "9 of 12". */
  readonly counts: string;
  readonly overridden: { readonly words: string; readonly reason: string } | null;
};

export type Interval = readonly [number, number];

export type Fragility = { readonly knifeEdge: boolean; readonly flips: number };

export type StanceStatistics = {
  readonly n: number;
  readonly noOpinion: number;
  readonly counts: readonly number[];
  readonly shares: readonly number[];
  readonly weightedShares: readonly number[] | null;
  readonly effectiveN: number | null;
  readonly withoutConfidence: number;
  readonly median: number | null;
  readonly iqr: Interval | null;
  readonly agree: PoleStatistics;
  readonly disagree: PoleStatistics;
  readonly disagreementIndex: number | null;
  readonly agreement: number | null;
  readonly consensus: number | null;
  readonly fragility: Fragility | null;
};

export type PoleStatistics = {
  readonly count: number;
  readonly share: number | null;
  readonly wilson: Interval;
  readonly bounds: Interval | null;
};

export type ChoiceStatistics = {
  readonly n: number;
  readonly noOpinion: number;
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly count: number;
    readonly share: number | null;
    readonly wilson: Interval;
  }[];
  readonly others: readonly { readonly text: string; readonly count: number }[];
  readonly fragility: null;
};

/** A value on an estimate's axis; "never" and "beyond" order last. */
export type EstimatePoint = number | "never" | "beyond";

export type EstimateStatistics = {
  readonly n: number;
  readonly noOpinion: number;
  readonly never: number;
  readonly beyond: number;
  readonly median: EstimatePoint | null;
  readonly iqr: readonly [EstimatePoint, EstimatePoint] | null;
  readonly values: readonly EstimatePoint[];
  readonly lowMedian: number | null;
  readonly highMedian: number | null;
  readonly fragility: null;
};

export type WorksStatistics = {
  readonly n: number;
  readonly works: number;
  readonly fragility: null;
};
export type TextStatistics = { readonly n: number; readonly fragility: null };

export type Statistics =
  | StanceStatistics
  | ChoiceStatistics
  | EstimateStatistics
  | WorksStatistics
  | TextStatistics;

/** A verbatim range of one answer's text: UTF-16 offsets, end exclusive. */
export type Quote = {
  readonly answer: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Publicly: the respondent put it into these words when asked to approve the quote. */
  readonly edited?: true;
};

export type Theme = {
  readonly id: string;
  readonly title: string;
  /** Stands where the author worded the title, or a model chose it from the respondents' words. */
  readonly titleBy?: "author" | "model";
  /** Respondents who make the point; null where it would say too much about a small group. */
  readonly count: number | null;
  readonly answers: readonly string[];
  readonly quotes: readonly Quote[];
};

/** A published work that respondents named. */
export type Work = {
  /** "doi:…", "arxiv:…", "openreview:…" or "url:…", or "title:…" where there is no address. */
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  readonly citedBy: number;
  /** The other columns of the question, merged ("institutions", "objective" …). */
  readonly details: Readonly<Record<string, string>>;
  /** Answers that name it. Publicly only those that may be shown. */
  readonly answers: readonly string[];
  /** Stands where the author named it, and no respondent. */
  readonly by?: "author";
};

/** A paragraph of the author's own, in Markdown. */
export type AuthorParagraph = {
  readonly id: string;
  /** "opening" (after the overview), "q/<question>" (after that section's summary) or "end" (after the last section). */
  readonly place: string;
  readonly text: string;
  readonly by: "author";
};

export type QuestionSummary = {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  readonly scale?: readonly string[];
  /** What the two ends of the scale mean, lowest first, where the survey says so. */
  readonly poles?: readonly [string, string];
  readonly options?: readonly { readonly id: string; readonly label: string }[];
  readonly columns?: readonly string[];
  readonly unit?: "percent" | "year" | "number";
  readonly min?: number;
  readonly max?: number;
  /** Which wording of the question the section is of, from 1; absent for the first. */
  readonly wording?: number;
};

/** A side of a scale: below its middle, in it, above it. */
export type ShiftSide = "low" | "middle" | "high";

/** Where those went who stood on one side before. Counts of respondents. */
export type ShiftRow = {
  readonly from: ShiftSide;
  readonly to: Readonly<Record<ShiftSide, number>>;
};

/** How the positions of those moved who answered before and after they read what the others said. */
export type Shift = {
  readonly rows: readonly ShiftRow[];
  /** Respondents with a position before and after; publicly null below the minimum group. */
  readonly n: number | null;
  /** Scheibe's share of votes that moved; publicly null where fewer than the minimum group moved. */
  readonly moved: number | null;
  /** At most 15 % moved; null where the public figures do not tell. */
  readonly stable: boolean | null;
};

export type SectionOf<K extends QuestionKind, S extends Statistics> = {
  readonly question: QuestionSummary & { readonly kind: K };
  readonly finding: Finding;
  readonly statistics: S;
  readonly summary: readonly Sentence[];
  readonly themes: readonly Theme[];
  /** Stands where a model sorted the points into these themes, and an author accepted that. */
  readonly grouped?: { readonly model: string; readonly acceptedBy: string };
  /** The dissenting quote of the minority floor, or the sentence that none is available; null where no side is sizeable. */
  readonly dissent: { readonly quote: Quote | null; readonly text: string } | null;
  readonly works: readonly Work[];
  /** How positions moved once respondents had read what the others said; absent where nobody answered before and after,
   * publicly null where too few did. */
  readonly shift?: Shift | null;
};

export type Section =
  | SectionOf<"stance", StanceStatistics>
  | SectionOf<"choice", ChoiceStatistics>
  | SectionOf<"estimate", EstimateStatistics>
  | SectionOf<"works", WorksStatistics>
  | SectionOf<"text", TextStatistics>;

/** An answer as the synthesis carries it. Publicly only what its consent allows. */
export type SynthesisAnswer = {
  readonly id: string;
  readonly question: string;
  readonly attribution: Attribution;
  /** The name, the wording of the respondent's own, or "" for an answer that nobody sees. */
  readonly shownAs: string;
  /** Beside the name of a `named` answer. */
  readonly role?: string;
  /** Declared beside the name of a `named` answer: who funds and who employs its respondent. */
  readonly interests?: string;
  readonly value: string;
  readonly confidence: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
  /** The text may be quoted: all of it where submitting approved quotes, else as far as its approved passages go. */
  readonly quote: boolean;
  /** Privately: the passages that the respondent approved one by one. */
  readonly passages?: readonly Passage[];
  /** Publicly, where `text` is an excerpt: the places of its approved passages in it, in order. */
  readonly excerpt?: readonly { readonly start: number; readonly end: number }[];
  /** Publicly on `named` answers only. */
  readonly respondent?: string;
};

/** Respondents whose answers to the stance questions lie close together. */
export type OpinionGroup = {
  /** "A" for the largest, and so on. */
  readonly id: string;
  readonly size: number;
  /** For each question compared: those of the group who took a stance, and how many on either side. */
  readonly questions: readonly {
    readonly question: string;
    readonly n: number;
    readonly agree: number;
    readonly disagree: number;
  }[];
};

/** A question on which the groups part: the largest difference between their shares on one side. */
export type GroupContrast = {
  readonly question: string;
  readonly side: "agree" | "disagree";
  readonly difference: number;
};

/** A question on which most of every group take one side, with the group-informed consensus. */
export type GroupConsensus = {
  readonly question: string;
  readonly side: "agree" | "disagree";
  readonly consensus: number;
};

/** A respondent on the map. The name stands only where all answers that the place is made of are named. */
export type MapPoint = {
  readonly x: number;
  readonly y: number;
  /** Id of the opinion group. */
  readonly group: string | null;
  readonly shownAs: string | null;
  readonly respondent?: string;
};

/** Where respondents stand to each other over the stance questions. Publicly made of public answers alone. */
export type OpinionGroups = {
  /** The stance questions compared. */
  readonly questions: readonly string[];
  /** Respondents compared: those who took a stance on at least half of these questions. */
  readonly n: number;
  /** How clearly the groups stand apart, 0.25 to 1; null where there are none. */
  readonly silhouette: number | null;
  /** Largest first; empty where the answers fall into no clear groups. */
  readonly groups: readonly OpinionGroup[];
  readonly divides: readonly GroupContrast[];
  readonly joins: readonly GroupConsensus[];
  readonly map: readonly MapPoint[];
  readonly summary: readonly Sentence[];
};

export type Methods = {
  readonly invited: number | null;
  readonly answered: number;
  readonly partial: number;
  readonly declined: number;
  readonly responseRate: number | null;
  /** Calendar dates, ISO, in the survey's time zone; null where the input has no times. */
  readonly from: string | null;
  readonly to: string | null;
  readonly recruited: {
    readonly author: number;
    readonly colleague: number;
    readonly self: number;
  };
  readonly findingRules: {
    readonly id: string;
    readonly sha256: string;
    /** True only when no answer is older than the opening that froze the rules. */
    readonly declaredBefore: boolean;
  };
  readonly minimumGroup: number;
  /** "Submitting approves verbatim quotes" was declared to the experts. */
  readonly quotesApprovedBySubmitting: boolean;
  /** The levels that respondents could choose from; absent where these were all. */
  readonly attributions?: readonly Attribution[];
  /** "rules", or the models that worded sentences which an author accepted. */
  readonly textBy: "rules" | string;
  /** The model that was sent text that may be quoted; absent where nothing was sent to any. */
  readonly model?: {
    readonly name: string;
    /** Where it runs: the host that the text was sent to. */
    readonly host: string;
    /** Names of the authors who accepted its sentences, as far as they gave one. */
    readonly acceptedBy: readonly string[];
  };
  /** How respondents read one another before their last answer; absent where they did not. */
  readonly feedback?: FeedbackMethod;
  /** Of those who answered, how many the author entered and who have not confirmed it; absent for none. */
  readonly entered?: number;
  /** Wordings that questions had before their present ones, the newest first; absent where none was reworded. */
  readonly earlierWordings?: readonly EarlierWording[];
};

/** A wording that a question no longer has. */
export type EarlierWording = {
  readonly question: string;
  readonly prompt: string;
  /** What it was set to, where that is another now: its scale, options, range … */
  readonly setup?: string;
  /** Who answered it and not the present one: counted here, in no figure. Publicly null for 1 up to the minimum group. */
  readonly answered: number | null;
};

/** Respondents read one another once they had submitted, or between rounds. */
export type FeedbackMethod =
  | { readonly kind: "after-submitting" }
  | { readonly kind: "rounds"; readonly round: number; readonly of: number };

/** `consilience-synthesis/1`. The same type carries the private form (all answers) and the public one. */
export type Synthesis = {
  readonly format: "consilience-synthesis/1";
  readonly private: boolean;
  readonly survey: {
    readonly title: string;
    readonly introduction: string;
    readonly authors: readonly { readonly name: string; readonly url?: string | undefined }[];
    readonly fictional: boolean;
  };
  readonly methods: Methods;
  /** A paragraph for the whole survey. */
  readonly overview: readonly Sentence[];
  readonly keyPoints: readonly Sentence[];
  readonly sections: readonly Section[];
  /** Null with too few stance questions or respondents to compare. */
  readonly groups: OpinionGroups | null;
  readonly paragraphs?: readonly AuthorParagraph[];
  readonly answers: readonly SynthesisAnswer[];
};
