import type { Metadata } from "next";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Edition } from "./edition";
import { methodsLine } from "./reading";

/** What search engines, archives and link previews are told about a published synthesis. */
export function describeSynthesis(
  edition: Edition & { readonly synthesis: Synthesis },
  siteUrl: string,
): Metadata {
  const { synthesis, slug, number, latest, publishedAt } = edition;
  const { title, authors, fictional } = synthesis.survey;
  const path = number === latest ? `/s/${slug}` : `/s/${slug}/v/${number}`;
  const date = publishedAt.toISOString().slice(0, 10);
  const description = [
    fictional ? "Demonstration with fictional respondents." : "",
    ...synthesis.sections.slice(0, 3).map(({ finding }) => `${finding.words}.`),
    methodsLine(synthesis.methods),
  ]
    .filter(Boolean)
    .join(" ");
  return {
    metadataBase: new URL(siteUrl),
    title,
    description,
    authors: authors.map(({ name, url }) => (url ? { name, url } : { name })),
    alternates: { canonical: path },
    ...(fictional ? { robots: { index: false } } : {}),
    openGraph: {
      type: "article",
      title,
      description,
      url: path,
      siteName: "Consilience",
      publishedTime: publishedAt.toISOString(),
      authors: authors.map(({ name }) => name),
    },
    other: {
      citation_title: title,
      citation_author: authors.map(({ name }) => name),
      citation_publication_date: date.replaceAll("-", "/"),
      citation_public_url: `${siteUrl}${path}`,
    },
  };
}
