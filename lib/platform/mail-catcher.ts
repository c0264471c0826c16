import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type CaughtMail = {
  readonly id: string;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
};

export type MailCatcher = { stop(): Promise<void> };

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const addresses = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap((entry) => entry.value.map((one) => one.address ?? ""));

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
a{color:inherit}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #8886}
iframe{width:100%;height:32rem;border:1px solid #8886;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}
</style><body><main>${body}</main></body></html>`;
}

/** Mail of one run and of earlier ones: one file a message, so that a restart loses none. */
class Mailbox {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  private names(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  }

  list(): CaughtMail[] {
    return this.names()
      .map((name) => JSON.parse(readFileSync(path.join(this.folder, name), "utf8")) as CaughtMail)
      .reverse();
  }

  find(id: string): CaughtMail | undefined {
    return this.list().find((mail) => mail.id === id);
  }

  source(id: string): string {
    return readFileSync(path.join(this.folder, `${id}.eml`), "utf8");
  }

  async add(raw: Buffer): Promise<void> {
    const parsed = await simpleParser(raw, { skipImageLinks: true });
    const receivedAt = new Date().toISOString();
    const id = `${receivedAt.replace(/\W/g, "")}-${createHash("sha256")
      .update(raw)
      .update(String(this.names().length))
      .digest("hex")
      .slice(0, 8)}`;
    const mail: CaughtMail = {
      id,
      receivedAt,
      from: addresses(parsed.from).join(", "),
      to: addresses(parsed.to),
      subject: parsed.subject ?? "",
      messageId: parsed.messageId ?? "",
      text: parsed.text ?? "",
      html: parsed.html || "",
    };
    writeFileSync(path.join(this.folder, `${id}.eml`), raw);
    writeFileSync(path.join(this.folder, `${id}.json`), JSON.stringify(mail));
  }

  clear(): void {
    for (const name of readdirSync(this.folder)) rmSync(path.join(this.folder, name));
  }
}

function answer(mailbox: Mailbox, method: string, url: URL, response: ServerResponse): void {
  const send = (status: number, type: string, body: string) => {
    response.writeHead(status, { "Content-Type": `${type}; charset=utf-8` });
    response.end(body);
  };
  if (url.pathname === "/api/messages" && method === "DELETE") {
    mailbox.clear();
    send(200, "application/json", "[]");
    return;
  }
  if (method !== "GET") {
    send(405, "text/plain", "Only GET and DELETE are answered here.");
    return;
  }
  if (url.pathname === "/api/messages") {
    send(200, "application/json", JSON.stringify(mailbox.list()));
    return;
  }
  if (url.pathname === "/") {
    const rows = mailbox
      .list()
      .map(
        (mail) =>
          `<tr><td><a href="/message/${mail.id}">${escapeHtml(mail.subject)}</a></td><td>${escapeHtml(mail.to.join(", "))}</td><td>${escapeHtml(mail.receivedAt)}</td></tr>`,
      );
    const table =
      rows.length > 0
        ? `<table><thead><tr><th>Subject</th><th>To</th><th>Received</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
        : "<p>No mail yet. Everything that this installation sends appears here, and goes nowhere else.</p>";
    send(200, "text/html", page("Inbox", `<h1>Inbox</h1>${table}`));
    return;
  }
  const [, kind, id = ""] = url.pathname.split("/");
  const mail = mailbox.find(id);
  if (mail === undefined) {
    send(404, "text/html", page("Not found", "<h1>No such mail</h1>"));
    return;
  }
  if (kind === "source") {
    send(200, "text/plain", mailbox.source(id));
    return;
  }
  send(
    200,
    "text/html",
    page(
      mail.subject,
      `<p><a href="/">Inbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
<p>From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to.join(", "))} · <a href="/source/${mail.id}">source</a></p>
<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="${escapeHtml(
        mail.html.replace(/<head>/i, '<head><base target="_top">'),
      )}"></iframe><h2>As plain text</h2><pre>${escapeHtml(mail.text)}</pre>`,
    ),
  );
}

/**
 * A mail server on loopback that delivers to a web page: everything the product sends is real SMTP, and nothing leaves
 * the machine. `GET /api/messages` lists all mail as JSON, newest first, `DELETE` empties the box.
 */
export async function startMailCatcher(options: {
  readonly folder: string;
  readonly host: string;
  readonly smtpPort: number;
  readonly webPort: number;
}): Promise<MailCatcher> {
  const mailbox = new Mailbox(options.folder);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    size: 10 * 1024 * 1024,
    logger: false,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mailbox.add(Buffer.concat(chunks)).then(
          () => callback(),
          () => callback(new Error("the mail could not be stored")),
        );
      });
    },
  });
  // A client that hangs up in the middle is its own affair.
  smtp.on("error", () => undefined);
  const web: Server = createServer((request, response) => {
    try {
      answer(
        mailbox,
        request.method ?? "GET",
        new URL(request.url ?? "/", "http://inbox"),
        response,
      );
    } catch {
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    smtp.server.once("error", reject);
    smtp.listen(options.smtpPort, "127.0.0.1", () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    web.once("error", reject);
    web.listen(options.webPort, options.host, () => resolve());
  });
  return {
    async stop() {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => web.close(() => resolve())),
      ]);
    },
  };
}
