"use client";

import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** Shown when a page failed to render. What was saved before is on the server and is not touched by it. */
export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Page width="text">
      <PageHeader
        title="This page could not be shown"
        lead="Something failed on our side. What you had saved is safe. Try again; if it fails once more, come back in a few minutes."
      />
      <Button onClick={() => retry()}>Try again</Button>
    </Page>
  );
}
