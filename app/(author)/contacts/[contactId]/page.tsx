import type { Metadata } from "next";
import Link from "next/link";
import { ContactForm } from "@/components/people/contact-form";
import { ActionForm } from "@/components/surveys/action-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { blockContactAction, eraseContactAction, saveContactAction } from "@/lib/people/actions";
import { loadContact } from "@/lib/people/loaders";

type Props = { params: Promise<{ contactId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { facts } = await loadContact((await params).contactId);
  return { title: `${facts.name || facts.email} · Address book` };
}

const heading = "mb-3 font-serif text-xl font-semibold";
const link = "text-accent underline-offset-4 hover:underline";

export default async function ContactPage({ params }: Props) {
  const { id, facts, blockedBy, surveys } = await loadContact((await params).contactId);
  const isBlocked = blockedBy === "reader";
  return (
    <Page>
      <PageHeader title={facts.name || facts.email} />
      <p className="mb-6">
        <Link href="/contacts" className={link}>
          ← Address book
        </Link>
      </p>
      <ContactForm contactId={id} facts={facts} save={saveContactAction} />
      <section className="mt-12 max-w-[44rem]">
        <h2 className={heading}>Do not contact</h2>
        {blockedBy === "owner" ? (
          <p>This person wants no mail from this site. Only they can take that back.</p>
        ) : (
          <>
            <p className="mb-3">
              {isBlocked
                ? "No mail of yours goes to this address, in any survey. Links that were sent keep working."
                : "Stops every mail of yours to this address, in all surveys, also those that wait to be sent."}
            </p>
            <ActionForm
              action={blockContactAction}
              fields={{ contactId: id, blocked: isBlocked ? "no" : "yes" }}
              label={isBlocked ? "Let them be contacted again" : "Do not contact"}
              variant="secondary"
            />
          </>
        )}
      </section>
      {surveys.length > 0 && (
        <section className="mt-12 max-w-[44rem]">
          <h2 className={heading}>Invited to</h2>
          <ul>
            {surveys.map((survey) => (
              <li key={survey.id}>
                <Link href={`/surveys/${survey.id}/invitations`} className={link}>
                  {survey.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="mt-12 max-w-[44rem]">
        <h2 className={heading}>Erase</h2>
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-accent underline-offset-4 hover:underline">
            Erase this person from your address book
          </summary>
          <p className="my-3">
            All that stands on this page is deleted and cannot be brought back. Invitations stay
            with their surveys, and “do not contact” stays with the address.
          </p>
          <ActionForm
            action={eraseContactAction}
            fields={{ contactId: id }}
            label="Erase"
            variant="danger"
          />
        </details>
      </section>
    </Page>
  );
}
