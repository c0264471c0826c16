import fc from "fast-check";
import { simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { expect, it } from "vitest";
import { writeAtOnce } from "./mime";

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
const lines = fc.array(words, { maxLength: 6 }).map((all) => all.join("\n"));
const mails = fc.record({
  to: fc.record({ name: words, address: fc.constantFrom("ada@example.org", "ada@jõgeva.example") }),
  subject: words,
  text: lines,
  html: lines.map((text) => `<p title="a=b">${text}</p>`),
  headers: fc.record({ "List-Unsubscribe": words.map((text) => `<http://x/${text}>`) }),
});

const theirs = nodemailer.createTransport({ streamTransport: true, buffer: true });
const ours = nodemailer.createTransport({ streamTransport: true, buffer: true });
ours.use("stream", writeAtOnce);

/** The mail, whom it goes to, and as what, from one of the two. */
async function written(transport: typeof ours, mail: object) {
  const { message, envelope, messageId } = await transport.sendMail({
    from: "site@example.net",
    messageId: "<1@example.net>",
    date: new Date(0),
    baseBoundary: "same",
    ...mail,
  });
  // As it goes over the wire: every line break becomes the one of mail, and the last line has one.
  const wire = message.toString().replace(/\r?\n/g, "\r\n");
  return { wire: wire.replace(/(\r\n)?$/, "\r\n"), envelope, messageId };
}

it("writes what nodemailer writes", async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (mail) => {
      const [made, wanted] = await Promise.all([written(ours, mail), written(theirs, mail)]);
      expect(made.envelope).toEqual(wanted.envelope);
      expect(made.messageId).toEqual(wanted.messageId);
      if (made.wire === wanted.wire) return;
      // Soft line breaks may stand elsewhere before blanks that end a part: as long a text, and the same to read.
      const [read, known] = await Promise.all([simpleParser(made.wire), simpleParser(wanted.wire)]);
      expect(read).toEqual(known);
      const lengths = [made.wire, wanted.wire].map((wire) => wire.replace(/=\r\n/g, "").length);
      expect(lengths[0]).toBe(lengths[1]);
    }),
  );
});

it("writes the letters of a mail that is all ASCII as they are", async () => {
  const { wire } = await written(ours, { subject: "Words", text: "Words.\n.", html: "<p>W</p>" });
  expect(wire).toContain("\r\nContent-Transfer-Encoding: 7bit\r\n\r\nWords.\r\n.\r\n");
});

it("leaves alone what is no text, and says so", async () => {
  const attachments = [{ filename: "a.bin", content: Buffer.from([0, 1]) }];
  await expect(written(ours, { text: "Words", attachments })).rejects.toThrow("is no text");
});
