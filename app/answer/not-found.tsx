import { useTranslations } from "next-intl";
import { ForgetGone } from "@/components/answers/forget-kept";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** A link that opens nothing, or a page without one: what is safe, and what to do. */
export default function LinkNotFound() {
  const t = useTranslations("link");
  return (
    <Page width="text">
      <title>{`${t("tab")} · Consilience`}</title>
      <ForgetGone />
      <PageHeader title={t("title")} />
      <div className="flex flex-col gap-4">
        <p>{t("why")}</p>
        <p>{t("what")}</p>
      </div>
    </Page>
  );
}
