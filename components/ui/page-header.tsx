import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** Small words above the title: where the page belongs. */
  above?: ReactNode;
  /** A sentence or two beneath the title. */
  lead?: ReactNode;
  /** The primary action stands top right. */
  actions?: ReactNode;
};

/** The h1 of a page with what stands around it. */
export function PageHeader({ title, above, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="max-w-text min-w-0">
        {above && <div className="mb-2 text-sm text-muted">{above}</div>}
        <h1 className="font-serif text-2xl font-semibold tracking-[-0.012em]">{title}</h1>
        {lead && <p className="mt-3 text-base text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
    </header>
  );
}
