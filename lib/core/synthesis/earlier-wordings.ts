import type { SynthesisInput } from "./synthesis-input";
import type { EarlierWording, Methods, QuestionSummary } from "./synthesis-schema";

/** The wordings that a question had before its present one, the newest first. */
export function earlierWordingsOf(
  methods: Pick<Methods, "earlierWordings">,
  question: string,
): readonly EarlierWording[] {
  return (methods.earlierWordings ?? []).filter((wording) => wording.question === question);
}

/** That a question was reworded and what became of the answers to the earlier wording, in sentences; null where it was not. */
export function rewordingWords(
  methods: Pick<Methods, "earlierWordings" | "minimumGroup">,
  question: string,
): string | null {
  const earlier = earlierWordingsOf(methods, question);
  if (earlier.length === 0) return null;
  return [
    "Reworded after the survey had opened.",
    ...earlier.map(
      ({ prompt, setup, answered }) =>
        `Earlier wording: “${prompt}” (${[setup, people(answered, methods)].filter(Boolean).join("; ")}).`,
    ),
    "Answers to an earlier wording are counted apart and stand in no figure.",
  ].join(" ");
}

function people(answered: number | null, { minimumGroup }: Pick<Methods, "minimumGroup">): string {
  if (answered === null) return `answered by fewer than ${minimumGroup} people`;
  if (answered === 0) return "answered by nobody";
  return answered === 1 ? "answered by 1 person" : `answered by ${answered} people`;
}

/** Answers to earlier wordings, as far as the methods count them: who answered which question. */
export function earlierAnswers({ earlierWordings = [] }: Pick<SynthesisInput, "earlierWordings">) {
  return earlierWordings.flatMap(({ question, answeredBy }) =>
    answeredBy.map((person) => ({ entered: undefined, ...person, question })),
  );
}

/** The part of the methods that says which questions were reworded. */
export function countEarlierWordings({
  earlierWordings = [],
}: Pick<SynthesisInput, "earlierWordings">): Pick<Methods, "earlierWordings"> {
  if (earlierWordings.length === 0) return {};
  return {
    earlierWordings: earlierWordings.map(({ question, prompt, setup, answeredBy }) => ({
      question,
      prompt,
      ...(setup === undefined ? {} : { setup }),
      answered: answeredBy.filter(({ recruitment }) => recruitment !== "self").length,
    })),
  };
}

/** Which wording of its question a section is of. */
export function wordingNumber(
  { earlierWordings = [] }: Pick<SynthesisInput, "earlierWordings">,
  question: string,
): Pick<QuestionSummary, "wording"> {
  const earlier = earlierWordings.filter((wording) => wording.question === question).length;
  return earlier === 0 ? {} : { wording: earlier + 1 };
}
