import type { Metadata } from "next";
import { MethodText } from "@/components/synthesis/method-text";
import { loadSiteUrl } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(loadSiteUrl()),
    title: "Method",
    description: "How findings are computed, how text is written, and what consent decides.",
    alternates: { canonical: "/method" },
  };
}

export default function MethodPage() {
  return <MethodText />;
}
