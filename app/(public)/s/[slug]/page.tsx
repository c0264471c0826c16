import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { describeSynthesis } from "@/components/synthesis/page-metadata";
import { SynthesisView } from "@/components/synthesis/synthesis-view";
import { loadPublishedSynthesis, loadSiteUrl } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const published = await loadPublishedSynthesis(slug);
  return published ? describeSynthesis(published, loadSiteUrl()) : {};
}

export default async function SynthesisPage({ params }: Props) {
  const { slug } = await params;
  const published = await loadPublishedSynthesis(slug);
  if (!published) notFound();
  return <SynthesisView synthesis={published.synthesis} edition={published} />;
}
