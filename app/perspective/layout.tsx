import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** Where readers ask to be invited: never indexed, and no other site is told where they came from. */
export default function PerspectiveLayout({ children }: { children: ReactNode }) {
  return children;
}
