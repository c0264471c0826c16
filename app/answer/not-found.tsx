import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** A link that opens nothing, or a page without one: what is safe, and what to do. */
export default function LinkNotFound() {
  return (
    <Page width="text">
      <title>Link not found · Consilience</title>
      <PageHeader title="This link opens nothing" />
      <div className="flex flex-col gap-4">
        <p>
          It may be cut short, it may have been replaced by a newer one, or this browser may have
          forgotten it. Whatever you wrote before is still stored.
        </p>
        <p>
          Open the link in the newest mail you had from the authors. If it is broken over two lines,
          copy the whole of it. If it still opens nothing, answer that mail: the authors can send
          you a new link.
        </p>
      </div>
    </Page>
  );
}
