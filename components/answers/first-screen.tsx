import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Markdown } from "@/components/ui/markdown";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import type { Attribution } from "@/lib/core/answers/answer";
import { listInWords } from "@/lib/core/language";
import { ClosingTime } from "./closing-time";

type FirstScreenProps = {
  readonly token: string;
  readonly name: string;
  readonly title: string;
  readonly introduction: string;
  /** What the author promises about the words, Markdown; may be empty. */
  readonly consentWords: string;
  readonly authors: readonly string[];
  readonly questionCount: number;
  readonly minutes: number;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly window: "not-open" | "open" | "grace" | "closed";
  /** The survey has closed; the whole minutes in which what was begun can be finished. */
  readonly graceLeftMinutes: number | null;
  readonly begun: boolean;
  readonly submitted: boolean;
  /** The authors entered the answers, and this person has not confirmed them. */
  readonly toConfirm: boolean;
  readonly declinedAt: Date | null;
  readonly submittingApprovesQuotes: boolean;
  readonly showOthersAfterSubmitting: boolean;
  readonly minimumGroup: number;
  /** The levels that the survey offers, from open to closed. */
  readonly attributions: readonly Attribution[];
  /** How many months after the end names and texts are kept; null for no end. */
  readonly retentionMonths: number | null;
  /** Whom to write to with an objection; empty for whoever sent the invitation. */
  readonly objectionContact: string;
  readonly fictional: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  readonly modelHost: string | null;
  /** What became of naming a colleague, as the address says it. */
  readonly suggested: string | undefined;
};

