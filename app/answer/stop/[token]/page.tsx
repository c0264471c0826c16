import { notFound } from "next/navigation";
import { StopMails } from "@/components/answers/stop-mails";
import { loadStopPage } from "@/lib/invitations/unsubscribe/loaders";

export default async function StopPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const page = (await loadStopPage(token)) ?? notFound();
  return (
    <StopMails action={`/answer/stop/${token}/wish`} title={page.title} stopped={page.stopped} />
  );
}
