import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { directionOf } from "@/lib/core/language";
import {
  sansBasic,
  sansExtended,
  sansRest,
  serifBasic,
  serifExtended,
  serifItalic,
  serifRest,
} from "./fonts/faces";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Consilience", template: "%s · Consilience" },
  description: "The place where a field finds out what its experts think.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

const faces = [serifBasic, serifRest, serifItalic, serifExtended, sansBasic, sansRest, sansExtended]
  .map((face) => face.variable)
  .join(" ");

/** The frame of every page: language, skip link, landmarks. Pages render inside `main` and bring their own h1. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, t] = await Promise.all([getLocale(), getTranslations("site")]);
  return (
    <html lang={language} dir={directionOf(language)} className={faces}>
      <body className="flex flex-col">
        <a
          href="#content"
          className="sr-only focus-visible:not-sr-only focus-visible:absolute focus-visible:top-2 focus-visible:start-2 focus-visible:z-10 focus-visible:bg-paper focus-visible:px-4 focus-visible:py-2 focus-visible:text-accent focus-visible:underline"
        >
          {t("skip")}
        </a>
        <SiteHeader />
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
