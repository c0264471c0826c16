import type { Attribution } from "../answers/answer";
import { isTighter } from "../answers/merge";
import type { Synthesis, SynthesisAnswer } from "../synthesis/synthesis-schema";
import type { Passage } from "./excerpt";

/** What a respondent lets out of one answer at this moment. */
export type CurrentConsent = {
  readonly attribution: Attribution;
  readonly quotable: boolean;
  readonly passages: readonly Passage[];
  readonly text: string;
};

/** The key of a respondent's answer to a question. */
export function consentKey(respondent: string | undefined, question: string): string {
  return `${respondent} ${question}`;
}

/**
 * A private synthesis that was computed a moment ago, under the consent of now: answers that are not there any more are
 * left out, and of the others nothing shows that consent has taken back since. Consent that was given since waits for the
 * next computation. Figures are not computed anew.
 */
export function underCurrentConsent(
  synthesis: Synthesis,
  current: ReadonlyMap<string, CurrentConsent>,
): Synthesis {
  const answers = synthesis.answers.flatMap((answer): SynthesisAnswer[] => {
    const now = current.get(consentKey(answer.respondent, answer.question));
    if (now === undefined) return [];
    const { passages: _, ...rest } = answer;
    const sameText = now.text === answer.text;
    return [
      {
        ...rest,
        attribution: isTighter(now.attribution, answer.attribution)
          ? now.attribution
          : answer.attribution,
        // A name is no wording of a role: a level that was changed shows nobody until the next computation.
        shownAs: now.attribution === answer.attribution ? answer.shownAs : "",
        quote: answer.quote && now.quotable && sameText,
        ...(sameText && now.passages.length > 0 ? { passages: now.passages } : {}),
      },
    ];
  });
  const left = new Set(answers.map(({ id }) => id));
  const sections = synthesis.sections.map((section) => ({
    ...section,
    themes: section.themes.map((theme) => {
      const own = theme.answers.filter((id) => left.has(id));
      return {
        ...theme,
        answers: own,
        count: own.length,
        quotes: theme.quotes.filter(({ answer }) => left.has(answer)),
      };
    }),
    works: section.works.map((work) => {
      const own = work.answers.filter((id) => left.has(id));
      return { ...work, answers: own, citedBy: own.length };
    }),
  }));
  return { ...synthesis, sections: sections as Synthesis["sections"], answers };
}
