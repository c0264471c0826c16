import nodemailer from "nodemailer";
import { classifyFailure } from "./delivery";
import { env, mailServerUrl } from "./env";
import type { RenderedMail } from "./mail";

/** What came of trying the mail settings, in the order of trying. */
export type MailTest = {
  /** Connected, agreed on encryption, and let in. */
  readonly connected: boolean;
  /** The server took the message. */
  readonly taken: boolean;
  /** What went wrong, in the server's own words where it said any; null where nothing did. */
  readonly reason: string | null;
  /** What was said, a line each: "> " before ours (verbs alone), "< " before the server's. */
  readonly transcript: readonly string[];
};

/** Long enough to see everything of a usual conversation. */
const mostLines = 60;

/** The settings as they may be shown: no password. */
export function describeMailServer(): {
  readonly host: string;
  readonly port: string;
  readonly encrypted: string;
  readonly user: string;
} | null {
  const address = mailServerUrl();
  if (address === null) return null;
  const url = new URL(address);
  const always = url.protocol === "smtps:";
  return {
    host: url.hostname,
    port: url.port || (always ? "465" : "587"),
    encrypted: always ? "from the start" : "where the server offers it (STARTTLS)",
    user: decodeURIComponent(url.username),
  };
}

/** Our line without what it says: an address, a user or a secret may stand there. */
function verbOf(line: string): string {
  return /^(MAIL FROM|RCPT TO|[A-Z]+)/.exec(line)?.[1] ?? "…";
}

/**
 * Connects to the mail server with the settings of this process and hands it one message, past the outbox. Never throws
 * for what a server can do. Null where this installation sends no mail.
 */
export async function testMailServer(mail: RenderedMail): Promise<MailTest | null> {
  const url = mailServerUrl();
  if (url === null) return null;
  const transcript: string[] = [];
  const quiet = () => undefined;
  const note = (entry: unknown, line?: unknown) => {
    if (typeof entry !== "object" || entry === null || !("tnx" in entry)) return;
    if (typeof line !== "string" || transcript.length >= mostLines) return;
    if (entry.tnx === "client") transcript.push(`> ${verbOf(line)}`);
    if (entry.tnx === "server") transcript.push(...line.split(/\r?\n/).map((one) => `< ${one}`));
  };
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    transactionLog: true,
    logger: {
      level: quiet,
      trace: quiet,
      debug: note,
      info: quiet,
      warn: quiet,
      error: quiet,
      fatal: quiet,
    },
  } as Parameters<typeof nodemailer.createTransport>[0]);
  let connected = false;
  try {
    await transport.verify();
    connected = true;
    await transport.sendMail({
      from: env().MAIL_FROM,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { connected, taken: true, reason: null, transcript };
  } catch (error) {
    const { reason } = classifyFailure(error, false);
    return { connected, taken: false, reason, transcript };
  } finally {
    transport.close();
  }
}
