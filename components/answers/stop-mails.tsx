import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

type StopMailsProps = {
  /** Where the buttons post. */
  action: string;
  /** Of the survey. */
  title: string;
  /** What was ended already. */
  stopped: "survey" | "site" | null;
};

/** Ends mails about one survey or from the whole site. Works without JavaScript; opening it changes nothing. */
export function StopMails({ action, title, stopped }: StopMailsProps) {
  const t = useTranslations("stop");
  const button = (wish: "survey" | "site" | "resume", variant: "primary" | "secondary") => (
    <form action={action} method="post">
      <input type="hidden" name="wish" value={wish} />
      <Button type="submit" variant={variant}>
        {t(wish)}
      </Button>
    </form>
  );
  return (
    <Page width="text">
      <title>{`${t("tab")} · Consilience`}</title>
      <PageHeader title={t("title")} lead={t("about", { title })} />
      <div className="flex flex-col items-start gap-5">
        {stopped !== null && (
          <Notice title={t("doneTitle")} live="status">
            <p>{t(stopped === "site" ? "doneSite" : "doneSurvey")}</p>
          </Notice>
        )}
        {stopped === null && button("survey", "primary")}
        {stopped !== "site" && button("site", "secondary")}
        {stopped !== null && button("resume", "secondary")}
        <p className="text-sm text-muted">{t("answersStay")}</p>
      </div>
    </Page>
  );
}
