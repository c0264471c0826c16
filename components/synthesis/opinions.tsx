import { GroupShares } from "@/components/charts/group-shares";
import { OpinionMap } from "@/components/charts/opinion-map";
import type {
  GroupConsensus,
  GroupContrast,
  OpinionGroups,
  Synthesis,
  SynthesisAnswer,
} from "@/lib/core/synthesis/synthesis-schema";
import { capitalize, inWords, listed } from "@/lib/core/synthesis/wording";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { ShareFigure } from "./share-figure";
import { SourcedSentences } from "./sourced-sentences";

type OpinionsProps = {
  synthesis: Synthesis;
  answers: ReadonlyMap<string, SynthesisAnswer>;
  links: Links;
  /** The site's public address; null for a draft. */
  siteUrl: string | null;
};

/** What the map says. */
export function opinionsTitle({ groups }: OpinionGroups): string {
  const sizes = groups.map(({ id, size }) => `${id} with ${inWords(size)}`);
  return sizes.length > 0
    ? `${capitalize(inWords(sizes.length))} groups: ${listed(sizes)}`
    : "No clear groups";
}

/** Where respondents stand to each other over all stance questions: the map, what divides the groups and what joins them. */
export function Opinions({ synthesis, answers, links, siteUrl }: OpinionsProps) {
  const { groups, sections } = synthesis;
  if (groups === null) return null;
  const rowsOf = (found: readonly (GroupContrast | GroupConsensus)[]) =>
    found.flatMap((one) => {
      const question = sections.find((section) => section.question.id === one.question)?.question;
      if (question === undefined) return [];
      const { id, prompt, scale = [] } = question;
      return [{ found: one, prompt, scale, href: `#q-${id}` }];
    });
  return (
    <section id="opinions" className="closing" aria-labelledby="opinions-title">
      <h2 id="opinions-title">
        Where opinions lie
        <Permalink anchor="opinions" what="where opinions lie" links={links} />
      </h2>
      <SourcedSentences
        id="opinions-s"
        sentences={groups.summary}
        section={null}
        sections={sections}
        answers={answers}
        links={links}
      >
        <OpinionMap
          id={opinionsAnchor}
          title={opinionsTitle(groups)}
          groups={groups}
          share={
            <ShareFigure
              title="Where opinions lie"
              anchor={opinionsAnchor}
              page={links.page({ kind: "opinions" })}
              links={links}
              siteUrl={siteUrl}
            />
          }
        />
      </SourcedSentences>
      <Rows
        title="What divides the groups"
        id="divides"
        rows={rowsOf(groups.divides)}
        groups={groups}
      />
      <Rows title="What joins them" id="joins" rows={rowsOf(groups.joins)} groups={groups} />
    </section>
  );
}

/** The address of the map. */
export const opinionsAnchor = "opinions-figure";

function Rows({
  title,
  id,
  rows,
  groups,
}: {
  title: string;
  id: string;
  rows: Parameters<typeof GroupShares>[0]["rows"];
  groups: NonNullable<Synthesis["groups"]>;
}) {
  if (rows.length === 0) return null;
  return (
    <div className="row">
      <div className="group-shares">
        <h3 id={`opinions-${id}`}>{title}</h3>
        <GroupShares labelledBy={`opinions-${id}`} groups={groups.groups} rows={rows} />
      </div>
    </div>
  );
}
