import type { ReactNode } from "react";
import { FictionalBanner } from "./fictional-banner";

type SubpageProps = {
  /** The synthesis that the page belongs to. */
  synthesis: { readonly title: string; readonly fictional: boolean };
  /** Its address; null only for a draft, which has no pages beside it. */
  back: string | null;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
};

/** A page beside a synthesis, with the way back to it. */
export function Subpage({ synthesis, back, title, lead, children }: SubpageProps) {
  return (
    <article className="synthesis subpage">
      {synthesis.fictional && <FictionalBanner />}
      <header className="title-block">
        {back !== null && (
          <nav aria-label="Where this belongs" className="crumb">
            <a href={back}>{synthesis.title}</a>
          </nav>
        )}
        <h1 className="subtitle">{title}</h1>
        {lead && <p className="aside">{lead}</p>}
      </header>
      {children}
    </article>
  );
}
