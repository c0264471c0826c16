import { useTranslations } from "next-intl";

/** The last landmark of every page. */
export function SiteFooter() {
  const t = useTranslations("site");
  return (
    <footer className="mt-20 border-t border-line text-sm text-muted print:hidden">
      <div className="mx-auto flex max-w-page flex-wrap items-baseline justify-between gap-x-8 gap-y-2 px-5 py-6 sm:px-8">
        <p>{t("claim")}</p>
        <p>
          <a className="underline underline-offset-4 hover:text-ink" href="/method">
            {t("computed")}
          </a>
        </p>
      </div>
    </footer>
  );
}
