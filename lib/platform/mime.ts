import type { PluginFunction } from "nodemailer";
import * as base64 from "nodemailer/lib/base64";
import MimeNode from "nodemailer/lib/mime-node";
import * as quotedPrintable from "nodemailer/lib/qp";

function bodyOf(node: MimeNode): string {
  const { content } = node;
  if (content === undefined || content === "") return "";
  // Whatever is not text in memory is read as a stream, which is nodemailer's own work.
  if (typeof content !== "string") throw new Error("a part of this mail is no text");
  switch (node.getTransferEncoding()) {
    case "quoted-printable":
      return quotedPrintable.wrap(quotedPrintable.encode(content));
    case "base64":
      return base64.wrap(base64.encode(content));
    default:
      return content;
  }
}

function write(node: MimeNode): string {
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (!node.multipart) return head + bodyOf(node);
  const parts = node.childNodes.map((part) => `--${node.boundary}\r\n${write(part)}\r\n`);
  return `${head}${bodyOf(node)}${parts.join("")}--${node.boundary}--\r\n`;
}

/**
 * A step of nodemailer's that puts a composed mail of texts into one piece, headers and parts as nodemailer words and
 * encodes them. By itself it writes each part through streams of its own, which for a mail of a few kilobytes takes longer
 * than all the rest. A part that is no text is an error of the mail.
 */
export const writeAtOnce: PluginFunction = (mail, done) => {
  const { message } = mail;
  if (message === undefined) return done();
  try {
    const whole = new MimeNode("message/rfc822").setRaw(write(message));
    whole.setEnvelope(message.getEnvelope());
    whole.setHeader("Message-ID", message.messageId());
    mail.message = whole;
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error("the mail could not be written"));
  }
};
