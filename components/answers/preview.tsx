import { useTranslations } from "next-intl";
import { SynthesisView } from "@/components/synthesis/synthesis-view";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";

/** The page as the public may come to read it, for those whose names stand on it. */
export function Preview({
  title,
  synthesis,
}: {
  title: string;
  /** The public form; null while it is being drawn together. */
  synthesis: Synthesis | null;
}) {
  const t = useTranslations("preview");
  return (
    <>
      <div className="mx-auto w-full max-w-page px-5 pt-8 sm:px-8">
        <p className="text-sm text-muted">{title}</p>
        <h1 className="font-serif text-2xl font-semibold">{t("title")}</h1>
        <Notice title={t("notPublic")}>
          <p>{t("lead")}</p>
          <p>
            <ButtonLink href="/answer/receipt" variant="secondary" prefetch={false}>
              {t("answers")}
            </ButtonLink>
          </p>
        </Notice>
        {synthesis === null && <p role="status">{t("computing")}</p>}
      </div>
      {synthesis !== null && (
        <section aria-label={t("title")} className="mt-8 border-t border-edge" lang="en" dir="ltr">
          <SynthesisView synthesis={synthesis} edition={null} titleLevel={2} />
        </section>
      )}
    </>
  );
}
