import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublishedList } from "@/components/synthesis/published-list";
import { loadPublishedSyntheses, loadSiteUrl } from "@/lib/publications/loaders";
import { listPageSchema } from "@/lib/publications/schema";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { page } = listPageSchema.parse(await searchParams);
  return {
    metadataBase: new URL(loadSiteUrl()),
    title: { absolute: "Consilience: what experts think, with the counts" },
    description:
      "Syntheses of what experts answered, in their own words: findings, figures and quotes, each with its sources.",
    alternates: {
      canonical: page === 1 ? "/" : `/?page=${page}`,
      types: { "application/atom+xml": [{ url: "/feed", title: "New syntheses" }] },
    },
  };
}

export default async function HomePage({ searchParams }: Props) {
  const { page } = listPageSchema.parse(await searchParams);
  const list = await loadPublishedSyntheses(page);
  if (list === null) notFound();
  return <PublishedList {...list} />;
}
