import { readFile } from "node:fs/promises";
import path from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { type AtomFeed, toAtom } from "@/lib/core/export/atom";
import { toBibtex } from "@/lib/core/export/bibtex";
import { toCslJson } from "@/lib/core/export/csl";
import { answersCsv } from "@/lib/core/export/csv";
import type { ExportMeta } from "@/lib/core/export/export-meta";
import { toFileForm } from "@/lib/core/export/file-form";
import { toHtml } from "@/lib/core/export/html";
import { toJson } from "@/lib/core/export/json";
import { toMarkdown } from "@/lib/core/export/markdown";
import { toPreviewSvg } from "@/lib/core/export/preview-svg";
import { toRichText } from "@/lib/core/export/rich-text";
import { type SummaryCard, toSummaryCard } from "@/lib/core/export/summary-card";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { findPrinter, printPage } from "@/lib/platform/chromium";
import { env } from "@/lib/platform/env";
import {
  findPublishedSynthesis,
  isTakenBack,
  listPublished,
  mapPublished,
  type PublishedSynthesis,
} from "@/lib/publications/queries";
import { type ExportFormat, exportFormatSchema, versionNumberSchema } from "./schema";

/** A file to send. */
export type ExportFile = {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Null where the browser should show it. */
  readonly fileName: string | null;
  readonly fictional: boolean;
};

/** Why there is no file, as a status of HTTP and a sentence. */
export type ExportRefusal = {
  readonly status: 404 | 410 | 501 | 502 | 503;
  readonly words: string;
};

type TextFormat = Exclude<ExportFormat, "pdf">;

const formats: Record<
  TextFormat,
  { type: string; name: string | null; write: (synthesis: Synthesis, meta: ExportMeta) => string }
> = {
  md: { type: "text/markdown; charset=utf-8", name: "md", write: toMarkdown },
  rich: { type: "text/html; charset=utf-8", name: null, write: toRichText },
  html: { type: "text/html; charset=utf-8", name: "html", write: toHtml },
  json: {
    type: "application/json; charset=utf-8",
    name: "json",
    write: (synthesis) => toJson(toFileForm(synthesis)),
  },
  csv: { type: "text/csv; charset=utf-8; header=present", name: "csv", write: answersCsv },
  bib: { type: "application/x-bibtex; charset=utf-8", name: "bib", write: toBibtex },
  csl: {
    type: "application/vnd.citationstyles.csl+json; charset=utf-8",
    name: "csl.json",
    write: toCslJson,
  },
};

const nothing: ExportRefusal = { status: 404, words: "There is nothing at this address." };
const gone: ExportRefusal = { status: 410, words: "This synthesis was taken back by its author." };

/** Whether pages can be printed here. */
export function loadCanPrint(): boolean {
  return findPrinter() !== null;
}

function metaOf({ slug, number, publishedAt, sha256 }: PublishedSynthesis): ExportMeta {
  return {
    url: `${env().SITE_URL}/s/${slug}/v/${number}`,
    version: number,
    date: publishedAt.toISOString().slice(0, 10),
    sha256,
  };
}

async function findOrRefuse(
  slug: string,
  version: string | null,
): Promise<PublishedSynthesis | ExportRefusal> {
  const number = version === null ? null : versionNumberSchema.safeParse(version);
  if (number?.success === false) return nothing;
  const published = await findPublishedSynthesis(slug, number?.data);
  if (published) return published;
  return (await isTakenBack(slug)) ? gone : nothing;
}

/** A published synthesis as a file, or why there is none. */
export async function loadExport(
  slug: string,
  format: string,
  version: string | null,
): Promise<ExportFile | ExportRefusal> {
  const wanted = exportFormatSchema.safeParse(format);
  if (!wanted.success) return nothing;
  const published = await findOrRefuse(slug, version);
  if ("status" in published) return published;
  const { fictional } = published.synthesis.survey;
  if (wanted.data === "pdf") return printVersion(published);
  const { type, name, write } = formats[wanted.data];
  return {
    body: write(published.synthesis, metaOf(published)),
    contentType: type,
    fileName: name === null ? null : `${slug}-v${published.number}.${name}`,
    fictional,
  };
}

const printRefusals = {
  "no-browser": {
    status: 501,
    words:
      "PDF files are printed by Chromium, and none is installed here. The page prints from your browser.",
  },
  busy: { status: 503, words: "Too many PDF files are being printed. Try again in a minute." },
  failed: {
    status: 502,
    words: "The PDF could not be printed. The page prints from your browser.",
  },
} as const;

