import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** Shown instead of a page that is asked for too often. */
export function TooManyRequests({ seconds }: { seconds: number }) {
  return (
    <Page width="text">
      <PageHeader
        title="Too many requests"
        lead={`Many links were opened from your network in a short time. Nothing is lost: open yours again in ${seconds} seconds.`}
      />
    </Page>
  );
}
