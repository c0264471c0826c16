import { notFound } from "next/navigation";
import { PerspectiveConfirm } from "@/components/answers/perspective";
import { loadNominationPage } from "@/lib/invitations/nominations/loaders";

type Props = { params: Promise<{ slug: string; token: string }> };

export default async function PerspectiveConfirmPage({ params }: Props) {
  const { slug, token } = await params;
  const page = (await loadNominationPage(token)) ?? notFound();
  return (
    <PerspectiveConfirm {...page} slug={slug} action={`/perspective/${slug}/${token}/decide`} />
  );
}
