import type { Metadata } from "next";
import { MethodText } from "@/components/synthesis/method-text";

export const metadata: Metadata = {
  title: "Method",
  description: "How findings are computed, how text is written, and what consent decides.",
  alternates: { canonical: "/method" },
};

export default function MethodPage() {
  return <MethodText />;
}
