import type { Metadata } from "next";
import Link from "next/link";
import { AddToSurvey } from "@/components/people/add-to-survey";
import { ContactForm } from "@/components/people/contact-form";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { controlClass } from "@/components/ui/field";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { addToSurveyAction, saveContactAction } from "@/lib/people/actions";
import { loadAddressBook } from "@/lib/people/loaders";

export const metadata: Metadata = { title: "Address book" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const link = "text-accent underline-offset-4 hover:underline";

export default async function AddressBookPage({ searchParams }: Props) {
  const asked = await searchParams;
  const search = typeof asked["q"] === "string" ? asked["q"] : "";
  const book = await loadAddressBook(
    search,
    typeof asked["survey"] === "string" ? asked["survey"] : "",
  );
  const { contacts, count, survey } = book;
  return (
    <Page>
      <PageHeader
        title="Address book"
        lead="The people whom you ask. No other author sees them; nobody is written to from here."
      />
      <p className="mb-6 flex flex-wrap gap-x-6">
        <Link href="/contacts/import" className={link}>
          Import a file
        </Link>
        <a href="/contacts/file" className={link}>
          Download as CSV
        </a>
        {survey !== null && (
          <Link href={`/surveys/${survey.id}/invitations`} className={link}>
            ← Invitations of “{survey.title}”
          </Link>
        )}
      </p>
      <form method="get" className="mb-6 flex flex-wrap items-end gap-3">
        {survey !== null && <input type="hidden" name="survey" value={survey.id} />}
        <div className="flex min-w-60 flex-1 flex-col gap-1.5 sm:max-w-96">
          <label htmlFor="q" className="text-base font-semibold">
            Search
          </label>
          <input
            key={search}
            id="q"
            name="q"
            type="search"
            defaultValue={search}
            maxLength={200}
            className={`${controlClass} min-h-11`}
          />
        </div>
        <Button type="submit" variant="secondary">
          Search
        </Button>
      </form>
      <AddToSurvey surveys={book.surveys} surveyId={survey?.id ?? ""} add={addToSurveyAction}>
        <DataTable
          caption="People in your address book"
          rows={contacts}
          rowKey={({ id }) => id}
          empty={
            search === "" ? (
              <p>Nobody is in your address book yet. Import a file, or add people below.</p>
            ) : (
              <p>Nobody in your address book has “{search}”.</p>
            )
          }
          columns={[
            {
              key: "chosen",
              header: <span className="sr-only">Chosen</span>,
              cell: ({ id, name, email, blockedBy, isInvited }) => (
                <input
                  type="checkbox"
                  name="contactId"
                  value={id}
                  disabled={blockedBy !== null || isInvited}
                  aria-label={`Choose ${name || email}`}
                  className="mt-0.5 size-5 accent-accent"
                />
              ),
            },
            {
              key: "name",
              header: "Person",
              rowHeader: true,
              cell: ({ id, name, email, affiliation }) => (
                <>
                  <Link href={`/contacts/${id}`} className={link} prefetch={false}>
                    <bdi>{name || email}</bdi>
                  </Link>
                  {affiliation && (
                    <span className="block font-normal text-muted">
                      <bdi>{affiliation}</bdi>
                    </span>
                  )}
                </>
              ),
            },
            { key: "email", header: "Address", cell: ({ email }) => email },
            { key: "role", header: "Role", cell: ({ role }) => <bdi>{role}</bdi> },
            {
              key: "note",
              header: <span className="sr-only">Note</span>,
              cell: ({ blockedBy, isInvited }) =>
                blockedBy === "owner"
                  ? "Wants no mail from this site"
                  : blockedBy !== null
                    ? "Do not contact"
                    : isInvited
                      ? "Invited already"
                      : "",
            },
          ]}
        />
      </AddToSurvey>
      {count > contacts.length && (
        <p className="mt-3 text-sm text-muted">
          The first {contacts.length} of {count}. Search to find the others.
        </p>
      )}
      <section className="mt-12">
        <h2 className="mb-4 font-serif text-xl font-semibold">Add a person</h2>
        <ContactForm save={saveContactAction} />
      </section>
    </Page>
  );
}
