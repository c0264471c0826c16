import type { Change } from "../publication/changelog";
import type { Synthesis } from "../synthesis/synthesis-schema";

/** A published synthesis in short, for catalogues and programs. */
export type SummaryCard = {
  /** The address that stays: the stable id. */
  readonly id: string;
  readonly title: string;
  readonly authors: Synthesis["survey"]["authors"];
  readonly fictional: boolean;
  readonly summary: string;
  readonly keyPoints: readonly string[];
  readonly questions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly prompt: string;
    readonly finding: string;
    readonly counts: string;
  }[];
  readonly metadata: {
    readonly invited: number | null;
    readonly answered: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly findingRules: string;
    readonly textBy: string;
  };
  readonly version: CardVersion;
  readonly versions: readonly CardVersion[];
};

export type CardVersion = {
  readonly number: number;
  readonly url: string;
  readonly publishedAt: string;
  readonly changes: readonly string[];
};

type CardSource = {
  readonly synthesis: Synthesis;
  readonly number: number;
  readonly versions: readonly {
    readonly number: number;
    readonly publishedAt: Date;
    readonly changelog: readonly Change[];
  }[];
};

/** The card of a version; `url` is the address of its synthesis. */
export function toSummaryCard(
  { synthesis, number, versions }: CardSource,
  url: string,
): SummaryCard {
  const { survey, methods, overview, keyPoints, sections } = synthesis;
  const cards = versions.map((version) => ({
    number: version.number,
    url: `${url}/v/${version.number}`,
    publishedAt: version.publishedAt.toISOString(),
    changes: version.changelog.map(({ text }) => text),
  }));
  const own = cards.find((card) => card.number === number);
  if (!own) throw new Error("a version stands among its versions");
  return {
    id: url,
    title: survey.title,
    authors: survey.authors,
    fictional: survey.fictional,
    summary: overview.map(({ text }) => text).join(" "),
    keyPoints: keyPoints.map(({ text }) => text),
    questions: sections.map(({ question, finding }) => ({
      id: question.id,
      kind: question.kind,
      prompt: question.prompt,
      finding: finding.overridden?.words ?? finding.words,
      counts: finding.counts,
    })),
    metadata: {
      invited: methods.invited,
      answered: methods.answered,
      from: methods.from,
      to: methods.to,
      findingRules: methods.findingRules.id,
      textBy: methods.textBy,
    },
    version: own,
    versions: cards,
  };
}
