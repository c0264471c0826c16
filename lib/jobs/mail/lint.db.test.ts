import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { lintMail } from "@/e2e/support/mail-lint";
import type { Reader } from "@/e2e/support/mail-samples";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";
import type { MailTemplate } from "@/lib/platform/outbox";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { db } = await import("@/lib/platform/db");
const { env } = await import("@/lib/platform/env");
const { messageIdOf } = await import("@/lib/platform/mail");
const { testMailServer } = await import("@/lib/platform/mail-test");
const { closeQueue } = await import("@/lib/platform/queue");
const { renderSettingsTestMail } = await import("@/lib/auth/emails/test-mail");
const { mailSamples, seedPanel, strangerAddress } = await import("@/e2e/support/mail-samples");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

const hostileNames = [
  "Respondent A",
  "Zoë “Q” O’Neil-Łukasiewicz, Dr.",
  "عائشة بنت طلحة",
  "דנה ירושלמי",
  "山田 花子",
  `Respondent ${"very ".repeat(35)}long`,
  "Eve\r\nBcc: mallory@example.net",
  "Eve\nSubject: Something else\n\nAnother body",
  `"<b>Eve</b>" <mallory@example.net>`,
];

const templates = Object.keys(mailRenderers) as MailTemplate[];

/** Mails to people who work on surveys, who asked for them or can end them where they work. */
const toAuthors: ReadonlySet<MailTemplate> = new Set([
  "erasure-warning",
  "invitation-test",
  "member-invite",
  "publication-blocked",
  "sign-in",
]);

const from = () => /<?([^\s<>]+@[^\s<>]+?)>?$/.exec(env().MAIL_FROM)?.[1] ?? "";
const expected = (to: string) => ({ to, from: from(), strangers: [strangerAddress] });

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});
beforeEach(() => {
  server.received.length = 0;
});

/** Sends what is due and waits for its end. */
async function drain(): Promise<void> {
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
}

/** Sends one mail of a kind to each of these readers; gives each as it went over the wire, with whom it must go to. */
async function wire(template: MailTemplate, readers: readonly Reader[]) {
  const made = [];
  for (const reader of readers) {
    const { to, ...message } = await mailSamples[template](reader);
    const { dedupeKey, refs } = message;
    const row = await db().outboxMessage.create({ data: { template, dedupeKey, ...refs } });
    made.push({ ...reader, to, row });
  }
  await drain();
  return made.map(({ row, ...rest }) => {
    const raw = server.received.find((mail) => mail.includes(messageIdOf(row)));
    if (raw === undefined) throw new Error(`no ${template} left for ${rest.name}`);
    return { ...rest, raw };
  });
}

const readers: readonly Reader[] = [
  ...hostileNames.map((name) => ({ name, language: "en" })),
  { name: "Zoë Łukasiewicz", language: "de" },
];

describe("every kind of mail", () => {
  it("has a sample here", () => {
    expect(Object.keys(mailSamples).sort()).toEqual([...templates].sort());
  });

  it.each(templates)(
    "%s is well made, whatever its reader is called, and ends at one click",
    async (template) => {
      for (const { raw, to, name, language } of await wire(template, readers)) {
        expect(await lintMail(raw, expected(to)), name).toEqual([]);
        if (toAuthors.has(template)) continue;
        expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
        const stop = /^List-Unsubscribe: <(\S+)\/one-click>/m.exec(raw.replace(/\r\n[ \t]+/g, " "));
        const { text } = await simpleParser(raw);
        expect(text, name).toContain(stop?.[1] ?? "no address that ends mails");
        if (language === "de") expect(text).toMatch(/[Kk]eine E-Mails/);
      }
    },
  );

  it("so is the mail that tests the settings, which goes past the outbox", async () => {
    const to = "owner@example.org";
    expect(await testMailServer(await renderSettingsTestMail(to))).toMatchObject({ taken: true });
    expect(await lintMail(server.received.at(-1) ?? "", expected(to))).toEqual([]);
  });
});

it("to a person who wants no more, only the receipt of a submission goes out", async () => {
  const { survey, invitation } = await seedPanel({ name: "Respondent A", language: "en" }, true);
  await db().invitation.update({
    where: { id: invitation.id },
    data: { unsubscribedAt: new Date() },
  });
  await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
  const refs = { surveyId: survey.id, invitationId: invitation.id };
  await db().outboxMessage.createMany({
    data: templates
      .filter((template) => !toAuthors.has(template))
      .map((template) => ({ template, dedupeKey: `${template}:${invitation.id}:1`, ...refs })),
  });
  await drain();
  const sent = await db().outboxMessage.findMany({ where: { ...refs, status: "sent" } });
  expect(sent.map(({ template }) => template)).toEqual(["receipt"]);
  expect(server.received).toHaveLength(1);
});

describe("the lint", () => {
  it("finds what is wrong", async () => {
    const [mail] = await wire("invitation", readers.slice(0, 1));
    if (mail === undefined) throw new Error("nothing left");
    const { raw, to } = mail;
    const lint = (broken: string) => lintMail(broken, expected(to));
    expect(await lint(raw)).toEqual([]);
    expect(await lint(raw.replace("\r\nTo:", `\r\nBcc: ${strangerAddress}\r\nTo:`))).toEqual([
      "there is a Bcc",
      "it holds the address of another recipient",
    ]);
    expect(await lint(raw.replace("\r\nTo:", `\r\nX-Long: ${"x".repeat(1000)}\r\nTo:`))).toEqual([
      expect.stringContaining("longer than 998 octets"),
    ]);
    expect(await lint(raw.replace(/href=3D"http:/, 'href=3D"'))).toContainEqual(
      expect.stringContaining("not absolute"),
    );
    expect(await lintMail(raw, { ...expected(to), from: "another@example.org" })).toHaveLength(1);
  });
});
