import { notFound } from "next/navigation";
import { cache } from "react";
import { findPublicPrivacy } from "./queries";

/** What a published survey promises about personal data; a page that does not exist for one that never was published. */
export const loadPublicPrivacy = cache(
  async (slug: string) => (await findPublicPrivacy(slug)) ?? notFound(),
);
