import type { Links } from "./links";

type ShareFigureProps = {
  title: string;
  /** Where the figure stands on its page. */
  anchor: string;
  /** The address of the figure alone; null for a draft, which has none. */
  page: string | null;
  links: Links;
  /** The site's public address, for the code that shows the figure elsewhere; null for a draft. */
  siteUrl: string | null;
};

/** The address of a figure, and the code that shows it on another site. */
export function ShareFigure({ title, anchor, page, links, siteUrl }: ShareFigureProps) {
  if (page === null || siteUrl === null) return null;
  const plain = title.replace(/["&<>]/g, "");
  const code = `<iframe src="${siteUrl}${page}" title="${plain}" width="640" height="420" loading="lazy" style="border:0"></iframe>`;
  return (
    <details className="chart-figures chart-embed">
      <summary>Link or embed</summary>
      <p>
        <a className="link" href={links.permanent(anchor)} data-copy-link="">
          Link to this figure
        </a>{" "}
        ·{" "}
        <a className="link" href={page}>
          The figure alone
        </a>
      </p>
      <p>To show it on another site, put this into its page:</p>
      <pre>
        <code>{code}</code>
      </pre>
    </details>
  );
}
