import { parseAnswerValue } from "../answers/answer-value";
import type { Question } from "../survey/survey-schema";
import { sideOf } from "../synthesis/poles";
import type { Synthesis, SynthesisAnswer } from "../synthesis/synthesis-schema";
import { holdBackFigures } from "./hold-back";
import { toPublicSynthesis } from "./publish";

// What respondents are shown of one another before anything is published. Figures and words go separate ways: figures are
// stored as they were shown, so that what is shown next can be held back beside them; words are read under the consent of
// the moment and stored nowhere.

/** One more than the public's: each reader knows one of the answers, their own. */
export function feedbackGroup(minimumGroup: number): number {
  return minimumGroup + 1;
}

const wordless = { overview: [], keyPoints: [] } as const;

/** A public synthesis without a word, name or wording of anybody: what figures are held back beside. */
function withoutWords(synthesis: Synthesis): Synthesis {
  const sections = synthesis.sections.map((section) => {
    const worded = section.question.kind === "works" || section.question.kind === "text";
    const { statistics } = section;
    return {
      ...section,
      finding: worded ? { ...section.finding, words: "", counts: "" } : section.finding,
      statistics: "others" in statistics ? { ...statistics, others: [] } : statistics,
      summary: [],
      themes: [],
      works: [],
      dissent: section.dissent === null ? null : { quote: null, text: "" },
    };
  });
  const answers = synthesis.answers.map(
    ({ question, attribution, value, confidence, low, high }, index): SynthesisAnswer => ({
      id: `f${index + 1}`,
      question,
      attribution,
      shownAs: "",
      value: value
        .split(";")
        .map((part) => (part.trim().startsWith("other:") ? "other" : part))
        .join(";"),
      confidence,
      low,
      high,
      text: "",
      quote: false,
    }),
  );
  return {
    ...synthesis,
    ...wordless,
    groups: null,
    survey: { ...synthesis.survey, introduction: "", authors: [] },
    sections: sections as Synthesis["sections"],
    answers,
  };
}

/**
 * The figures that respondents are shown, computed from a private synthesis: through the consent serializer, and held back
 * beside everything that was shown before (`shown`: public forms, the latest last).
 */
export function feedbackFigures(synthesis: Synthesis, shown: readonly Synthesis[]): Synthesis {
  const minimumGroup = feedbackGroup(synthesis.methods.minimumGroup);
  const strict = { ...synthesis, methods: { ...synthesis.methods, minimumGroup } };
  let drawn = 0;
  const complete = toPublicSynthesis(strict, {
    drawId: () => {
      drawn += 1;
      return `f${drawn}`;
    },
  });
  return withoutWords(holdBackFigures(shown, complete, minimumGroup));
}

/** Words of another respondent that may be read, with who they may be said to be. */
export type OthersPoint = {
  readonly id: string;
  readonly text: string;
  readonly edited: boolean;
  readonly shownAs: string;
  readonly role: string | null;
  /** Empty where values are off their names. */
  readonly value: string;
};

const mostPoints = 3;

function sideOfValue(question: Question, value: string): -1 | 0 | 1 | null {
  if (question.kind !== "stance") return null;
  const parsed = parseAnswerValue(question, value);
  if (!parsed.ok || parsed.value.kind !== "stance") return null;
  return sideOf(parsed.value.category, question.scale.length);
}

/**
 * The strongest points on the other side from one's own, of `points` in their order: those of respondents on the opposite
 * pole. From the middle, and without a position, both poles are the other side; where a question has no sides, everybody
 * else is. A point whose value is hidden is on no side.
 */
export function pointsOfOthers<P extends Pick<OthersPoint, "value">>(
  question: Question,
  ownValue: string,
  points: readonly P[],
): P[] {
  const mine = sideOfValue(question, ownValue) ?? 0;
  return points
    .filter(({ value }) => {
      if (question.kind !== "stance") return true;
      const side = sideOfValue(question, value);
      return side !== null && side !== 0 && side !== mine;
    })
    .slice(0, mostPoints);
}

/** Whether the figures show values beside names and wordings on a question. */
export function showsValues(figures: Synthesis, question: string): boolean {
  return figures.answers.some((answer) => answer.question === question && answer.value !== "");
}
