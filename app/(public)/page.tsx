import type { Metadata } from "next";
import { PublishedList } from "@/components/synthesis/published-list";
import { loadPublishedSyntheses } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { absolute: "Consilience: what experts think, with the counts" },
  description:
    "Syntheses of what experts answered, in their own words: findings, figures and quotes, each with its sources.",
  alternates: { canonical: "/" },
};

export default async function HomePage() {
  return <PublishedList published={await loadPublishedSyntheses()} />;
}
