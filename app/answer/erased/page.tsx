import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Erased } from "@/components/answers/my-data";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("data"))("erasedTitle") };
}

/** What somebody reads who was just erased: the page knows nothing of who it was. */
export default function ErasedPage() {
  return <Erased />;
}
