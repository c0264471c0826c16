import type { ReactNode } from "react";
import { type NamedRespondent, namedRespondents } from "@/lib/core/publication/respondents";
import type { Section, Synthesis, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { stanceFill } from "./quote-block";
import { beginning, valueWords } from "./reading";

/** By what a grid is ordered: the id of a question, or null for the name. */
export type GridOrder = { readonly by: string | null; readonly descending: boolean };

/** The part of the synthesis that says who answered. */
export function WhoAnswered({ synthesis, links }: { synthesis: Synthesis; links: Links }) {
  const respondents = namedRespondents(synthesis);
  if (respondents.length === 0) return null;
  return (
    <section id="who" className="closing" aria-labelledby="who-title">
      <h2 id="who-title">
        Who answered
        <Permalink anchor="who" what="who answered" links={links} />
      </h2>
      <p className="aside">
        Answers given by name. Other answers count in the figures and are not listed here.
        {links.page({ kind: "respondents" }) && " The headings sort."}
      </p>
      <RespondentGrid
        respondents={respondents}
        sections={synthesis.sections}
        order={{ by: null, descending: false }}
        links={links}
      />
    </section>
  );
}

type RespondentGridProps = {
  respondents: readonly NamedRespondent[];
  sections: readonly Section[];
  order: GridOrder;
  links: Links;
};

/**
 * Respondents by questions, for answers given by name. A cell that may not be shown looks like one left empty. Its headings
 * lead to the same grid in another order.
 */
export function RespondentGrid({ respondents, sections, order, links }: RespondentGridProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="respondents" aria-label="Respondents and their answers" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <SortHeading by={null} order={order} links={links}>
              Respondent
            </SortHeading>
            {sections.map(({ question }, index) => (
              <SortHeading
                key={question.id}
                by={question.id}
                order={order}
                links={links}
                title={question.prompt}
              >
                <span className="sr-only">Question </span>
                {index + 1}
              </SortHeading>
            ))}
          </tr>
        </thead>
        <tbody>
          {respondents.map((respondent) => {
            const page = links.page({ kind: "respondent", id: respondent.id });
            return (
              <tr key={respondent.id}>
                <th scope="row">
                  {page ? <a href={page}>{respondent.name}</a> : respondent.name}
                  {respondent.role && <span>{respondent.role}</span>}
                  {respondent.interests && <span>Interests: {respondent.interests}</span>}
                </th>
                {sections.map((section) => (
                  <td key={section.question.id}>
                    <Cell
                      section={section}
                      answer={respondent.answers.get(section.question.id)}
                      links={links}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function SortHeading({
  by,
  order,
  links,
  title,
  children,
}: {
  by: string | null;
  order: GridOrder;
  links: Links;
  title?: string;
  children: ReactNode;
}) {
  const page = links.page({ kind: "respondents" });
  const current = order.by === by;
  const sorted = current ? (order.descending ? "descending" : "ascending") : undefined;
  if (page === null) return <th scope="col">{children}</th>;
  const query = new URLSearchParams({
    ...(by === null ? {} : { sort: by }),
    ...(current && !order.descending ? { order: "desc" } : {}),
  }).toString();
  return (
    <th scope="col" aria-sort={sorted} title={title}>
      <a href={query === "" ? page : `${page}?${query}`}>
        {children}
        {sorted && <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>}
      </a>
    </th>
  );
}

function Cell({
  section,
  answer,
  links,
}: {
  section: Section;
  answer: SynthesisAnswer | undefined;
  links: Links;
}) {
  if (!answer)
    return (
      <span className="empty-cell">
        <span aria-hidden="true">·</span>
        <span className="sr-only">not shown</span>
      </span>
    );
  const works =
    section.question.kind === "works"
      ? section.works.filter((work) => work.answers.includes(answer.id)).length
      : 0;
  const words =
    valueWords(section, answer) ??
    (works > 0 ? `${works} ${works === 1 ? "work" : "works"}` : "In words");
  const fill = stanceFill(section, answer);
  return (
    <a href={links.answer(answer)}>
      {fill && <span aria-hidden="true" className={`swatch ${fill}`} />}
      {beginning(words, 40)}
    </a>
  );
}