/** Who asks, why, how long it takes and what happens to the words; then begin, decline, or "not me". */
export function FirstScreen(props: FirstScreenProps) {
  const t = useTranslations("first");
  const language = useLocale();
  const { authors, begun, submitted, toConfirm, window } = props;
  const mayBegin = begun || window === "open";
  const closed = window === "closed" || (window === "grace" && !begun);
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
      <p className="mt-4">
        {t("amount", { questions: props.questionCount, minutes: props.minutes })}
        {props.closesAt && !closed && window !== "grace" && (
          <>
            {" "}
            {t.rich("until", {
              date: () => <ClosingTime at={props.closesAt as Date} timeZone={props.timeZone} />,
            })}
          </>
        )}
      </p>
      {props.fictional && <Notice title={t("fictionalTitle")}>{t("fictional")}</Notice>}
      {props.declinedAt !== null && (
        <Notice title={t("declinedTitle")}>{t(mayBegin ? "declined" : "declinedClosed")}</Notice>
      )}
      {submitted && !closed && !toConfirm && (
        <Notice tone="good" title={t("submittedTitle")}>
          {t("submitted")}
        </Notice>
      )}
      {toConfirm && (
        <Notice title={t("enteredTitle", { count: authors.length })}>{t("entered")}</Notice>
      )}
      {window === "not-open" && (
        <Notice tone="wait" title={t("notOpenTitle")}>
          {t("notOpen")}
        </Notice>
      )}
      {!closed && props.graceLeftMinutes !== null && (
        <Notice tone="wait" title={t("closedTitle")}>
          {t("grace", { minutes: props.graceLeftMinutes })}
        </Notice>
      )}
      {closed && (
        <Notice tone="wait" title={t("closedTitle")}>
          {t(submitted ? "closedSubmitted" : "closed")}
        </Notice>
      )}
      {props.introduction.trim() !== "" && (
        <div className="mt-8">
          <Markdown text={props.introduction} />
        </div>
      )}
      <section aria-labelledby="words" className="mt-10">
        <h2 id="words" className="font-serif text-xl font-semibold">
          {t("words")}
        </h2>
        <dl className="mt-4 border-t border-line">
          <Term name={t("shown")}>
            {t("shownMeans", {
              count: props.attributions.length,
              levels: listInWords(
                props.attributions.map((level) => t(`levels.${level}`)),
                language,
                "disjunction",
              ),
            })}
          </Term>
          <Term name={t("quoted")}>
            {t(props.submittingApprovesQuotes ? "quotedBySubmitting" : "quotedByApproval")}
          </Term>
          {props.modelHost !== null && (
            <Term name={t("model")}>{t("modelMeans", { host: props.modelHost })}</Term>
          )}
          {props.showOthersAfterSubmitting && (
            <Term name={t("together")}>{t("togetherMeans")}</Term>
          )}
          <Term name={t("stored")}>{t("storedMeans")}</Term>
          <Term name={t("kept")}>
            {props.retentionMonths === null
              ? t("keptOpen")
              : t("keptMonths", { months: props.retentionMonths })}
          </Term>
          <Term name={t("objections")}>
            {props.objectionContact === ""
              ? t("objectionsToSender")
              : t("objectionsTo", { contact: props.objectionContact })}{" "}
            <a className="link" href={`/answer/${props.token}/privacy`}>
              {t("privacy")}
            </a>
          </Term>
          <Term name={t("smallPanel")}>
            {t("smallPanelMeans", { minimum: props.minimumGroup })}
          </Term>
        </dl>
        {props.consentWords.trim() !== "" && (
          <div className="mt-5">
            <h3 className="mb-2 text-sm text-muted">{t("ownWords", { count: authors.length })}</h3>
            <Markdown text={props.consentWords} />
          </div>
        )}
      </section>
      {mayBegin && (
        <form
          method="post"
          action={`/answer/${props.token}/begin`}
          className="sticky bottom-0 -mx-5 mt-8 border-t border-line bg-paper px-5 py-3 sm:static sm:mx-0 sm:border-0 sm:px-0"
        >
          <Button type="submit" className="w-full sm:w-auto">
            {t(toConfirm ? "confirm" : submitted ? "open" : begun ? "continue" : "begin")}
          </Button>
        </form>
      )}
      <section id="colleague" aria-label={t("notMe")} className="mt-6">
        {props.suggested === "yes" && (
          <Notice tone="good" title={t("suggestedTitle")}>
            {t("suggested")}
          </Notice>
        )}
        {(props.suggested === "unreadable" || props.suggested === "too-many") && (
          <Notice tone="bad" title={t("notSuggestedTitle")} live="alert">
            {t(props.suggested === "too-many" ? "tooManySuggested" : "unreadableSuggestion")}
          </Notice>
        )}
        {(!submitted || toConfirm) && props.declinedAt === null && (
          <Disclosure summary={t(toConfirm ? "notMine" : "rather")}>
            <form
              method="post"
              action={`/answer/${props.token}/decline`}
              className="flex flex-col gap-4"
            >
              {toConfirm && <p className="text-muted">{t("notMineMeans")}</p>}
              <TextAreaField
                id="reason"
                name="reason"
                label={t("reason")}
                required={false}
                optional={t("optional")}
                hint={t("reasonHint")}
                rows={3}
                maxLength={1000}
              />
              <div>
                <Button type="submit" variant="secondary">
                  {t(toConfirm ? "takeOut" : "decline")}
                </Button>
              </div>
            </form>
          </Disclosure>
        )}
        {!closed && (
          <Disclosure summary={t("notMe")} open={props.suggested === "unreadable"}>
            <form
              method="post"
              action={`/answer/${props.token}/suggest`}
              className="flex flex-col gap-4"
            >
              <p className="text-muted">{t("notMeMeans")}</p>
              <TextField
                id="colleague-name"
                name="name"
                label={t("colleagueName")}
                required
                maxLength={200}
                autoComplete="off"
              />
              <TextField
                id="colleague-email"
                name="email"
                inputMode="email"
                label={t("colleagueAddress")}
                required={false}
                optional={t("optional")}
                maxLength={300}
                autoComplete="off"
              />
              <TextField
                id="colleague-note"
                name="note"
                label={t("colleagueNote")}
                required={false}
                optional={t("optional")}
                maxLength={1000}
                autoComplete="off"
              />
              <div className="flex flex-wrap gap-3">
                <Button type="submit" name="go" value="stay" variant="secondary">
                  {t("suggest")}
                </Button>
                {!submitted && props.declinedAt === null && (
                  <Button type="submit" name="go" value="decline" variant="secondary">
                    {t("suggestAndDecline")}
                  </Button>
                )}
              </div>
            </form>
          </Disclosure>
        )}
      </section>
    </Page>
  );
}

/** One thing that happens to the words: its name, and what it means. */
function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="gap-x-6 border-b border-line py-3 sm:grid sm:grid-cols-[10rem_1fr]">
      <dt className="font-semibold">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A form that stays out of the way until it is wanted. */
function Disclosure({
  summary,
  open,
  children,
}: {
  summary: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="border-t border-line" open={open}>
      <summary className="min-h-12 py-3 text-muted underline-offset-4 hover:text-ink hover:underline">
        {summary}
      </summary>
      <div className="pt-1 pb-6">{children}</div>
    </details>
  );
}
