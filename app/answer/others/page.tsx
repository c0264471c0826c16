import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Others } from "@/components/answers/others";
import { loadOthers } from "@/lib/synthesis/feedback/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("others"))("tab") };
}

export default async function OthersPage({
  searchParams,
}: {
  searchParams: Promise<{ revised?: string; refused?: string }>;
}) {
  const [others, { revised, refused }] = await Promise.all([loadOthers(new Date()), searchParams]);
  if (others.kind !== "together") return <Others {...others} />;
  return <Others {...others} revised={revised !== undefined} refused={refused} />;
}
