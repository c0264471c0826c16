import { env } from "@/lib/platform/env";
import { hmacToken } from "@/lib/platform/tokens";

/** What a link of a request to be invited is computed from. */
export type Nominated = { readonly id: string; readonly email: string };

/** The secret in the mail that asks to confirm: the request's id and a seal over it and its address. Never stored. */
export function nominationToken({ id, email }: Nominated): string {
  return `${id}.${hmacToken("nomination", id, email)}`;
}

/** The page on which the owner of the address decides; the address for one click in a mail program is `one-click` below it. */
export function nominationUrl(slug: string, nominated: Nominated): string {
  return `${env().SITE_URL}/perspective/${slug}/${nominationToken(nominated)}`;
}
