import { citationsOf, listAllWorks } from "../publication/works-list";
import { sideOf } from "../synthesis/poles";
import type {
  Quote,
  Section,
  Synthesis,
  SynthesisAnswer,
  Theme,
} from "../synthesis/synthesis-schema";
import { valueWords } from "./plain-words";

/** Who cites a work, in answer to which question, with which position on it, as far as the answer shows them. */
export type FileCitation = {
  readonly answer: string;
  readonly question: string;
  readonly shownAs: string;
  readonly respondent?: string;
  /** The value in the question's words; null where the question has none or it is not shown. */
  readonly position: string | null;
};

type FileWork = {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  /** Answers that cite it, to all questions together. */
  readonly citedBy: number;
  readonly citations: readonly FileCitation[];
};

/** A synthesis with what its readers would have to join by hand: the works of all questions, and which quotes speak against. */
export type FileForm = Synthesis & { readonly works: readonly FileWork[] };

/** What the JSON files hold. Made of what the synthesis shows and of nothing else. */
export function toFileForm(synthesis: Synthesis): FileForm {
  const answers = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  const works = listAllWorks(synthesis, { question: null, order: "named", descending: true });
  return {
    ...synthesis,
    sections: synthesis.sections.map(
      (section) =>
        ({
          ...section,
          themes: section.themes.map((theme) => markCounterPositions(theme, section, answers)),
          works: section.works.map((work) => ({
            ...work,
            citations: citationsOf(work, section, answers).map(toCitation),
          })),
        }) as Section,
    ),
    works: works.map(({ id, title, url, citedBy, citations }) => ({
      id,
      title,
      url,
      citedBy,
      citations: citations.map(toCitation),
    })),
  };
}

function toCitation({
  section,
  answer,
}: {
  readonly section: Section;
  readonly answer: SynthesisAnswer;
}): FileCitation {
  const { id, question, shownAs, respondent } = answer;
  return {
    answer: id,
    question,
    shownAs,
    ...(respondent === undefined ? {} : { respondent }),
    position: valueWords(section, answer),
  };
}

/**
 * Marks the quotes of a theme whose respondents stand on the other side of the scale than most of those who are shown to
 * make the point. What is not shown has no part in it.
 */
function markCounterPositions(
  theme: Theme,
  section: Section,
  answers: ReadonlyMap<string, SynthesisAnswer>,
): Theme {
  const side = (id: string) => shownSide(section, answers.get(id));
  const most = Math.sign(theme.answers.reduce((sum, id) => sum + side(id), 0));
  return {
    ...theme,
    quotes: theme.quotes.map((quote): Quote & { readonly counterPosition?: true } =>
      side(quote.answer) * most < 0 ? { ...quote, counterPosition: true } : quote,
    ),
  };
}

function shownSide({ question }: Section, answer: SynthesisAnswer | undefined): -1 | 0 | 1 {
  const step = Number(answer?.value);
  const steps = question.scale?.length ?? 0;
  const isStep = question.kind === "stance" && Number.isInteger(step) && step >= 1 && step <= steps;
  return isStep ? sideOf(step, steps) : 0;
}
