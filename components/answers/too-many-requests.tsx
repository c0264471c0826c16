import { useTranslations } from "next-intl";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** Shown instead of a page that is asked for too often. */
export function TooManyRequests({ seconds }: { seconds: number }) {
  const t = useTranslations("link");
  return (
    <Page width="text">
      <PageHeader title={t("waitTitle")} lead={t("wait", { seconds })} />
    </Page>
  );
}
