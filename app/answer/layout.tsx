import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** The expert's pages: never indexed, never named to another site. */
export default function AnswerLayout({ children }: { children: ReactNode }) {
  return children;
}
