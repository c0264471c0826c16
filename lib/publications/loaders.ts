import { cache } from "react";
import type { PublicPage } from "@/lib/core/publication/address";
import { type Comparison, compareVersions } from "@/lib/core/publication/compare";
import { type NamedRespondent, namedRespondents } from "@/lib/core/publication/respondents";
import type { OpinionGroups, Section } from "@/lib/core/synthesis/synthesis-schema";
import { env } from "@/lib/platform/env";
import {
  countPublished,
  findPublishedSynthesis,
  isTakenBack,
  mapPublished,
  type PublishedSynthesis,
} from "./queries";

/** What a public page shows; read once a request, however many parts of the page ask. */
const loadPublishedSynthesis = cache(findPublishedSynthesis);

/** Whether a synthesis stood at this address and was unpublished. */
export const loadIsTakenBack = cache(isTakenBack);

const homePageSize = 12;

/** A page of what the home page lists, the newest first, and how many pages there are; null where there is no such page. */
export async function loadPublishedSyntheses(page: number) {
  const pages = Math.max(1, Math.ceil((await countPublished()) / homePageSize));
  if (page > pages) return null;
  const part = { skip: (page - 1) * homePageSize, take: homePageSize, fictional: true };
  const published = await mapPublished(part, ({ slug, publishedAt, synthesis }) => ({
    slug,
    publishedAt,
    synthesis,
  }));
  return { published, page, pages };
}

/** The public address of this site, for links that leave it. */
export function loadSiteUrl(): string {
  return env().SITE_URL;
}

/** A version and the part of it that an address asks for. */
export type LoadedPage = {
  readonly edition: PublishedSynthesis;
  readonly content:
    | { readonly kind: "synthesis" | "respondents" | "works" }
    | { readonly kind: "opinions"; readonly groups: OpinionGroups }
    | { readonly kind: "respondent"; readonly respondent: NamedRespondent }
    | { readonly kind: "answers" | "figure"; readonly section: Section }
    | {
        readonly kind: "compare";
        readonly before: PublishedSynthesis;
        readonly after: PublishedSynthesis;
        readonly comparison: Comparison;
      };
};

/** What stands at a public address; null where nothing does. */
export async function loadPublicPage(
  slug: string,
  { version, view }: PublicPage,
): Promise<LoadedPage | null> {
  const edition = await loadPublishedSynthesis(slug, version ?? undefined);
  if (edition === null) return null;
  const { sections } = edition.synthesis;
  switch (view.kind) {
    case "synthesis":
    case "respondents":
    case "works":
      return { edition, content: { kind: view.kind } };
    case "opinions": {
      const { groups } = edition.synthesis;
      return groups && { edition, content: { kind: "opinions", groups } };
    }
    case "respondent": {
      const found = namedRespondents(edition.synthesis).find(({ id }) => id === view.id);
      return found ? { edition, content: { kind: "respondent", respondent: found } } : null;
    }
    case "answers":
    case "figure": {
      const section = sections.find(({ question }) => question.id === view.question);
      return section ? { edition, content: { kind: view.kind, section } } : null;
    }
    case "compare": {
      const [before, after] = await Promise.all([
        loadPublishedSynthesis(slug, view.from),
        loadPublishedSynthesis(slug, view.to),
      ]);
      if (before === null || after === null) return null;
      const comparison = compareVersions(before.synthesis, after.synthesis);
      return { edition, content: { kind: "compare", before, after, comparison } };
    }
  }
}
