import { cache } from "react";
import { env } from "@/lib/platform/env";
import { findPublishedSynthesis, listPublishedSyntheses } from "./queries";

/** What a public page shows; read once a request, however many parts of the page ask. */
export const loadPublishedSynthesis = cache(findPublishedSynthesis);

/** What the home page lists. */
export const loadPublishedSyntheses = cache(listPublishedSyntheses);

/** The public address of this site, for links that leave it. */
export function loadSiteUrl(): string {
  return env().SITE_URL;
}
