import { toBibtex } from "@/lib/core/export/bibtex";
import { answersCsv } from "@/lib/core/export/csv";
import type { ExportMeta } from "@/lib/core/export/export-meta";
import { toHtml } from "@/lib/core/export/html";
import { toJson } from "@/lib/core/export/json";
import { toMarkdown } from "@/lib/core/export/markdown";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { env } from "@/lib/platform/env";
import { findPublishedSynthesis } from "@/lib/publications/queries";
import { type ExportFormat, exportFormatSchema, versionNumberSchema } from "./schema";

/** A file to send. */
export type ExportFile = {
  readonly body: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly fictional: boolean;
};

const formats: Record<
  ExportFormat,
  { type: string; write: (synthesis: Synthesis, meta: ExportMeta) => string }
> = {
  md: { type: "text/markdown; charset=utf-8", write: toMarkdown },
  html: { type: "text/html; charset=utf-8", write: toHtml },
  json: { type: "application/json; charset=utf-8", write: toJson },
  csv: { type: "text/csv; charset=utf-8; header=present", write: answersCsv },
  bib: { type: "application/x-bibtex; charset=utf-8", write: toBibtex },
};

/** A published synthesis as a file; null where there is no such synthesis, version or format. */
export async function loadExport(
  slug: string,
  format: string,
  version: string | null,
): Promise<ExportFile | null> {
  const wanted = exportFormatSchema.safeParse(format);
  const number = version === null ? null : versionNumberSchema.safeParse(version);
  if (!wanted.success || number?.success === false) return null;
  const published = await findPublishedSynthesis(slug, number?.data);
  if (!published) return null;
  const { type, write } = formats[wanted.data];
  return {
    body: write(published.synthesis, {
      url: `${env().SITE_URL}/s/${slug}/v/${published.number}`,
      version: published.number,
      date: published.publishedAt.toISOString().slice(0, 10),
      sha256: published.sha256,
    }),
    contentType: type,
    fileName: `${slug}-v${published.number}.${wanted.data}`,
    fictional: published.synthesis.survey.fictional,
  };
}
