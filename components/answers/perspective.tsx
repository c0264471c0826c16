import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** Where a reader comes back to. */
type Published = { readonly slug: string; readonly title: string };

function BackToPage({ slug }: { slug: string }) {
  const t = useTranslations("perspective");
  return (
    <p className="mt-8">
      <a className="text-accent underline underline-offset-4" href={`/s/${slug}`}>
        {t("back")}
      </a>
    </p>
  );
}

/** A field that a plain form came back with because of. */
export type PerspectiveFault = "name" | "email" | "length";

/** Asks to be invited to a survey. Works without JavaScript. */
export function PerspectiveForm({
  survey,
  sendsMail,
  fault,
}: {
  survey: Published;
  sendsMail: boolean;
  fault: PerspectiveFault | null;
}) {
  const t = useTranslations("perspective");
  return (
    <Page width="text">
      <title>{`${t("title")} · Consilience`}</title>
      <PageHeader title={t("title")} lead={t("about", { title: survey.title })} />
      {sendsMail ? (
        <form
          action={`/perspective/${survey.slug}/ask`}
          method="post"
          className="flex max-w-xl flex-col gap-5"
        >
          {fault === "length" && (
            <Notice tone="bad" live="alert">
              <p>{t("tooLong")}</p>
            </Notice>
          )}
          <TextField
            id="name"
            name="name"
            label={t("name")}
            autoComplete="name"
            maxLength={200}
            error={fault === "name" ? t("nameMissing") : undefined}
            required
          />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t("email")}
            hint={t("emailHint")}
            autoComplete="email"
            maxLength={254}
            error={fault === "email" ? t("emailWrong") : undefined}
            required
          />
          <TextField
            id="affiliation"
            name="affiliation"
            label={t("affiliation")}
            autoComplete="organization"
            maxLength={300}
            required={false}
            optional={t("optional")}
          />
          <TextAreaField
            id="note"
            name="note"
            label={t("note")}
            hint={t("noteHint")}
            maxLength={2000}
            required={false}
            optional={t("optional")}
          />
          <p className="text-sm text-muted">{t("what")}</p>
          <div>
            <Button type="submit">{t("ask")}</Button>
          </div>
        </form>
      ) : (
        <p>{t("noMail")}</p>
      )}
      <BackToPage slug={survey.slug} />
    </Page>
  );
}

/** What a reader sees after asking; the same whoever the address belongs to. */
export function PerspectiveAsked({ slug }: { slug: string }) {
  const t = useTranslations("perspective");
  return (
    <Page width="text">
      <title>{`${t("askedTitle")} · Consilience`}</title>
      <PageHeader title={t("askedTitle")} lead={t("asked")} />
      <p className="text-muted">{t("askedNothing")}</p>
      <BackToPage slug={slug} />
    </Page>
  );
}

type PerspectiveConfirmProps = {
  readonly action: string;
  readonly slug: string;
  readonly title: string;
  readonly name: string;
  readonly affiliation: string;
  readonly note: string;
  readonly email: string;
  readonly standing: "unconfirmed" | "asked" | "invited";
};

/** The page of the mail: whoever owns the address says whether it was them. Opening it changes nothing. */
export function PerspectiveConfirm({
  action,
  slug,
  title,
  standing,
  ...words
}: PerspectiveConfirmProps) {
  const t = useTranslations("perspective");
  const button = (wish: "confirm" | "refuse" | "block", variant: "primary" | "secondary") => (
    <form action={action} method="post">
      <input type="hidden" name="wish" value={wish} />
      <Button type="submit" variant={variant}>
        {t(wish === "refuse" && standing !== "unconfirmed" ? "takeBack" : wish)}
      </Button>
    </form>
  );
  return (
    <Page width="text">
      <title>{`${t("confirmTitle")} · Consilience`}</title>
      <PageHeader
        title={t(standing === "unconfirmed" ? "confirmTitle" : "confirmedTitle")}
        lead={
          standing === "invited"
            ? t("invited", { title })
            : t(standing === "asked" ? "confirmed" : "confirmAbout", { title })
        }
      />
      {standing !== "invited" && (
        <>
          <dl className="mb-8 grid gap-x-6 gap-y-1 sm:grid-cols-[10rem_1fr]">
            <Line term={t("name")} words={words.name} />
            <Line term={t("email")} words={words.email} />
            <Line term={t("affiliation")} words={words.affiliation} />
            <Line term={t("note")} words={words.note} />
          </dl>
          <div className="flex flex-col items-start gap-5">
            {standing === "unconfirmed" && button("confirm", "primary")}
            {button("refuse", "secondary")}
            {standing === "unconfirmed" && button("block", "secondary")}
          </div>
        </>
      )}
      <BackToPage slug={slug} />
    </Page>
  );
}

function Line({ term, words }: { term: string; words: string }) {
  if (words === "") return null;
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="mb-2 break-words whitespace-pre-line sm:mb-0">{words}</dd>
    </>
  );
}