async function printVersion({
  slug,
  number,
  synthesis,
}: PublishedSynthesis): Promise<ExportFile | ExportRefusal> {
  const port = process.env["PORT"] ?? "3000";
  const host = process.env["HOST"] ?? "127.0.0.1";
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const printed = await printPage(`http://${reachable}:${port}/s/${slug}/v/${number}`);
  if (!printed.ok) return printRefusals[printed.reason];
  return {
    body: printed.pdf,
    contentType: "application/pdf",
    fileName: `${slug}-v${number}.pdf`,
    fictional: synthesis.survey.fictional,
  };
}

const fontFolder = path.join(process.cwd(), "lib", "exports", "fonts");
const fontFiles = ["serif.ttf", "sans.ttf", "sans-strong.ttf"].map((name) =>
  path.join(fontFolder, name),
);

/** The picture that a link preview shows: the findings as bars. */
export async function loadPreviewImage(slug: string): Promise<ExportFile | ExportRefusal> {
  const published = await findOrRefuse(slug, null);
  if ("status" in published) return published;
  // Fails early and by name where a build left the fonts out.
  await readFile(fontFiles[0] ?? "");
  const image = await renderAsync(toPreviewSvg(published.synthesis), {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Consilience Sans" },
  });
  return {
    body: new Uint8Array(image.asPng()),
    contentType: "image/png",
    fileName: null,
    fictional: published.synthesis.survey.fictional,
  };
}

/** The latest version in short. */
export async function loadSummaryCard(slug: string): Promise<SummaryCard | ExportRefusal> {
  const published = await findOrRefuse(slug, null);
  if ("status" in published) return published;
  return toSummaryCard(published, `${env().SITE_URL}/s/${slug}`);
}

/** The versions of a synthesis as an Atom feed. */
export async function loadVersionFeed(slug: string): Promise<ExportFile | ExportRefusal> {
  const published = await findOrRefuse(slug, null);
  if ("status" in published) return published;
  const { survey } = published.synthesis;
  const page = `${env().SITE_URL}/s/${slug}`;
  return feedFile(
    {
      url: `${page}/feed`,
      page,
      title: survey.title,
      updated: published.publishedAt,
      entries: published.versions.map((version) => ({
        url: `${page}/v/${version.number}`,
        title: `Version ${version.number}: ${survey.title}`,
        published: version.publishedAt,
        updated: version.publishedAt,
        authors: survey.authors.map(({ name }) => name),
        summary: version.changelog.map(({ text }) => text).join(" "),
      })),
    },
    survey.fictional,
  );
}

const feedLength = 50;
/** So that a sitemap stays under its 50,000 addresses. */
const sitemapLength = 4000;

/** The newest published surveys as an Atom feed; demonstrations are left out. */
export async function loadSurveyFeed(): Promise<ExportFile> {
  const site = env().SITE_URL;
  const entries = await mapPublished(
    { skip: 0, take: feedLength, fictional: false },
    ({ slug, synthesis, publishedAt, versions }) => ({
      url: `${site}/s/${slug}`,
      title: synthesis.survey.title,
      published: versions.at(-1)?.publishedAt ?? publishedAt,
      updated: publishedAt,
      authors: synthesis.survey.authors.map(({ name }) => name),
      summary: synthesis.sections
        .map(({ question, finding }) => `${question.prompt} ${finding.words}.`)
        .join(" "),
    }),
  );
  return feedFile(
    {
      url: `${site}/feed`,
      page: `${site}/`,
      title: "Consilience: new syntheses",
      updated: new Date(0),
      entries,
    },
    false,
  );
}

function feedFile(feed: AtomFeed, fictional: boolean): ExportFile {
  return {
    body: toAtom(feed),
    contentType: "application/atom+xml; charset=utf-8",
    fileName: null,
    fictional,
  };
}

/** The addresses that search engines may list: published syntheses that are not demonstrations, and the site's own pages. */
export async function loadSitemap(): Promise<{ url: string; changed: Date | null }[]> {
  const site = env().SITE_URL;
  const published = await listPublished({ skip: 0, take: sitemapLength, fictional: false });
  return [
    { url: `${site}/`, changed: null },
    { url: `${site}/method`, changed: null },
    ...published.flatMap(({ slug, publishedAt, questions }) => [
      { url: `${site}/s/${slug}`, changed: publishedAt },
      { url: `${site}/s/${slug}/respondents`, changed: publishedAt },
      ...questions.map((question) => ({
        url: `${site}/s/${slug}/answers/${question}`,
        changed: publishedAt,
      })),
    ]),
  ];
}
