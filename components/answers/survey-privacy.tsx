import { useLocale, useTranslations } from "next-intl";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Attribution } from "@/lib/core/answers/answer";
import { dayInWords, listInWords } from "@/lib/core/language";

type SurveyPrivacyProps = {
  readonly title: string;
  readonly timeZone: string;
  /** The levels that the survey offers, from open to closed. */
  readonly attributions: readonly Attribution[];
  readonly minimumGroup: number;
  readonly retentionMonths: number | null;
  /** The day from which names and texts go; null while that has no date. */
  readonly erasesOn: Date | null;
  readonly erasedAt: Date | null;
  readonly objectionContact: string;
  /** Where the reader came from. */
  readonly back: string;
};

const held = ["invited", "typed", "submitted", "visits", "mails"] as const;

/** What a survey keeps about the people whom it asks, for how long, and whom to write to. */
export function SurveyPrivacy(props: SurveyPrivacyProps) {
  const t = useTranslations("privacy");
  const first = useTranslations("first");
  const language = useLocale();
  const { retentionMonths, erasesOn, erasedAt, timeZone, objectionContact } = props;
  const day = (at: Date) => dayInWords(at, language, timeZone);
  return (
    <Page width="text">
      <PageHeader above={props.title} title={t("title")} lead={t("lead")} />
      <section aria-labelledby="kept">
        <h2 id="kept" className="font-serif text-xl font-semibold">
          {t("what")}
        </h2>
        <ul className="mt-3 flex list-disc flex-col gap-2 ps-5">
          {held.map((kind) => (
            <li key={kind}>{t(`held.${kind}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="shown" className="mt-8">
        <h2 id="shown" className="font-serif text-xl font-semibold">
          {t("shown")}
        </h2>
        <p className="mt-3">
          {t("shownMeans", {
            levels: listInWords(
              props.attributions.map((level) => first(`levels.${level}`)),
              language,
              "disjunction",
            ),
            minimum: props.minimumGroup,
          })}
        </p>
      </section>
      <section aria-labelledby="period" className="mt-8">
        <h2 id="period" className="font-serif text-xl font-semibold">
          {t("period")}
        </h2>
        <p className="mt-3">
          {erasedAt !== null
            ? t("erased", { date: day(erasedAt) })
            : retentionMonths === null
              ? first("keptOpen")
              : first("keptMonths", { months: retentionMonths })}{" "}
          {erasedAt === null && erasesOn !== null && t("erasesOn", { date: day(erasesOn) })}
        </p>
      </section>
      <section aria-labelledby="objections" className="mt-8">
        <h2 id="objections" className="font-serif text-xl font-semibold">
          {first("objections")}
        </h2>
        <p className="mt-3">
          {objectionContact === ""
            ? t("objectionsToSender")
            : first("objectionsTo", { contact: objectionContact })}
        </p>
        <p className="mt-3">{t("own")}</p>
      </section>
      <p className="mt-10 border-t border-line pt-4">
        <a className="link flex min-h-11 items-center" href={props.back}>
          {t("back")}
        </a>
      </p>
    </Page>
  );
}
