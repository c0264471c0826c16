import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Preview } from "@/components/answers/preview";
import { loadPreview } from "@/lib/publications/preview/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preview"))("tab") };
}

export default async function PreviewPage() {
  return <Preview {...(await loadPreview())} />;
}
