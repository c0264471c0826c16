import { publicPath } from "@/lib/core/publication/address";
import type { Comparison } from "@/lib/core/publication/compare";
import type { NamedRespondent } from "@/lib/core/publication/respondents";
import type { OpinionGroups, Section, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { AnswersPage } from "./answers-page";
import { ComparePage } from "./compare-page";
import type { Edition } from "./edition";
import { FigurePage, OpinionsFigurePage } from "./figure-page";
import { linksOf } from "./links";
import { PublicationLinks } from "./publication-links";
import { RespondentPage } from "./respondent-page";
import { RespondentsPage } from "./respondents-page";
import { SynthesisView } from "./synthesis-view";
import { WorksPage } from "./works-page";

/** What a public address shows, with all that its view needs. */
export type PublicPageContent = {
  readonly edition: Edition & { readonly synthesis: Synthesis };
  readonly content:
    | { readonly kind: "synthesis" | "respondents" | "works" }
    | { readonly kind: "opinions"; readonly groups: OpinionGroups }
    | { readonly kind: "respondent"; readonly respondent: NamedRespondent }
    | { readonly kind: "answers" | "figure"; readonly section: Section }
    | {
        readonly kind: "compare";
        readonly before: { readonly number: number; readonly publishedAt: Date };
        readonly after: { readonly number: number; readonly publishedAt: Date };
        readonly comparison: Comparison;
      };
};

type PublicPageViewProps = {
  page: PublicPageContent;
  /** What the address asks for behind its question mark. */
  order: {
    readonly sort: string | null;
    readonly order: "asc" | "desc" | null;
    readonly question: string | null;
  };
  siteUrl: string;
  /** Whether a PDF can be printed here. */
  canPrint: boolean;
};

/** One page of a published synthesis. */
export function PublicPageView(props: PublicPageViewProps) {
  return (
    <>
      <View {...props} />
      <script src="/reader.js" defer />
    </>
  );
}

function View({ page, order, siteUrl, canPrint }: PublicPageViewProps) {
  const { edition, content } = page;
  const { synthesis } = edition;
  const links = linksOf(edition, synthesis);
  switch (content.kind) {
    case "synthesis":
      return (
        <>
          <PublicationLinks edition={edition} siteUrl={siteUrl} />
          <SynthesisView
            synthesis={synthesis}
            edition={edition}
            siteUrl={siteUrl}
            canPrint={canPrint}
          />
        </>
      );
    case "respondents":
      return (
        <RespondentsPage
          synthesis={synthesis}
          order={{ by: order.sort, descending: order.order === "desc" }}
          links={links}
        />
      );
    case "works": {
      const by = order.sort === "title" ? "title" : "named";
      const descending = order.order === null ? by === "named" : order.order === "desc";
      return (
        <WorksPage
          synthesis={synthesis}
          choice={{ question: order.question, order: by, descending }}
          links={links}
        />
      );
    }
    case "respondent":
      return <RespondentPage synthesis={synthesis} respondent={content.respondent} links={links} />;
    case "answers":
      return <AnswersPage synthesis={synthesis} section={content.section} links={links} />;
    case "figure":
      return <FigurePage synthesis={synthesis} section={content.section} links={links} />;
    case "opinions":
      return <OpinionsFigurePage synthesis={synthesis} groups={content.groups} links={links} />;
    case "compare": {
      const side = (version: { number: number; publishedAt: Date }) => ({
        ...version,
        href: publicPath(edition.slug, { version: version.number, view: { kind: "synthesis" } }),
      });
      return (
        <ComparePage
          synthesis={synthesis.survey}
          back={publicPath(edition.slug, { version: null, view: { kind: "synthesis" } })}
          before={side(content.before)}
          after={side(content.after)}
          comparison={content.comparison}
        />
      );
    }
  }
}
