import { expect } from "@playwright/test";
import type { CaughtMail } from "@/lib/platform/mail-catcher";
import { product } from "./product";

/** All mail that an address has received, newest first. */
export async function mailTo(address: string): Promise<CaughtMail[]> {
  const response = await fetch(`${product().inboxUrl}/api/messages`);
  const all = (await response.json()) as CaughtMail[];
  return all.filter((mail) => mail.to.includes(address));
}

/** Waits for a mail to an address whose subject matches, and returns the newest. */
export async function waitForMail(address: string, subject: RegExp): Promise<CaughtMail> {
  let found: CaughtMail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailTo(address)).find((mail) => subject.test(mail.subject));
        return found !== undefined;
      },
      { message: `a mail to ${address} about ${subject}`, timeout: 20_000 },
    )
    .toBe(true);
  if (found === undefined) throw new Error("unreachable");
  return found;
}

/** The first address in a mail's plain text that contains a piece. */
export function linkIn(mail: CaughtMail, piece: string): string {
  const link = mail.text.match(/https?:\/\/[^\s<>\])]+/g)?.find((url) => url.includes(piece));
  if (link === undefined) throw new Error(`no link with ${piece} in "${mail.subject}"`);
  return link;
}

/** Takes the mail server down, or brings it back. */
export async function setMailServer(state: "down" | "up"): Promise<void> {
  await fetch(`${product().mailControlUrl}/${state}`, { method: "POST" });
}
