import { useTranslations } from "next-intl";
import { ChoiceRow } from "@/components/forms/choice-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Attribution } from "@/lib/core/answers/answer";
import type { AnswerColumns, PersonDraft } from "@/lib/core/answers/draft-fields";
import { offeredTighter } from "@/lib/core/survey/privacy-terms";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerInFull } from "./answer-list";
import { ForgetKept } from "./forget-kept";

const refusals = ["unconfirmed", "not-allowed", "not-found", "invalid-input"] as const;

type Submitted = {
  readonly id: string;
  readonly questionKey: string;
  /** The earlier wording that it answers; null for the present one. */
  readonly earlierPrompt: string | null;
  /** The question as it was asked: what the columns mean. */
  readonly asked: Question;
  readonly attribution: Attribution;
  readonly quotable: boolean;
  readonly columns: AnswerColumns;
};

type ReceiptProps = {
  readonly title: string;
  readonly responseId: string;
  readonly questions: readonly Question[];
  readonly submitted: readonly Submitted[];
  /** The levels that the survey offers. */
  readonly attributions: readonly Attribution[];
  /** As submitted. */
  readonly person: PersonDraft;
  readonly withdrawn: boolean;
  readonly open: boolean;
  /** How many quotes wait for a decision. */
  readonly openQuotes: number;
  /** Whether the page can be read before it is published, because the reader's name stands on it. */
  readonly preview: boolean;
  /** Whether the survey shows the others' answers now. */
  readonly others: boolean;
  /** Whether the same words are on their way by mail. */
  readonly mailed: boolean;
  /** What was just changed or refused, as the address says it. */
  readonly changed: string | undefined;
  readonly refused: string | undefined;
};

/** What was submitted, in full; from here it can be shown less, withdrawn or changed. */
export function Receipt({ withdrawn, open, ...props }: ReceiptProps) {
  const t = useTranslations("receipt");
  const tConsent = useTranslations("consent");
  const refused = refusals.find((reason) => reason === props.refused);
  return (
    <Page width="text">
      <PageHeader
        above={props.title}
        title={t(withdrawn ? "titleWithdrawn" : "title")}
        lead={t(withdrawn ? "leadWithdrawn" : props.mailed ? "leadMail" : "lead")}
        actions={
          open ? (
            <ButtonLink href="/answer" variant="secondary" prefetch={false}>
              {t(withdrawn ? "comeBack" : "change")}
            </ButtonLink>
          ) : undefined
        }
      />
      {!withdrawn && props.changed === undefined && props.refused === undefined && (
        <ForgetKept scope={props.responseId} />
      )}
      {refused !== undefined && (
        <Notice tone="bad" title={t("refusedTitle")}>
          {t(`refusals.${refused}`)}
        </Notice>
      )}
      {props.changed === "consent" && (
        <Notice tone="good" title={t("changedTitle")}>
          {t("changed")}
        </Notice>
      )}
      {!withdrawn && props.others && (
        <Notice title={t("othersTitle")}>
          <p>{t("others")}</p>
          <form method="post" action="/answer/others/open">
            <Button type="submit" variant="secondary">
              {t("othersOpen")}
            </Button>
          </form>
        </Notice>
      )}
      {!withdrawn && props.preview && (
        <Notice title={t("previewTitle")}>
          {t.rich("preview", {
            link: (words) => (
              <a className="link" href="/answer/preview">
                {words}
              </a>
            ),
          })}
        </Notice>
      )}
      {!withdrawn && props.openQuotes > 0 && (
        <Notice title={t("quotesTitle", { count: props.openQuotes })}>
          {t.rich("quotes", {
            link: (words) => (
              <a className="link" href="/answer/quotes">
                {words}
              </a>
            ),
          })}
        </Notice>
      )}
      {props.questions.map((question) => {
        const answer = props.submitted.find(({ questionKey }) => questionKey === question.id);
        if (answer === undefined) {
          return (
            <section key={question.id} className="border-t border-line py-6">
              <h2 className="font-serif text-lg font-semibold">{question.prompt}</h2>
              <p className="mt-2 text-muted">{t("notAnswered")}</p>
            </section>
          );
        }
        return (
          <AnswerInFull
            key={question.id}
            question={{ ...answer.asked, prompt: question.prompt }}
            columns={answer.columns}
          >
            <p className="mt-3 text-sm text-muted">
              {tConsent("chosen", {
                label: tConsent(`labels.${answer.attribution}`),
                quotable: answer.quotable ? "yes" : "no",
              })}
            </p>
            {answer.earlierPrompt !== null && (
              <p className="mt-3 text-sm text-muted">
                {t("earlierWording", { prompt: answer.earlierPrompt })}
              </p>
            )}
            {!withdrawn && <Tighten answer={answer} offered={props.attributions} />}
          </AnswerInFull>
        );
      })}
      <ShownAs submitted={props.submitted} person={props.person} />
      {!withdrawn && (
        <details
          id="withdraw"
          className="border-t border-line pt-4"
          open={refused === "unconfirmed"}
        >
          <summary className="min-h-11 cursor-pointer py-2 text-muted">{t("withdrawAll")}</summary>
          <form method="post" action="/answer/withdraw" className="mt-2 flex flex-col gap-4">
            <p>
              {t("withdrawMeans")} {open && t("withdrawOpen")}
            </p>
            <ChoiceRow type="checkbox" name="sure" value="yes" label={t("withdrawSure")} />
            <div>
              <Button type="submit" variant="danger">
                {t("withdraw")}
              </Button>
            </div>
          </form>
        </details>
      )}
      <p className="border-t border-line pt-4">
        <a className="link flex min-h-11 items-center" href="/answer/data">
          {t("data")}
        </a>
        <a className="link flex min-h-11 items-center" href="/answer/data#devices">
          {t("devices")}
        </a>
      </p>
    </Page>
  );
}

