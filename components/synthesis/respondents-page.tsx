import { namedRespondents, sortRespondents } from "@/lib/core/publication/respondents";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { beginning } from "./reading";
import { type GridOrder, RespondentGrid } from "./respondent-grid";
import { Subpage } from "./subpage";

type RespondentsPageProps = { synthesis: Synthesis; order: GridOrder; links: Links };

/** The grid of who answered what, in the order asked for. */
export function RespondentsPage({ synthesis, order, links }: RespondentsPageProps) {
  const section = synthesis.sections.find(({ question }) => question.id === order.by) ?? null;
  const known = { ...order, by: section?.question.id ?? null };
  const respondents = sortRespondents(namedRespondents(synthesis), section, order.descending);
  const back = links.page({ kind: "synthesis" });
  return (
    <Subpage
      synthesis={synthesis.survey}
      back={back && `${back}#who`}
      title="Who answered"
      lead={`Answers given by name, sorted by ${
        section
          ? `question ${synthesis.sections.indexOf(section) + 1}, “${beginning(section.question.prompt, 80)}”`
          : "name"
      }. The headings sort.`}
    >
      {respondents.length === 0 ? (
        <p className="reading">Nobody answered by name.</p>
      ) : (
        <RespondentGrid
          respondents={respondents}
          sections={synthesis.sections}
          order={known}
          links={links}
        />
      )}
    </Subpage>
  );
}
