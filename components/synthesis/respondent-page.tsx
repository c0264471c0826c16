import type { NamedRespondent } from "@/lib/core/publication/respondents";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { AnswerBody } from "./answers-list";
import type { Links } from "./links";
import { Subpage } from "./subpage";

type RespondentPageProps = { synthesis: Synthesis; respondent: NamedRespondent; links: Links };

/** What one respondent answered by name. Answers given otherwise are joined to nobody. */
export function RespondentPage({ synthesis, respondent, links }: RespondentPageProps) {
  const back = links.page({ kind: "respondents" });
  const synthesisPage = links.page({ kind: "synthesis" }) ?? "";
  return (
    <Subpage
      synthesis={{ ...synthesis.survey, title: `${synthesis.survey.title} · Who answered` }}
      back={back}
      title={respondent.name}
      lead={respondent.role}
    >
      {respondent.interests && <p className="aside">Interests declared: {respondent.interests}</p>}
      <div className="answers-page">
        {synthesis.sections.map((section, index) => {
          const answer = respondent.answers.get(section.question.id);
          if (!answer) return null;
          const { finding, question } = section;
          return (
            <section key={question.id} className="answer" aria-labelledby={`a-${question.id}`}>
              <h2 id={`a-${question.id}`} className="answer-question">
                <span className="numeral-small">{index + 1}</span>
                <a href={`${synthesisPage}#q-${question.id}`}>{question.prompt}</a>
              </h2>
              <AnswerBody
                section={section}
                answer={answer}
                quotes={[
                  ...section.themes.flatMap(({ quotes }) => quotes),
                  ...(section.dissent?.quote ? [section.dissent.quote] : []),
                ].filter((quote) => quote.answer === answer.id)}
              />
              <p className="aside">
                All who answered: {finding.overridden?.words ?? finding.words}
                {finding.counts && ` (${finding.counts})`}.{" "}
                <a className="link" href={links.answer(answer)}>
                  Beside the other answers
                </a>
              </p>
            </section>
          );
        })}
      </div>
    </Subpage>
  );
}
