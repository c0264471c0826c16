import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Destination } from "@/lib/answers/schema";

/** Where a mail's link leads somebody who has answered: what waits, and one button, since only a person presses it. */
export function ContinueScreen({
  token,
  to,
  question,
  name,
  title,
}: {
  token: string;
  to: Destination;
  /** The question that was reworded, where that is what waits. */
  question?: string | undefined;
  name: string;
  title: string;
}) {
  const t = useTranslations("goOn");
  return (
    <Page width="text">
      <PageHeader above={t("for", { name })} title={title} lead={t(`${to}.lead`)} />
      <form method="post" action={`/answer/${token}/begin`}>
        <input type="hidden" name="to" value={to} />
        {question !== undefined && <input type="hidden" name="question" value={question} />}
        <Button type="submit">{t(`${to}.button`)}</Button>
      </form>
    </Page>
  );
}
