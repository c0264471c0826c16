import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { describeSynthesis } from "@/components/synthesis/page-metadata";
import { SynthesisView } from "@/components/synthesis/synthesis-view";
import { versionNumberSchema } from "@/lib/exports/schema";
import { loadPublishedSynthesis, loadSiteUrl } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ slug: string; n: string }> };

async function load({ params }: Props) {
  const { slug, n } = await params;
  const number = versionNumberSchema.safeParse(n);
  return number.success ? loadPublishedSynthesis(slug, number.data) : null;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const published = await load(props);
  return published ? describeSynthesis(published, loadSiteUrl()) : {};
}

export default async function VersionPage(props: Props) {
  const published = await load(props);
  if (!published) notFound();
  return <SynthesisView synthesis={published.synthesis} edition={published} />;
}
