import { z } from "zod";
import { env } from "@/lib/platform/env";
import { hmacToken, sameSecret } from "@/lib/platform/tokens";

/** The secret in a link that asks somebody to join: the invite's id and a seal over it. Computed, never stored. */
export function inviteToken(inviteId: string): string {
  return `${inviteId}.${hmacToken("member-invite", inviteId)}`;
}

/** The page that the mail leads to. Opening it changes nothing. */
export function inviteUrl(inviteId: string): string {
  return `${env().SITE_URL}/join/${inviteToken(inviteId)}`;
}

/** The id in a link's secret; null where the seal is not ours. */
export function readInviteToken(token: string): string | null {
  if (token.length > 200) return null;
  const id = z.uuid().safeParse(token.split(".")[0]);
  return id.success && sameSecret(inviteToken(id.data), token) ? id.data : null;
}
