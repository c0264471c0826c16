import { notFound } from "next/navigation";
import { PerspectiveAsked } from "@/components/answers/perspective";
import { loadPerspectivePage } from "@/lib/invitations/nominations/loaders";

export default async function PerspectiveAskedPage({
  params,
}: {
  params: Promise<{ slug: string }>;
}) {
  const survey = (await loadPerspectivePage((await params).slug)) ?? notFound();
  return <PerspectiveAsked slug={survey.slug} />;
}
