import { toJsonLd } from "@/lib/core/export/json-ld";
import { publicPath } from "@/lib/core/publication/address";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Edition } from "./edition";

type PublicationLinksProps = {
  edition: Edition & { readonly synthesis: Synthesis };
  siteUrl: string;
};

/** What programs read of a page: how to cite it, what describes it, how it may be used, and the same as JSON-LD. */
export function PublicationLinks({ edition, siteUrl }: PublicationLinksProps) {
  const { slug, number, publishedAt, sha256, synthesis } = edition;
  const version = `${siteUrl}${publicPath(slug, { version: number, view: { kind: "synthesis" } })}`;
  const places = {
    synthesis: `${siteUrl}/s/${slug}`,
    site: `${siteUrl}/`,
    reuse: `${siteUrl}/method#reuse`,
  };
  const data = toJsonLd(
    synthesis,
    { url: version, version: number, date: publishedAt.toISOString(), sha256 },
    places,
  );
  return (
    <>
      <link rel="cite-as" href={version} />
      <link rel="describedby" type="application/json" href={`${places.synthesis}/card`} />
      <link rel="license" href={places.reuse} />
      <script
        type="application/ld+json"
        // Data, in which no < can end the element.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }}
      />
    </>
  );
}
