import * as base64 from "nodemailer/lib/base64";
import MimeNode, { type MimeNodeEnvelope } from "nodemailer/lib/mime-node";
import * as quotedPrintable from "nodemailer/lib/qp";
import type { RenderedMail } from "./mail";

/** What sets one mail apart from another that says the same. */
export type MailIdentity = {
  readonly from: { readonly name: string; readonly address: string };
  /** In angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** What the lines between the parts are made of; it stands in none of the parts. */
  readonly boundary: string;
};

/** A mail as it goes over the wire, but for the dots that SMTP doubles. */
export type WrittenMail = { readonly envelope: MimeNodeEnvelope; readonly message: string };

const lineBreak = /\r\n|\r|\n/g;

function encoded(content: string, encoding: string): string {
  switch (encoding) {
    case "quoted-printable":
      return quotedPrintable.wrap(quotedPrintable.encode(content));
    case "base64":
      return base64.wrap(base64.encode(content));
    default:
      return content;
  }
}

/** A part of a mail: its headers, an empty line, and its text. */
function writePart(root: MimeNode, type: string, text: string): string {
  const content = text.replace(lineBreak, "\r\n");
  const part = root.createChild(type, { baseBoundary: root.baseBoundary }).setContent(content);
  const encoding = part.getTransferEncoding() || "7bit";
  const head = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}`;
  return `${head}\r\n\r\n${encoded(content, encoding)}`;
}

/**
 * Writes a mail of two texts in one piece. Its headers, the choice of encodings and the encoders are nodemailer's; by itself
 * it writes each part through streams of its own, which for a mail of a few kilobytes takes longer than all the rest.
 */
export function writeMail(mail: RenderedMail, identity: MailIdentity): WrittenMail {
  const root = new MimeNode("multipart/alternative", { baseBoundary: identity.boundary });
  root.addHeader({ "Auto-Submitted": "auto-generated", ...mail.headers });
  root.setHeader({
    From: { ...identity.from },
    To: { ...mail.to },
    ...(mail.replyTo === undefined ? {} : { "Reply-To": mail.replyTo }),
    ...(mail.inReplyTo === undefined
      ? {}
      : { "In-Reply-To": mail.inReplyTo, References: mail.inReplyTo }),
    Subject: mail.subject,
    "Message-ID": identity.messageId,
    Date: identity.date,
  });
  const head = root.buildHeaders();
  const parts = [
    writePart(root, "text/plain; charset=utf-8", mail.text),
    writePart(root, "text/html; charset=utf-8", mail.html),
  ].map((part) => `--${root.boundary}\r\n${part}\r\n`);
  return {
    envelope: root.getEnvelope(),
    message: `${head}\r\n\r\n${parts.join("")}--${root.boundary}--\r\n`,
  };
}
