import nodemailer from "nodemailer";
import { env, mailServerUrl } from "./env";
import { writeAtOnce } from "./mime";

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

/** What came of handing a message to the mail server. `reason` is the server's own words where it said any. */
export type Delivery =
  | { readonly kind: "sent" }
  /** May pass: the server is away, or answered with 4xx. */
  | { readonly kind: "later"; readonly reason: string; readonly answered: boolean }
  /** Will not pass: the server said 5xx. */
  | { readonly kind: "refused"; readonly reason: string }
  /** The connection ended after the message was handed over and before the server answered. */
  | { readonly kind: "unknown"; readonly reason: string };

/** One connection to the mail server, over which one message at a time is sent. */
export type MailLane = {
  /** Hands one message to the server. Never throws for what a server can do. */
  send(mail: RenderedMail, messageId: string): Promise<Delivery>;
  close(): void;
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

const quiet = () => undefined;

/** Opens a lane; not where this installation sends no mail. It connects at its first message, keeps the connection, and connects anew where it was lost. */
export function openMailLane(): MailLane {
  let handedOver = false;
  let isFresh = true;
  // nodemailer tells its logger when the last byte of a message has left; only then can a lost connection mean "taken".
  const note = (entry: unknown) => {
    if (typeof entry === "object" && entry !== null && "tnx" in entry && entry.tnx === "message") {
      handedOver = true;
    }
  };
  const transport = nodemailer.createTransport({
    url: mailServerUrl() ?? undefined,
    pool: true,
    maxConnections: 1,
    maxMessages: 100,
    // A message whose connection was lost is ours to judge: the pool must not send it once more.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: {
      level: quiet,
      trace: quiet,
      debug: note,
      info: note,
      warn: quiet,
      error: quiet,
      fatal: quiet,
    },
  } as Parameters<typeof nodemailer.createTransport>[0]);

  transport.use("stream", writeAtOnce);

  async function attempt(mail: RenderedMail, messageId: string): Promise<Delivery> {
    handedOver = false;
    try {
      await transport.sendMail({
        from: fromHeader(env().MAIL_FROM, mail.fromName ?? ""),
        to: { name: mail.to.name, address: mail.to.address },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId,
        ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
        ...(mail.inReplyTo === undefined
          ? {}
          : { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
        headers: { "Auto-Submitted": "auto-generated", ...mail.headers },
      });
      return { kind: "sent" };
    } catch (error) {
      return classifyFailure(error, handedOver);
    }
  }

  return {
    async send(mail, messageId) {
      const first = await attempt(mail, messageId);
      // Servers end connections that were idle: what a kept connection could not take, a new one may.
      const mayTryAnew = !isFresh && first.kind === "later" && !first.answered;
      isFresh = first.kind === "later";
      return mayTryAnew ? attempt(mail, messageId) : first;
    },
    close: () => transport.close(),
  };
}

/** Reads a nodemailer error: what the server said decides; silence after the hand-over is "unknown". */
export function classifyFailure(error: unknown, handedOver: boolean): Delivery {
  const facts = error as { response?: string; responseCode?: number; message?: string };
  const reason = (facts.response ?? facts.message ?? "no reason given").slice(0, 500);
  if (facts.responseCode !== undefined && facts.responseCode >= 500) {
    return { kind: "refused", reason };
  }
  if (facts.responseCode !== undefined && facts.responseCode >= 400) {
    return { kind: "later", reason, answered: true };
  }
  return handedOver ? { kind: "unknown", reason } : { kind: "later", reason, answered: false };
}
