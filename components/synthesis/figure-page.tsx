import type { ReactNode } from "react";
import { OpinionMap } from "@/components/charts/opinion-map";
import type { OpinionGroups, Section, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { opinionsAnchor, opinionsTitle } from "./opinions";
import { answersById } from "./reading";
import { SectionChart } from "./section-chart";
import { WorksTable } from "./works-table";

type FigurePageProps = { synthesis: Synthesis; section: Section; links: Links };

/** One figure alone, to be shown inside another site's page: question, drawing, and where it comes from. */
export function FigurePage({ synthesis, section, links }: FigurePageProps) {
  const { question, works } = section;
  const answers = synthesis.answers.filter((answer) => answer.question === question.id);
  return (
    <Embedded
      title={question.prompt}
      synthesis={synthesis}
      anchor={`q-${question.id}`}
      links={links}
    >
      <SectionChart section={section} answers={answers} links={links} />
      {question.kind === "works" && works.length > 0 && (
        <WorksTable
          section={section}
          answers={answersById(synthesis)}
          links={{ ...links, page: () => null }}
        />
      )}
      {question.kind === "text" && <p className="aside">{section.finding.words}</p>}
    </Embedded>
  );
}

/** The map of opinions alone. */
export function OpinionsFigurePage({
  synthesis,
  groups,
  links,
}: {
  synthesis: Synthesis;
  groups: OpinionGroups;
  links: Links;
}) {
  return (
    <Embedded
      title="Where opinions lie"
      synthesis={synthesis}
      anchor={opinionsAnchor}
      links={links}
    >
      <OpinionMap id={opinionsAnchor} title={opinionsTitle(groups)} groups={groups} />
    </Embedded>
  );
}

/** A figure with what it is and where it comes from. */
function Embedded({
  title,
  synthesis,
  anchor,
  links,
  children,
}: {
  title: string;
  synthesis: Synthesis;
  /** Where the figure stands in its synthesis. */
  anchor: string;
  links: Links;
  children: ReactNode;
}) {
  const back = links.page({ kind: "synthesis" }) ?? "";
  return (
    <article className="embedded">
      <h1>{title}</h1>
      {children}
      <p className="aside">
        {synthesis.survey.fictional && "Demonstration with fictional respondents. "}
        From{" "}
        <a className="link" href={`${back}#${anchor}`} target="_blank" rel="noopener">
          {synthesis.survey.title}
        </a>
        , Consilience.
      </p>
    </article>
  );
}
