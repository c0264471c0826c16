import type { QuestionSummary } from "./synthesis-schema";

/** What the two ends of a stance's scale mean in words. */
export type Poles = {
  readonly style: "agreement" | "yes-no" | "named";
  readonly low: string;
  readonly high: string;
  /** The scale has a middle, and its label says "uncertain" in some words. */
  readonly middle: "uncertain" | "between" | null;
};

const uncertainWords =
  /uncertain|unsure|not sure|undecided|unclear|don.?t know|can.?t say|unsicher|incertain|indécis|incierto|indecis/i;
const yesWords = /\b(?:yes|definitely|certainly|surely|probably|likely|true)\b/i;
const noWords = /\b(?:no|not|never|unlikely|false)\b/i;

/** Reads the poles of a scale from what the survey says of them, else from its outer labels. */
export function readPoles(question: Pick<QuestionSummary, "scale" | "poles">): Poles {
  const scale = question.scale ?? [];
  const bottom = scale[0] ?? "";
  const top = scale.at(-1) ?? "";
  const middleLabel = scale.length % 2 === 1 ? scale[(scale.length - 1) / 2] : undefined;
  const middle =
    middleLabel === undefined ? null : uncertainWords.test(middleLabel) ? "uncertain" : "between";
  const [low, high] = question.poles ?? [];
  if (low !== undefined && high !== undefined) {
    const style = /^no$/i.test(low) && /^yes$/i.test(high) ? "yes-no" : "named";
    return { style: /^agree/i.test(high) ? "agreement" : style, low, high, middle };
  }
  if (/\bagree\b/i.test(top) && /\bdisagree\b/i.test(bottom)) {
    return { style: "agreement", low: "disagreement", high: "agreement", middle };
  }
  if (yesWords.test(top) && !noWords.test(top) && noWords.test(bottom)) {
    return { style: "yes-no", low: "no", high: "yes", middle };
  }
  return { style: "named", low: `“${bottom}”`, high: `“${top}”`, middle };
}

/** Which pole a category of a scale belongs to: the halves of the scale, a middle between them where K is odd. */
export function sideOf(category: number, size: number): -1 | 0 | 1 {
  const half = Math.floor(size / 2);
  if (category <= half) return -1;
  return category > size - half ? 1 : 0;
}

/** Votes below the middle, in it, and above it. */
export function sideCounts(counts: readonly number[]): {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
} {
  let [low, middle, high] = [0, 0, 0];
  counts.forEach((count, index) => {
    const side = sideOf(index + 1, counts.length);
    if (side < 0) low += count;
    else if (side > 0) high += count;
    else middle += count;
  });
  return { low, middle, high };
}
