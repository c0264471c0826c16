import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaughtMail, type MailCatcher, startMailCatcher } from "./mail-catcher";
import { freePort } from "./network";

const folder = mkdtempSync(path.join(tmpdir(), "consilience-mail-"));
const inboxPort = await freePort();
let catcher: MailCatcher;

beforeAll(async () => {
  catcher = await startMailCatcher({ folder, inboxPort });
});
afterAll(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(to: string, subject: string): Promise<void> {
  const transport = nodemailer.createTransport(catcher.smtpUrl);
  await transport.sendMail({
    from: "Consilience <consilience@localhost>",
    to,
    subject,
    text: "Open http://localhost:3000/answer/abc?x=1&y=2 please",
    html: "<p>Open <b>it</b></p><script>alert(1)</script>",
    messageId: "<m1@localhost>",
  });
  transport.close();
}

const inbox = (at: string, init?: RequestInit) => fetch(`http://127.0.0.1:${inboxPort}${at}`, init);
const messages = async (query = "") =>
  (await (await inbox(`/api/messages${query}`)).json()) as CaughtMail[];

describe("mail catcher", () => {
  it("keeps every mail, newest first, also across a restart", async () => {
    await send("ada@example.org", "First");
    await send("Bea <bea@example.org>", "Sécond <b>");
    await catcher.close();
    catcher = await startMailCatcher({ folder, inboxPort });
    expect((await messages()).map((mail) => mail.subject).sort()).toEqual(["First", "Sécond <b>"]);
    const [mail] = await messages("?to=bea@example.org");
    expect(mail).toMatchObject({ to: ["bea@example.org"], messageId: "<m1@localhost>" });
    expect(mail?.text).toContain("/answer/abc?x=1&y=2");
  });

  it("shows a mail without letting it act on the page", async () => {
    const [mail] = await messages("?to=bea@example.org");
    const page = await (await inbox(`/messages/${mail?.id}`)).text();
    expect(page).toContain("Sécond &#60;b&#62;");
    expect(page).toContain('href="http://localhost:3000/answer/abc?x=1&#38;y=2"');
    const html = await inbox(`/messages/${mail?.id}/html`);
    expect(html.headers.get("content-security-policy")).toContain("sandbox");
    expect(html.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await (await inbox(`/messages/${mail?.id}/source`)).text()).toContain("Message-ID:");
    expect((await inbox("/messages/..%2f..%2fsecret")).status).toBe(404);
  });

  it("answers this machine's own names only, so that no other page can read the mail", async () => {
    const status = await new Promise((resolve) => {
      get({ port: inboxPort, host: "127.0.0.1", headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(403);
    const across = await inbox("/api/messages", {
      method: "DELETE",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(across.status).toBe(403);
  });

  it("empties the box", async () => {
    expect((await inbox("/api/messages", { method: "DELETE" })).status).toBe(200);
    expect(await messages()).toEqual([]);
  });
});
