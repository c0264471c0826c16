import type { ReactNode } from "react";
import { listAllWorks, type WorksOrder } from "@/lib/core/publication/works-list";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { beginning } from "./reading";
import { Subpage } from "./subpage";
import { columnsOf, WorksRows } from "./works-table";

/** Which works a list shows and in which order. */
export type WorksChoice = {
  readonly question: string | null;
  readonly order: WorksOrder;
  readonly descending: boolean;
};

type WorksPageProps = { synthesis: Synthesis; choice: WorksChoice; links: Links };

/** The works that respondents named, of all questions or of one, in the order asked for. */
export function WorksPage({ synthesis, choice, links }: WorksPageProps) {
  const asked = synthesis.sections.filter(({ works }) => works.length > 0);
  const only = asked.find(({ question }) => question.id === choice.question) ?? null;
  const works = listAllWorks(synthesis, { ...choice, question: only?.question.id ?? null });
  const numberOf = (id: string) =>
    synthesis.sections.findIndex(({ question }) => question.id === id) + 1;
  const page = links.page({ kind: "works" }) ?? "";
  const address = (change: Partial<WorksChoice>) => {
    const wanted = { ...choice, question: only?.question.id ?? null, ...change };
    const query = new URLSearchParams({
      ...(wanted.question === null ? {} : { question: wanted.question }),
      ...(wanted.order === "named" ? {} : { sort: wanted.order }),
      ...(wanted.descending === (wanted.order === "named")
        ? {}
        : { order: wanted.descending ? "desc" : "asc" }),
    }).toString();
    return query === "" ? page : `${page}?${query}`;
  };
  const heading = (order: WorksOrder, words: ReactNode) => {
    const current = choice.order === order;
    const descending = current ? !choice.descending : order === "named";
    return (
      <a href={address({ order, descending })}>
        {words}
        {current && <span aria-hidden="true">{choice.descending ? " ↓" : " ↑"}</span>}
      </a>
    );
  };
  const sorted = { [choice.order]: choice.descending ? "descending" : "ascending" } as const;
  return (
    <Subpage
      synthesis={synthesis.survey}
      back={links.page({ kind: "synthesis" })}
      title="Works named"
      lead={`${works.length} ${works.length === 1 ? "work" : "works"} in words that may be quoted, named where works were asked for or cited in passing. The headings sort.`}
    >
      {asked.length > 1 && (
        <nav aria-label="Works by question" className="filter">
          <a href={address({ question: null })} aria-current={only === null ? "page" : undefined}>
            All questions
          </a>
          {asked.map(({ question }) => (
            <a
              key={question.id}
              href={address({ question: question.id })}
              aria-current={question.id === only?.question.id ? "page" : undefined}
            >
              {numberOf(question.id)}. {beginning(question.prompt, 60)}
            </a>
          ))}
        </nav>
      )}
      {works.length === 0 ? (
        <p className="reading">No works are named in words that may be quoted.</p>
      ) : (
        <WorksRows
          caption="Works named"
          works={works}
          columns={columnsOf(only ? [only] : asked, works)}
          links={links}
          {...(only === null && asked.length > 1 ? { numberOf } : {})}
          headings={{
            title: heading("title", "Work"),
            // Over several questions answers are counted: of two that bear no name none can tell whether one person gave both.
            named: heading("named", only === null && asked.length > 1 ? "Answers" : "Named by"),
          }}
          sorted={sorted}
        />
      )}
    </Subpage>
  );
}
