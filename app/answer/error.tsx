"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** Shown to an expert when a page failed to render. What was saved before is on the server and is not touched by it. */
export default function AnswerErrorPage({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("error");
  return (
    <Page width="text">
      <PageHeader title={t("title")} lead={t("lead")} />
      <Button onClick={() => retry()}>{t("retry")}</Button>
    </Page>
  );
}
