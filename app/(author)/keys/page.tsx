import type { Metadata } from "next";
import { ActionForm } from "@/components/surveys/action-form";
import { NewKeyForm } from "@/components/surveys/new-key-form";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { createKeyAction, revokeKeyAction } from "@/lib/api/actions";
import { loadKeys } from "@/lib/api/loaders";

export const metadata: Metadata = { title: "API keys" };

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

export default async function KeysPage() {
  const keys = await loadKeys();
  return (
    <Page>
      <PageHeader
        title="API keys"
        lead={
          <>
            A key lets a program of yours read what you may read: the answers to the surveys that
            you own or edit. What is published needs none.{" "}
            <a className="link" href="/api/v1/openapi.json">
              The API, as OpenAPI
            </a>
          </>
        }
      />
      <DataTable
        caption="Your keys"
        rows={keys}
        rowKey={(key) => key.id}
        empty="You have no keys."
        columns={[
          { key: "name", header: "Used for", rowHeader: true, cell: (key) => key.name },
          { key: "ending", header: "Ends in", cell: (key) => <code>…{key.ending}</code> },
          { key: "created", header: "Made", cell: (key) => day.format(key.createdAt) },
          {
            key: "used",
            header: "Last used",
            cell: (key) => (key.lastUsedAt ? day.format(key.lastUsedAt) : "never"),
          },
          {
            key: "actions",
            header: <span className="sr-only">Actions</span>,
            align: "right",
            cell: (key) => (
              <ActionForm
                action={revokeKeyAction}
                fields={{ id: key.id }}
                label={
                  <>
                    Revoke<span className="sr-only"> {key.name}</span>
                  </>
                }
                variant="quiet"
                size="compact"
              />
            ),
          },
        ]}
      />
      <h2 className="mt-10 mb-4 font-serif text-xl font-semibold">Make a key</h2>
      <NewKeyForm create={createKeyAction} />
    </Page>
  );
}
