import type { Metadata } from "next";
import { type PublicView, publicPath } from "@/lib/core/publication/address";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Edition } from "./edition";
import type { PublicPageContent } from "./public-page-view";
import { methodsLine } from "./reading";

/** The site that a page belongs to: its public address, and whether it can print a PDF. */
type Site = { readonly url: string; readonly canPrint: boolean };

/** What search engines, archives and link previews are told about a page of a published synthesis. */
export function describePage(
  { edition, content }: PublicPageContent,
  view: PublicView,
  site: Site,
): Metadata {
  const { synthesis, slug } = edition;
  const { title, fictional } = synthesis.survey;
  if (content.kind === "synthesis") return describeSynthesis(edition, site);
  const path = publicPath(slug, { version: null, view });
  const [words, description] = wordsOf(content, title);
  return {
    metadataBase: new URL(site.url),
    title: words,
    description,
    alternates: { canonical: path },
    // A figure alone and a comparison are no pages to find; an older version's are found through the latest.
    ...(fictional || ["figure", "opinions", "compare"].includes(content.kind)
      ? { robots: { index: false } }
      : {}),
  };
}

function wordsOf(content: PublicPageContent["content"], title: string): [string, string] {
  switch (content.kind) {
    case "respondents":
      return [`Who answered: ${title}`, `Who answered “${title}” by name, and what.`];
    case "works":
      return [`Works named: ${title}`, `Works that respondents to “${title}” name.`];
    case "respondent": {
      const { name, role } = content.respondent;
      return [
        `${name}: ${title}`,
        `What ${name}${role ? `, ${role},` : ""} answered to “${title}”.`,
      ];
    }
    case "answers":
      return [
        `Answers: ${content.section.question.prompt}`,
        `Every answer that may be read to “${content.section.question.prompt}”, with its respondent as far as they consented.`,
      ];
    case "figure":
      return [`Figure: ${content.section.question.prompt}`, content.section.finding.words];
    case "opinions":
      return [
        `Map of opinions: ${title}`,
        `How near respondents to “${title}” stand to each other.`,
      ];
    case "compare":
      return [
        `Version ${content.before.number} beside ${content.after.number}: ${title}`,
        `What changed between two versions of “${title}”.`,
      ];
    case "synthesis":
      return [title, title];
  }
}

function describeSynthesis(
  edition: Edition & { readonly synthesis: Synthesis },
  { url: siteUrl, canPrint }: Site,
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
    alternates: {
      canonical: path,
      types: {
        "application/atom+xml": [{ url: `/s/${slug}/feed`, title: `Versions of ${title}` }],
      },
    },
    ...(fictional ? { robots: { index: false } } : {}),
    openGraph: {
      type: "article",
      title,
      description,
      url: path,
      siteName: "Consilience",
      publishedTime: publishedAt.toISOString(),
      authors: authors.map(({ name }) => name),
      images: [{ url: `/s/${slug}/image`, width: 1200, height: 630, alt: description }],
    },
    twitter: { card: "summary_large_image", title, description, images: [`/s/${slug}/image`] },
    other: {
      citation_title: title,
      citation_author: authors.map(({ name }) => name),
      citation_publication_date: date.replaceAll("-", "/"),
      citation_online_date: date.replaceAll("-", "/"),
      citation_technical_report_institution: "Consilience",
      citation_language: "en",
      citation_public_url: `${siteUrl}${path}`,
      ...(canPrint ? { citation_pdf_url: `${siteUrl}/s/${slug}/export/pdf?v=${number}` } : {}),
    },
  };
}
