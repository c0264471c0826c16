import type { Links } from "./links";

type PermalinkProps = {
  anchor: string;
  /** What it leads to, for those who do not see where it stands: "this quote". */
  what: string;
  links: Links;
};

/** A small link to the thing it stands at, in this version for good; a script copies it instead of following it. */
export function Permalink({ anchor, what, links }: PermalinkProps) {
  return (
    <a
      className="permalink"
      href={links.permanent(anchor)}
      aria-label={`Link to ${what}`}
      data-copy-link=""
    >
      #
    </a>
  );
}
