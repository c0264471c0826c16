import type { Metadata } from "next";
import { PublishedList } from "@/components/synthesis/published-list";
import { loadPublishedSyntheses, loadSiteUrl } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(loadSiteUrl()),
    title: { absolute: "Consilience: what experts think, with the counts" },
    description:
      "Syntheses of what experts answered, in their own words: findings, figures and quotes, each with its sources.",
    alternates: {
      canonical: "/",
      types: { "application/atom+xml": [{ url: "/feed", title: "New syntheses" }] },
    },
  };
}

export default async function HomePage() {
  return <PublishedList published={await loadPublishedSyntheses()} />;
}