/** Under which name and description the answers stand, as far as one of them uses it. */
function ShownAs({ submitted, person }: Pick<ReceiptProps, "submitted" | "person">) {
  const t = useTranslations("receipt");
  const uses = (level: Attribution) => submitted.some(({ attribution }) => attribution === level);
  if (!uses("named") && !uses("role")) return null;
  return (
    <section className="border-t border-line py-6">
      <h2 className="font-serif text-lg font-semibold">{t("shownTitle")}</h2>
      <ul className="mt-2 flex flex-col gap-1">
        {uses("named") && (
          <li>
            {t("shownNamed", {
              who: [person.displayName, person.displayRole].filter(Boolean).join(", "),
            })}
          </li>
        )}
        {uses("named") && person.interests !== "" && (
          <li>{t("shownInterests", { interests: person.interests })}</li>
        )}
        {uses("role") && <li>{t("shownRole", { wording: person.roleWording })}</li>}
      </ul>
    </section>
  );
}

function Tighten({ answer, offered }: { answer: Submitted; offered: readonly Attribution[] }) {
  const t = useTranslations("receipt");
  const tConsent = useTranslations("consent");
  const levels = [answer.attribution, ...offeredTighter(answer.attribution, offered)];
  if (levels.length === 1) return null;
  return (
    <details className="mt-2">
      <summary className="min-h-11 cursor-pointer py-2 text-sm text-accent">{t("less")}</summary>
      <form method="post" action="/answer/consent" className="mt-2 flex flex-col gap-4">
        <input type="hidden" name="answer" value={answer.id} />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold">{t("lessHow")}</legend>
          {levels.map((level) => (
            <ChoiceRow
              key={level}
              type="radio"
              name="attribution"
              value={level}
              defaultChecked={level === answer.attribution}
              label={tConsent(`labels.${level}`)}
              detail={tConsent(`meanings.${level}`)}
            />
          ))}
        </fieldset>
        {answer.quotable && (
          <ChoiceRow
            type="checkbox"
            name="quotable"
            value="yes"
            defaultChecked
            label={t("lessQuote")}
          />
        )}
        <div>
          <Button type="submit" variant="secondary" size="compact">
            {t("lessDo")}
          </Button>
        </div>
      </form>
    </details>
  );
}
