import type { Section, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { FullAnswers, readableAnswers } from "./answers-list";
import type { Links } from "./links";
import { Subpage } from "./subpage";

type AnswersPageProps = { synthesis: Synthesis; section: Section; links: Links };

/** Every answer to one question that may be read. */
export function AnswersPage({ synthesis, section, links }: AnswersPageProps) {
  const { question, finding, statistics } = section;
  const answers = synthesis.answers.filter((answer) => answer.question === question.id);
  const shown = readableAnswers(answers).length;
  const back = links.page({ kind: "synthesis" });
  const number = synthesis.sections.indexOf(section) + 1;
  const at = (offset: number) => {
    const other = synthesis.sections[number - 1 + offset];
    return other && links.page({ kind: "answers", question: other.question.id });
  };
  return (
    <Subpage
      synthesis={synthesis.survey}
      back={back && `${back}#q-${question.id}`}
      title={question.prompt}
      lead={`${finding.overridden?.words ?? finding.words}${finding.counts ? ` (${finding.counts})` : ""}. ${
        shown === 1 ? "One answer" : `${shown} answers`
      }${shown <= statistics.n ? ` of ${statistics.n}` : ""} may be read${shown > 0 ? "; underlined is what the synthesis quotes" : ""}.`}
    >
      <div className="answers-page">
        <FullAnswers section={section} answers={answers} links={links} />
      </div>
      <nav aria-label="Answers to other questions" className="between">
        {at(-1) ? <a href={at(-1) ?? ""}>Question {number - 1}</a> : <span />}
        {at(1) && <a href={at(1) ?? ""}>Question {number + 1}</a>}
      </nav>
    </Subpage>
  );
}
