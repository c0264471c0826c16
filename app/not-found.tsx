import type { Metadata } from "next";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function NotFound() {
  return (
    <Page width="text">
      <PageHeader
        title="There is nothing at this address"
        lead="The page may have moved, or the link may be incomplete. If it came from an email, check that all of it was copied."
      />
      <p>
        <a className="link" href="/">
          See the published syntheses
        </a>
      </p>
    </Page>
  );
}
