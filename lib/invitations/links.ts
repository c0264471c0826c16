import { env } from "@/lib/platform/env";
import { hmacToken, sha256Hex } from "@/lib/platform/tokens";

/** The two columns that a link is computed from. */
export type Linkable = { readonly id: string; readonly generation: number };

/** The secret in a personal link. Computed, never stored, so that it can be shown, sent again and rotated. */
export function invitationToken(invitation: Linkable): string {
  return hmacToken("invitation", invitation.id, String(invitation.generation));
}

/** What the database keeps of the token: enough to recognise a link, too little to forge one. */
export function invitationTokenHash(invitation: Linkable): string {
  return sha256Hex(invitationToken(invitation));
}

/** The personal address that an invited researcher opens. */
export function invitationUrl(invitation: Linkable): string {
  return `${env().SITE_URL}/answer/${invitationToken(invitation)}`;
}

/** Whom a link to end mails is for: the invitation, as long as it is addressed as it was. */
export type Stoppable = { readonly id: string; readonly email: string | null };

/** The secret in a link that ends mails: the invitation's id and a seal over it and the address it was mailed to. */
export function unsubscribeToken({ id, email }: Stoppable): string {
  return `${id}.${hmacToken("unsubscribe", id, email ?? "")}`;
}

/** The page that ends mails; the address that a mail program posts to at one click is `one-click` below it. */
export function unsubscribeUrl(invitation: Stoppable): string {
  return `${env().SITE_URL}/answer/stop/${unsubscribeToken(invitation)}`;
}
