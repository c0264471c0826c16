import { useTranslations } from "next-intl";

/** The wordmark and a quiet navigation, the same on every page. */
export function SiteHeader() {
  const t = useTranslations("site");
  return (
    <header className="border-b border-line print:hidden">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 px-5 py-3 sm:px-8">
        <a
          href="/"
          className="flex min-h-11 items-center gap-2.5 font-serif text-lg font-semibold tracking-[-0.01em] text-ink"
        >
          <svg viewBox="0 0 32 32" className="size-5 text-accent" aria-hidden="true">
            <path
              d="M3 5C14 5 14 16 23 16M3 16h20M3 27c11 0 11-11 20-11"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.4"
              strokeLinecap="round"
            />
            <circle cx="24.5" cy="16" r="4.5" fill="currentColor" />
          </svg>
          Consilience
        </a>
        <nav aria-label={t("navigation")} className="-mx-2.5 flex text-sm text-muted">
          <HeaderLink href="/method">{t("method")}</HeaderLink>
          <HeaderLink href="/surveys">{t("forAuthors")}</HeaderLink>
        </nav>
      </div>
    </header>
  );
}

function HeaderLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="flex min-h-11 items-center px-2.5 underline-offset-4 hover:text-ink hover:underline"
    >
      {children}
    </a>
  );
}
