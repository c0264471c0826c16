import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** The expert's pages: never indexed, never named to another site. */
export default async function AnswerLayout({ children }: { children: ReactNode }) {
  const { error } = await getMessages();
  return <NextIntlClientProvider messages={{ error }}>{children}</NextIntlClientProvider>;
}
