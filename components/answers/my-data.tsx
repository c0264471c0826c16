import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { valueInWords } from "@/lib/core/answers/in-words";
import { instantInShort } from "@/lib/core/language";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerText } from "./answer-text";
import { Facts, Part } from "./data-parts";
import { EraseForm } from "./erase-form";
import { ForgetErased } from "./forget-kept";
import { useValueWords } from "./use-words";

type Instant = Date | null;

/** What is held, as the page shows it; the file holds the same and more of its detail. */
type Held = {
  readonly survey: { readonly title: string };
  readonly invitation: {
    readonly name: string;
    readonly address: string | null;
    readonly affiliation: string;
    readonly createdAt: Date;
    readonly sentAt: Instant;
    readonly openedAt: Instant;
    readonly declinedAt: Instant;
    readonly declinedBecause: string | null;
    readonly withdrawnAt: Instant;
  };
  readonly mails: readonly {
    readonly about: string;
    readonly status: string;
    readonly createdAt: Date;
  }[];
  readonly colleaguesNamed: readonly { readonly name: string; readonly address: string | null }[];
  readonly responses: readonly {
    readonly round: number;
    readonly shownName: string;
    readonly shownRole: string;
    readonly description: string;
    readonly interests: string;
    readonly startedAt: Date;
    readonly submittedAt: Instant;
    readonly typed: readonly unknown[];
    readonly answers: readonly {
      readonly question: string;
      readonly asked: Question;
      readonly shownAs: "named" | "role" | "aggregate" | "author";
      readonly mayBeQuoted: boolean;
      readonly revisions: readonly (AnswerColumns & {
        readonly number: number;
        readonly createdAt: Date;
      })[];
      readonly quotes: readonly { readonly words: string; readonly state: string }[];
    }[];
  }[];
  readonly published: readonly { readonly version: number }[];
};

/** Everything held about the reader, as a file too, and the way to have it erased. */
export function MyData({
  data,
  refused,
  mailed,
  sendsMail,
  children,
}: {
  data: Held;
  refused: boolean;
  /** A link to what stands in address books was just asked for. */
  mailed: boolean;
  /** Whether this site sends mail: without it nobody can prove an address. */
  sendsMail: boolean;
  /** What stands before the way out: the devices. */
  children: ReactNode;
}) {
  const t = useTranslations("data");
  const { invitation, responses } = data;
  const versions = [...new Set(data.published.map(({ version }) => version))];
  return (
    <Page width="text">
      <PageHeader
        above={data.survey.title}
        title={t("title")}
        lead={t("lead")}
        actions={
          <ButtonLink href="/answer/data/export" variant="secondary" prefetch={false} download>
            {t("file")}
          </ButtonLink>
        }
      />
      <Part title={t("invitation")}>
        <Facts
          facts={[
            [t("name"), invitation.name],
            [t("address"), invitation.address],
            [t("affiliation"), invitation.affiliation],
            [t("invited"), invitation.createdAt],
            [t("mailed"), invitation.sentAt],
            [t("opened"), invitation.openedAt],
            [t("declined"), invitation.declinedAt],
            [t("declinedBecause"), invitation.declinedBecause],
            [t("withdrawn"), invitation.withdrawnAt],
          ]}
        />
      </Part>
      {responses.map((response) => (
        <Part key={response.round} title={t("response", { round: response.round })}>
          <Facts
            facts={[
              [t("shownName"), response.shownName],
              [t("shownRole"), response.shownRole],
              [t("description"), response.description],
              [t("interests"), response.interests],
              [t("begun"), response.startedAt],
              [t("submitted"), response.submittedAt],
              [t("typed"), t("fields", { count: response.typed.length })],
            ]}
          />
          {response.answers.map((answer) => (
            <Answer key={answer.question} answer={answer} />
          ))}
        </Part>
      ))}
      <Part title={t("rest")}>
        <Facts
          facts={[
            [t("published"), versions.length === 0 ? t("nothing") : versions.join(", ")],
            [t("mails"), t("mailCount", { count: data.mails.length })],
            [
              t("colleagues"),
              data.colleaguesNamed.map(({ name, address }) => name || address).join(", "),
            ],
          ]}
        />
      </Part>
      {children}
      <AddressBooks address={invitation.address} mailed={mailed} sendsMail={sendsMail} />
      <EraseForm
        action="/answer/data/erase"
        title={t("erase")}
        submit={t("eraseDo")}
        refused={refused}
      >
        <p>{t("eraseMeans")}</p>
        <p>{t("eraseStays")}</p>
        {sendsMail && <p>{t("eraseElsewhere")}</p>}
      </EraseForm>
    </Page>
  );
}

/**
 * What authors keep under the address is not shown to whoever holds a link, which may have been passed on: a mail to the address
 * leads there.
 */
function AddressBooks({
  address,
  mailed,
  sendsMail,
}: {
  address: string | null;
  mailed: boolean;
  sendsMail: boolean;
}) {
  const t = useTranslations("data");
  if (address === null) return null;
  return (
    <div id="address" className="scroll-mt-6">
      <Part title={t("books")}>
        <p className="mt-3">{t("booksAbout")}</p>
        {!sendsMail && <p className="mt-3">{t("booksNoMail")}</p>}
        {mailed && (
          <Notice tone="good" title={t("booksSentTitle")} live="status">
            <p>{t("booksSent")}</p>
          </Notice>
        )}
        {sendsMail && !mailed && (
          <form method="post" action="/answer/data/address" className="mt-4">
            <Button type="submit" variant="secondary">
              {t("booksAsk")}
            </Button>
          </form>
        )}
      </Part>
    </div>
  );
}

/** Says that it is done, to nobody in particular. */
export function Erased() {
  const t = useTranslations("data");
  return (
    <Page width="text">
      <PageHeader title={t("erasedTitle")} lead={t("erased")} />
      <ForgetErased />
    </Page>
  );
}

function Answer({ answer }: { answer: Held["responses"][number]["answers"][number] }) {
  const t = useTranslations("data");
  const tConsent = useTranslations("consent");
  const language = useLocale();
  const words = useValueWords();
  return (
    <article className="mt-6">
      <h3 className="font-semibold">{answer.question}</h3>
      <p className="text-sm text-muted">
        {tConsent("chosen", {
          label: tConsent(`labels.${answer.shownAs}`),
          quotable: answer.mayBeQuoted ? "yes" : "no",
        })}
      </p>
      <ol className="mt-2 flex flex-col gap-3">
        {answer.revisions.map(({ number, createdAt, ...columns }) => (
          <li key={number} className="border-s-[3px] border-line ps-4">
            <p className="text-sm text-muted">
              {t("revision", { number, date: instantInShort(createdAt, language, "UTC") })}
            </p>
            {columns.value !== "" && <p>{valueInWords(answer.asked, columns, words)}</p>}
            <AnswerText question={answer.asked} columns={columns} />
          </li>
        ))}
      </ol>
      {answer.quotes.length > 0 && (
        <p className="mt-2 text-sm text-muted">{t("quotes", { count: answer.quotes.length })}</p>
      )}
    </article>
  );
}
