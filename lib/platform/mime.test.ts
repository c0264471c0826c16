import fc from "fast-check";
import { simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { expect, it } from "vitest";
import type { RenderedMail } from "./mail";
import { writeMail } from "./mime";

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    "",
    "Zoë Łukasiewicz",
    "عائشة",
    "山田 花子",
    "a=3D=\r\n.\r\n..",
    "x".repeat(1_200),
  ),
);
// A mail without a word in one of its parts is one that nodemailer writes with the other part alone.
const lines = fc.array(words, { maxLength: 6 }).map((all) => ["First line", ...all].join("\n"));
const addresses = fc.constantFrom("ada@example.org", "ada@jõgeva.example", "zoë@example.org");
const mails: fc.Arbitrary<RenderedMail> = fc.record(
  {
    to: fc.record({ name: words, address: addresses }),
    subject: words.map((text) => `About ${text}`),
    text: lines,
    html: lines.map((text) => `<p title="a=b">${text}</p>`),
    replyTo: addresses,
    inReplyTo: fc.constant("<0@example.net>"),
    headers: fc.record({ "List-Unsubscribe": words.map((text) => `<http://x/${text}>`) }),
  },
  { requiredKeys: ["to", "subject", "text", "html"] },
);

const identity = {
  from: { name: "Zoë via Consilience", address: "site@example.net" },
  messageId: "<1@example.net>",
  date: new Date(0),
  boundary: "same",
};

/** As it goes over the wire: every line break becomes the one of mail. */
const onTheWire = (message: string) => message.replace(/\r\n|\r|\n/g, "\r\n");

const theirs = nodemailer.createTransport({ streamTransport: true, buffer: true });

async function writtenByNodemailer(mail: RenderedMail) {
  const { inReplyTo, headers } = mail;
  const sent = await theirs.sendMail({
    ...mail,
    from: identity.from,
    messageId: identity.messageId,
    date: identity.date,
    baseBoundary: identity.boundary,
    ...(inReplyTo === undefined ? {} : { references: inReplyTo }),
    headers: { "Auto-Submitted": "auto-generated", ...headers },
  });
  return { envelope: sent.envelope, message: onTheWire(sent.message.toString()) };
}

it("writes what nodemailer writes", async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (mail) => {
      const made = writeMail(mail, identity);
      const wanted = await writtenByNodemailer(mail);
      expect(made.envelope).toEqual(wanted.envelope);
      expect(onTheWire(made.message)).toBe(made.message);
      if (made.message === wanted.message) return;
      // Soft line breaks may stand elsewhere before line breaks and before blanks that end a part: the same to read.
      const [read, known] = await Promise.all([
        simpleParser(made.message),
        simpleParser(wanted.message),
      ]);
      expect(read).toEqual(known);
      const heads = [made.message, wanted.message].map((text) => text.split("\r\n\r\n")[0]);
      expect(heads[0]).toBe(heads[1]);
    }),
  );
});

it("writes the letters of a mail that is all ASCII as they are", () => {
  const to = { name: "Ada", address: "ada@example.org" };
  const mail = { to, subject: "Words", text: "Words.\n.", html: "<p>W</p>" };
  const { message } = writeMail(mail, identity);
  expect(message).toContain("\r\nContent-Transfer-Encoding: 7bit\r\n\r\nWords.\r\n.\r\n");
});
