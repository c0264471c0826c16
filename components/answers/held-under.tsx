import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { instantInShort, type Language, languageNames } from "@/lib/core/language";
import { Facts, Part } from "./data-parts";
import { EraseForm } from "./erase-form";

/** What is held under a mail address, as the page shows it. */
type Held = {
  readonly address: string;
  readonly contacts: readonly {
    readonly keptBy: string | null;
    readonly name: string;
    readonly affiliation: string;
    readonly role: string;
    readonly orcid: string;
    readonly page: string;
    readonly language: Language | null;
    readonly notes: string;
    readonly addedAt: Date;
    readonly changedAt: Date;
  }[];
  readonly blocks: readonly { readonly author: string | null; readonly since: Date }[];
  readonly suggestions: readonly {
    readonly survey: string;
    readonly name: string;
    readonly note: string;
    readonly namedAt: Date;
  }[];
  readonly requests: readonly {
    readonly survey: string;
    readonly name: string;
    readonly affiliation: string;
    readonly note: string;
    readonly askedAt: Date;
  }[];
  readonly surveys: readonly {
    readonly invitation: string;
    readonly title: string;
    readonly invitedAt: Date;
    readonly answered: boolean;
  }[];
  readonly accountSince: Date | null;
};

type HeldUnderProps = {
  held: Held;
  /** Of this page; the file and the form stand below it. */
  path: string;
  /** The word was not typed. */
  refused: boolean;
  /** Something was just taken out. */
  erased: boolean;
};

/** Everything that this site holds under the reader's address, as a file too, and the way to have it taken out. */
export function HeldUnder({ held, path, refused, erased }: HeldUnderProps) {
  const t = useTranslations("held");
  const tData = useTranslations("data");
  const language = useLocale();
  const nothing = <p className="mt-3 text-muted">{t("nothing")}</p>;
  return (
    <Page width="text">
      <PageHeader
        title={t("title")}
        lead={t.rich("lead", { address: () => <bdi className="break-all">{held.address}</bdi> })}
        actions={
          <ButtonLink href={`${path}/file`} variant="secondary" prefetch={false} download>
            {tData("file")}
          </ButtonLink>
        }
      />
      {erased && (
        <Notice tone="good" title={t("erasedTitle")} live="status">
          <p>{t("erased")}</p>
        </Notice>
      )}
      <Part title={t("books")}>
        {held.contacts.length === 0 && nothing}
        {held.contacts.map((contact) => (
          <Facts
            key={`${contact.keptBy} ${contact.addedAt.getTime()}`}
            facts={[
              [t("keptBy"), contact.keptBy],
              [tData("name"), contact.name],
              [tData("affiliation"), contact.affiliation],
              [t("role"), contact.role],
              [t("orcid"), contact.orcid],
              [t("page"), contact.page],
              [t("language"), contact.language === null ? null : languageNames[contact.language]],
              [t("notes"), contact.notes],
              [tData("invited"), contact.addedAt],
              [t("changed"), contact.changedAt],
            ]}
          />
        ))}
      </Part>
      <Part title={t("surveys")}>
        {held.surveys.length === 0 && nothing}
        <ul className="mt-3 flex flex-col gap-2">
          {held.surveys.map((survey) => (
            <li key={survey.invitation}>
              <bdi>{survey.title}</bdi>
              <span className="block text-sm text-muted">
                {t(survey.answered ? "answered" : "invitedOn", {
                  date: instantInShort(survey.invitedAt, language, "UTC"),
                })}
              </span>
            </li>
          ))}
        </ul>
        {held.surveys.length > 0 && <p className="mt-3 text-sm text-muted">{t("surveysOwn")}</p>}
      </Part>
      {held.suggestions.length > 0 && (
        <Part title={t("suggestions")}>
          {held.suggestions.map((one) => (
            <Facts
              key={`${one.survey} ${one.namedAt.getTime()}`}
              facts={[
                [t("survey"), one.survey],
                [tData("name"), one.name],
                [t("notes"), one.note],
                [t("namedOn"), one.namedAt],
              ]}
            />
          ))}
        </Part>
      )}
      {held.requests.length > 0 && (
        <Part title={t("requests")}>
          {held.requests.map((one) => (
            <Facts
              key={`${one.survey} ${one.askedAt.getTime()}`}
              facts={[
                [t("survey"), one.survey],
                [tData("name"), one.name],
                [tData("affiliation"), one.affiliation],
                [t("notes"), one.note],
                [t("askedOn"), one.askedAt],
              ]}
            />
          ))}
        </Part>
      )}
      {(held.blocks.length > 0 || held.accountSince !== null) && (
        <Part title={tData("rest")}>
          <ul className="mt-3 flex flex-col gap-2">
            {held.blocks.map(({ author, since }) => (
              <li key={author ?? ""}>
                {author === null
                  ? t("blockedByYou", { date: instantInShort(since, language, "UTC") })
                  : t("blockedBy", { author, date: instantInShort(since, language, "UTC") })}
              </li>
            ))}
            {held.accountSince !== null && (
              <li>{t("account", { date: instantInShort(held.accountSince, language, "UTC") })}</li>
            )}
          </ul>
        </Part>
      )}
      <EraseForm
        action={`${path}/erase`}
        title={t("erase")}
        submit={t("eraseDo")}
        refused={refused}
      >
        <p>{t("eraseMeans")}</p>
        {held.surveys.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="font-semibold">{t("eraseSurveys")}</legend>
            <p className="text-sm text-muted">{t("eraseSurveysMeans")}</p>
            {held.surveys.map(({ invitation, title }) => (
              <Choice key={invitation} name="invitation" value={invitation}>
                <bdi>{title}</bdi>
              </Choice>
            ))}
          </fieldset>
        )}
        <Choice name="block" value="yes">
          {t("block")}
        </Choice>
      </EraseForm>
    </Page>
  );
}

function Choice({
  name,
  value,
  children,
}: {
  name: string;
  value: string;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <input
        type="checkbox"
        name={name}
        value={value}
        className="mt-1 size-5 shrink-0 accent-accent"
      />
      <span>{children}</span>
    </label>
  );
}
