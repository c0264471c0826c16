import type { Section, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { SectionChart } from "./section-chart";
import { columnsOf, WorksRows } from "./works-table";

type FigurePageProps = { synthesis: Synthesis; section: Section; links: Links };

/** One figure alone, to be shown inside another site's page: question, drawing, and where it comes from. */
export function FigurePage({ synthesis, section, links }: FigurePageProps) {
  const { question, works } = section;
  const back = links.page({ kind: "synthesis" }) ?? "";
  const answers = synthesis.answers.filter((answer) => answer.question === question.id);
  return (
    <article className="embedded">
      <h1>{question.prompt}</h1>
      <SectionChart section={section} answers={answers} links={links} />
      {question.kind === "works" && works.length > 0 && (
        <WorksRows caption={question.prompt} works={works} columns={columnsOf([section], works)} />
      )}
      {question.kind === "text" && <p className="aside">{section.finding.words}</p>}
      <p className="aside">
        {synthesis.survey.fictional && "Demonstration with fictional respondents. "}
        From{" "}
        <a className="link" href={`${back}#q-${question.id}`} target="_blank" rel="noopener">
          {synthesis.survey.title}
        </a>
        , Consilience.
      </p>
    </article>
  );
}
