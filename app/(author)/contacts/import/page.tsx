import type { Metadata } from "next";
import Link from "next/link";
import { ImportContacts } from "@/components/people/import-contacts";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadAuthor } from "@/lib/auth/loaders";
import { importContactsAction } from "@/lib/people/actions";

export const metadata: Metadata = { title: "Import · Address book" };

export default async function ImportContactsPage() {
  await loadAuthor();
  return (
    <Page>
      <PageHeader
        title="Import people"
        lead="You see what the file would add and change before anything is saved. It saves all of it or nothing."
      />
      <p className="mb-6">
        <Link href="/contacts" className="text-accent underline-offset-4 hover:underline">
          ← Address book
        </Link>
      </p>
      <ImportContacts importFile={importContactsAction} />
    </Page>
  );
}
