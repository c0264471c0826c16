import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Markdown } from "@/components/ui/markdown";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { listInWords } from "@/lib/core/language";
import { ClosingTime } from "./closing-time";

type FirstScreenProps = {
  readonly token: string;
  readonly name: string;
  readonly title: string;
  readonly introduction: string;
  readonly authors: readonly string[];
  readonly questionCount: number;
  readonly minutes: number;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly window: "not-open" | "open" | "grace" | "closed";
  readonly begun: boolean;
  readonly submitted: boolean;
  readonly declinedAt: Date | null;
  readonly submittingApprovesQuotes: boolean;
  readonly minimumGroup: number;
  readonly fictional: boolean;
};

/** Who asks, why, how long it takes and what happens to the words; then one button. */
export function FirstScreen(props: FirstScreenProps) {
  const t = useTranslations("first");
  const language = useLocale();
  const { authors, begun, submitted, window } = props;
  const mayBegin = begun || window === "open";
  return (
    <Page width="text">
      <p className="text-muted">
        {t("asks", {
          count: authors.length,
          authors: listInWords(authors, language),
          name: props.name || "none",
        })}
      </p>
      <h1 className="mt-2 font-serif text-2xl font-semibold tracking-[-0.012em]">{props.title}</h1>
      {props.fictional && <Notice title={t("fictionalTitle")}>{t("fictional")}</Notice>}
      {props.declinedAt !== null && <Notice title={t("declinedTitle")}>{t("declined")}</Notice>}
      {window === "not-open" && (
        <Notice tone="wait" title={t("notOpenTitle")}>
          {t("notOpen")}
        </Notice>
      )}
      {(window === "closed" || (window === "grace" && !begun)) && (
        <Notice tone="wait" title={t("closedTitle")}>
          {t(submitted ? "closedSubmitted" : "closed")}
        </Notice>
      )}
      {props.introduction.trim() !== "" && (
        <div className="mt-6">
          <Markdown text={props.introduction} />
        </div>
      )}
      <dl className="mt-8 grid gap-x-8 gap-y-2 border-y border-line py-5 sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">{t("howMuch")}</dt>
        <dd>{t("amount", { questions: props.questionCount, minutes: props.minutes })}</dd>
        {props.closesAt && (
          <>
            <dt className="text-muted">{t("until")}</dt>
            <dd>
              <ClosingTime at={props.closesAt} timeZone={props.timeZone} />
            </dd>
          </>
        )}
      </dl>
      <h2 className="mt-8 font-serif text-xl font-semibold">{t("words")}</h2>
      <ul className="mt-3 list-disc space-y-2 ps-5">
        <li>{t("published")}</li>
        <li>{t(props.submittingApprovesQuotes ? "quotesBySubmitting" : "quotesByApproval")}</li>
        <li>{t("stored")}</li>
        <li>{t("smallPanel", { minimum: props.minimumGroup })}</li>
      </ul>
      {mayBegin && (
        <form method="post" action={`/answer/${props.token}/begin`} className="mt-8">
          <Button type="submit">{t(submitted ? "open" : begun ? "continue" : "begin")}</Button>
        </form>
      )}
      {!submitted && props.declinedAt === null && (
        <details className="mt-8 border-t border-line pt-4">
          <summary className="min-h-11 cursor-pointer py-2 text-muted">{t("rather")}</summary>
          <form
            method="post"
            action={`/answer/${props.token}/decline`}
            className="mt-2 flex flex-col gap-4"
          >
            <TextAreaField
              id="reason"
              name="reason"
              label={t("reason")}
              required={false}
              hint={t("reasonHint")}
              rows={3}
              maxLength={1000}
            />
            <div>
              <Button type="submit" variant="secondary">
                {t("decline")}
              </Button>
            </div>
          </form>
        </details>
      )}
    </Page>
  );
}
