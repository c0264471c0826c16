import type { Metadata } from "next";
import { ActionForm } from "@/components/surveys/action-form";
import { AdmitForm } from "@/components/surveys/admit-form";
import { SignInLink } from "@/components/surveys/sign-in-link";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { admitAddressAction, makeSignInLinkAction, removeAddressAction } from "@/lib/auth/actions";
import { loadPeople } from "@/lib/auth/loaders";

export const metadata: Metadata = { title: "Authors" };

export default async function PeoplePage() {
  const { people, sendsMail } = await loadPeople();
  return (
    <Page>
      <PageHeader
        title="Authors"
        lead="Whoever is on this list may sign in. Authors write surveys; guests came in through somebody’s survey, work on it, and begin none."
      />
      <DataTable
        caption="Admitted addresses"
        rows={people}
        rowKey={(person) => person.email}
        columns={[
          { key: "email", header: "Address", rowHeader: true, cell: (person) => person.email },
          { key: "name", header: "Name", cell: (person) => person.name ?? "" },
          {
            key: "role",
            header: "Role",
            cell: (person) => (person.isOwner ? "owner" : person.isGuest ? "guest" : "author"),
          },
          {
            key: "signed-in",
            header: "Signed in before",
            cell: (person) => (person.hasSignedIn ? "yes" : "not yet"),
          },
          ...(sendsMail
            ? []
            : [
                {
                  key: "sign-in",
                  header: "Sign-in link",
                  cell: ({ email }: (typeof people)[number]) => (
                    <SignInLink email={email} make={makeSignInLinkAction} />
                  ),
                },
              ]),
          {
            key: "actions",
            header: <span className="sr-only">Actions</span>,
            align: "right",
            cell: (person) =>
              person.isOwner ? null : (
                <div className="flex flex-wrap justify-end gap-2">
                  {person.isGuest && (
                    <ActionForm
                      action={admitAddressAction}
                      fields={{ email: person.email }}
                      label={
                        <>
                          Admit as author<span className="sr-only">: {person.email}</span>
                        </>
                      }
                      variant="quiet"
                      size="compact"
                    />
                  )}
                  <form action={removeAddressAction}>
                    <input type="hidden" name="email" value={person.email} />
                    <Button type="submit" variant="quiet" size="compact">
                      Remove<span className="sr-only"> {person.email}</span>
                    </Button>
                  </form>
                </div>
              ),
          },
        ]}
      />
      <h2 className="mt-10 mb-4 font-serif text-xl font-semibold">Admit an author</h2>
      <AdmitForm admit={admitAddressAction} />
    </Page>
  );
}
