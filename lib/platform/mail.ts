import { env } from "./env";

export type RenderedMail = {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Who writes, in words; the address that mails come from stays the installation's. */
  readonly fromName?: string;
  readonly replyTo?: string;
  /** The Message-ID of the mail that this one follows, so that mail programs show both as one conversation. */
  readonly inReplyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The Message-ID of an outbox row: the same for every attempt, so that a mail client takes two copies for one. */
export function messageIdOf(message: { readonly id: string }): string {
  return `<${message.id}@${new URL(env().SITE_URL).hostname}>`;
}

/**
 * Where a mail comes from: the installation's address, so that it is aligned with what the domain's records say, under the
 * writer's name with the installation's behind it.
 */
export function fromHeader(
  installation: string,
  name: string,
): { readonly name: string; readonly address: string } {
  const [, own = "", address = ""] = /^(.*?)<?([^\s<>]+@[^\s<>]+?)>?$/.exec(installation) ?? [];
  const site = own.trim().replace(/^"(.*)"$/, "$1");
  // Quotation marks, brackets and line breaks have a meaning in a header; none belongs to a name.
  const writer = name
    .replace(/[\p{Cc}"<>@\\]+/gu, " ")
    .replace(/ +/g, " ")
    .trim();
  return { name: writer && site ? `${writer} via ${site}` : writer || site, address };
}
