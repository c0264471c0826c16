import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { CopyButton } from "./copy-link";

type Occasion = "quotes" | "round" | "reworded" | "preview" | "published";
type HandLinksProps = {
  readonly surveyId: string;
  readonly sendsMail: boolean;
  readonly counts: readonly { readonly occasion: Occasion; readonly count: number }[];
  readonly shown: {
    readonly occasion: Occasion;
    readonly links: readonly {
      readonly id: string;
      readonly name: string;
      readonly email: string | null;
      readonly url: string;
      readonly wantsNone: boolean;
    }[];
  } | null;
  /** The published page. */
  readonly publicUrl: string;
};

const titles: Readonly<Record<Occasion, string>> = {
  quotes: "Quotes to decide on",
  round: "The round that is open",
  reworded: "Questions asked again",
  preview: "The page before it is published",
  published: "What was published",
};

const meanings: Readonly<Record<Occasion, string>> = {
  quotes: "Those who have not decided on quotes that were proposed. The link opens them.",
  round:
    "Those who answered the round before and not this one. The link opens what the others said, then their answers.",
  reworded: "Those whose answer stands under earlier words alone. The link opens the question.",
  preview: "Those with an answer under their name. The link opens the page as it stands.",
  published:
    "Those who answered. The link is their own: behind it they can show less, or withdraw.",
};

/** Links to hand over in another way than by mail: one by one, as a list to copy, and as a file. */
export function HandLinks({ surveyId, sendsMail, counts, shown, publicUrl }: HandLinksProps) {
  const there = counts.filter(({ count, occasion }) => count > 0 || occasion === shown?.occasion);
  return (
    <>
      {!sendsMail && (
        <Notice title="No mail leaves this site">
          <p>Nobody hears of this unless you write to them. Send each person their own link.</p>
        </Notice>
      )}
      {shown === null ? (
        <p>
          There is nothing to hand over at the moment. Links for those who were asked to decide on
          quotes, who are asked in a later round or asked a question again, or who may read the
          page, will stand here. The links to the survey itself stand under{" "}
          <Link className="link" href={`/surveys/${surveyId}/invitations`}>
            Invitations
          </Link>
          .
        </p>
      ) : (
        <>
          {there.length > 1 && (
            <nav aria-label="What the links are for" className="mb-6">
              <ul className="flex flex-wrap gap-x-5">
                {there.map(({ occasion, count }) => (
                  <li key={occasion}>
                    <Link
                      href={`/surveys/${surveyId}/links?for=${occasion}`}
                      {...(occasion === shown.occasion ? { "aria-current": "page" as const } : {})}
                      className="inline-flex min-h-9 items-center gap-1 text-sm text-accent underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline"
                    >
                      {titles[occasion]} <span className="text-muted tabular-nums">{count}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <Shown surveyId={surveyId} shown={shown} publicUrl={publicUrl} />
        </>
      )}
    </>
  );
}

function Shown({
  surveyId,
  shown: { occasion, links },
  publicUrl,
}: {
  surveyId: string;
  shown: NonNullable<HandLinksProps["shown"]>;
  publicUrl: string;
}) {
  const lines = links.map(({ name, email, url }) => [name, email ?? "", url].join("\t")).join("\n");
  return (
    <section aria-labelledby="shown">
      <h2 id="shown" className="font-serif text-xl font-semibold">
        {titles[occasion]}
      </h2>
      <p className="mt-1 mb-5 max-w-text text-muted">
        {meanings[occasion]} Whoever has a link can act as that person.
      </p>
      {occasion === "published" && (
        <p className="mb-5 flex flex-wrap items-center gap-3">
          <span>
            The page itself, for everybody: <span className="break-all">{publicUrl}</span>
          </span>
          <CopyButton text={publicUrl} label="Copy its address" />
        </p>
      )}
      <DataTable
        caption={titles[occasion]}
        rows={links}
        rowKey={({ id }) => id}
        empty={<p>Nobody at the moment.</p>}
        columns={[
          {
            key: "name",
            header: "Person",
            rowHeader: true,
            cell: ({ name, email, wantsNone }) => (
              <>
                <bdi>{name || email}</bdi>
                {wantsNone && (
                  <span className="block font-normal text-muted">wants no more mails</span>
                )}
              </>
            ),
          },
          { key: "email", header: "Address", cell: ({ email }) => email ?? "none" },
          {
            key: "link",
            header: "Link",
            cell: ({ name, email, url }) => (
              <CopyButton text={url} label="Copy the link" whose={name || (email ?? "")} />
            ),
          },
        ]}
      />
      {links.length > 0 && (
        <div className="mt-8 flex max-w-[44rem] flex-col items-start gap-3 [&>div]:w-full">
          <TextAreaField
            id="all-links"
            label={links.length === 1 ? "The link" : `All ${links.length} links`}
            hint="Name, address and link, a line each, for a spreadsheet or a mail merge."
            readOnly
            value={lines}
            rows={3}
            className="max-h-60 font-mono text-xs whitespace-pre"
          />
          <span className="flex flex-wrap items-center gap-3">
            <CopyButton text={lines} label="Copy them all" />
            <ButtonLink
              href={`/surveys/${surveyId}/links/file?for=${occasion}`}
              variant="secondary"
              size="compact"
              prefetch={false}
              download
            >
              Download as CSV
            </ButtonLink>
          </span>
        </div>
      )}
    </section>
  );
}
