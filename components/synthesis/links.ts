import { type PublicView, publicPath } from "@/lib/core/publication/address";
import type { Synthesis, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { answersWithDots } from "./dots";
import type { Edition } from "./edition";

/** Where the things that a page speaks of can be read. */
export type Links = {
  /** The answer in full. */
  readonly answer: (answer: SynthesisAnswer) => string;
  /** The anchor of an answer on the page that holds it. */
  readonly answerAnchor: (answer: SynthesisAnswer) => string;
  /** The anchor of an answer's dot in the chart of its section; null where it has none. */
  readonly dot: (answer: SynthesisAnswer) => string | null;
  /** An address that always shows this version: for copying and citing. */
  readonly permanent: (anchor: string) => string;
  /** Another page of the same version; null for a draft, which has none. */
  readonly page: (view: PublicView) => string | null;
};

/**
 * The addresses of a published version, or of a draft (`edition` null), where everything stands on one page.
 * An answer is called by its place among those of the synthesis, because its id is long.
 */
export function linksOf(
  edition: Pick<Edition, "slug" | "number" | "latest"> | null,
  { answers, sections }: Pick<Synthesis, "answers" | "sections">,
): Links {
  const places = new Map(answers.map(({ id }, index) => [id, index + 1]));
  const answerAnchor = ({ id }: SynthesisAnswer) => `answer-${places.get(id) ?? 0}`;
  const drawn = new Set(
    sections.flatMap((section) => answersWithDots(section, answers).map(({ id }) => id)),
  );
  const dot = (answer: SynthesisAnswer) =>
    drawn.has(answer.id) ? `dot-${places.get(answer.id) ?? 0}` : null;
  if (edition === null) {
    return {
      answer: (answer) => `#${answerAnchor(answer)}`,
      answerAnchor,
      dot,
      permanent: (anchor) => `#${anchor}`,
      page: () => null,
    };
  }
  const { slug, number, latest } = edition;
  const version = number === latest ? null : number;
  const page = (view: PublicView) => publicPath(slug, { version, view });
  return {
    answer: (answer) =>
      `${page({ kind: "answers", question: answer.question })}#${answerAnchor(answer)}`,
    answerAnchor,
    dot,
    permanent: (anchor) =>
      `${publicPath(slug, { version: number, view: { kind: "synthesis" } })}#${anchor}`,
    page,
  };
}
