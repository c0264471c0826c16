import { citationText } from "@/lib/core/export/citation";
import { publicPath } from "@/lib/core/publication/address";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Edition } from "./edition";

type CitationProps = { synthesis: Synthesis; edition: Edition; siteUrl: string };

/** How to cite this version: a line to copy, and files for those who manage references. */
export function Citation({ synthesis, edition, siteUrl }: CitationProps) {
  const { slug, number, latest, publishedAt, sha256 } = edition;
  const path = publicPath(slug, { version: number, view: { kind: "synthesis" } });
  const line = citationText(synthesis, {
    url: siteUrl + path,
    version: number,
    date: publishedAt.toISOString(),
    sha256,
  });
  const query = number === latest ? "" : `?v=${number}`;
  return (
    <section id="cite" className="closing exports" aria-labelledby="cite-title">
      <h2 id="cite-title">Cite this version</h2>
      <p className="cite-line" id="cite-line">
        {line}
      </p>
      <p>
        <a href={`${path}#cite-line`} data-copy-text="cite-line">
          Copy
        </a>
        <a href={`/s/${slug}/export/bib${query}`}>BibTeX</a>
        <a href={`/s/${slug}/export/csl${query}`}>CSL-JSON</a>
      </p>
    </section>
  );
}
