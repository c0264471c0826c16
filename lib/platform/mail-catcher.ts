import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type CaughtMail = {
  readonly id: string;
  readonly receivedAt: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export type MailCatcher = {
  readonly smtpUrl: string;
  readonly inboxUrl: string;
  close(): Promise<void>;
};

const fileForm = /^\d{13}-[0-9a-f]{8}\.eml$/;

function addresses(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap((list) => list.value.map((one) => one.address ?? ""));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

async function readMail(folder: string, file: string): Promise<CaughtMail> {
  const parsed = await simpleParser(await readFile(path.join(folder, file)), {
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  return {
    id: file.replace(/\.eml$/, ""),
    receivedAt: new Date(Number(file.slice(0, 13))).toISOString(),
    messageId: parsed.messageId ?? "",
    from: parsed.from?.text ?? "",
    to: addresses(parsed.to),
    replyTo: parsed.replyTo?.text ?? "",
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => fileForm.test(file)).sort((a, b) => (a < b ? 1 : -1));
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #8886;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere}iframe{width:100%;height:70vh;border:1px solid #8886;background:#fff}
dt{font-weight:600}dd{margin:0 0 .5rem}</style></head><body><main>${body}</main></body></html>`;
}

function linked(text: string): string {
  // Split first, escape after: an address may hold signs that escaping would change.
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 0
        ? escapeHtml(part)
        : `<a href="${escapeHtml(part)}" target="_blank" rel="noreferrer">${escapeHtml(part)}</a>`,
    )
    .join("");
}

function listPage(mails: readonly CaughtMail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td>${mail.receivedAt.slice(0, 19).replace("T", " ")}</td><td>${escapeHtml(mail.to.join(", "))}</td>
<td><a href="/messages/${mail.id}">${escapeHtml(mail.subject || "(no subject)")}</a></td></tr>`,
  );
  const table = `<table><thead><tr><th scope="col">Received (UTC)</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
<tbody>${rows.join("")}</tbody></table>`;
  return page(
    "Inbox",
    `<h1>Inbox</h1><p>Mail that the product sends on this machine stops here; nothing leaves it.</p>
${mails.length === 0 ? "<p>No mail yet.</p>" : table}`,
  );
}

function mailPage(mail: CaughtMail): string {
  return page(
    mail.subject,
    `<p><a href="/">Inbox</a></p><h1>${escapeHtml(mail.subject || "(no subject)")}</h1>
<dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(", "))}</dd></dl>
<h2>Text</h2><pre>${linked(mail.text)}</pre>
<h2>HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${mail.id}/html"></iframe>
<p><a href="/messages/${mail.id}/source">Source</a></p>`,
  );
}

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  policy = pagePolicy,
): void {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  });
  response.end(body);
}

/** Only this machine's own names: a page elsewhere that points its own name here must not read the mail. */
function isLocalHost(request: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? "");
}

async function serve(folder: string, request: IncomingMessage, response: ServerResponse) {
  if (!isLocalHost(request)) return answer(response, 403, "text/plain", "Not this address.");
  const url = new URL(request.url ?? "/", "http://localhost");
  const files = await listFiles(folder);
  const [area, ...rest] = url.pathname.split("/").filter((part) => part !== "");
  if (request.method === "DELETE" && url.pathname === "/api/messages") {
    const site = request.headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin") {
      return answer(response, 403, "text/plain", "Not from another site.");
    }
    await Promise.all(files.map((file) => rm(path.join(folder, file), { force: true })));
    return answer(response, 200, "application/json", "{}");
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return answer(response, 405, "text/plain", "Only reading.");
  }
  if (url.pathname === "/" || url.pathname === "/api/messages") {
    const to = url.searchParams.get("to")?.toLowerCase();
    const all = await Promise.all(files.map((file) => readMail(folder, file)));
    const mails = all.filter(
      (mail) => to === undefined || mail.to.some((one) => one.toLowerCase() === to),
    );
    return url.pathname === "/"
      ? answer(response, 200, "text/html", listPage(mails))
      : answer(response, 200, "application/json", JSON.stringify(mails));
  }
  const file = files.find((name) => name === `${rest[0]}.eml`);
  if (area !== "messages" || file === undefined || rest.length > 2) {
    return answer(response, 404, "text/plain", "No such mail.");
  }
  if (rest[1] === "source") {
    return answer(response, 200, "text/plain", await readFile(path.join(folder, file), "utf8"));
  }
  const mail = await readMail(folder, file);
  if (rest[1] === "html") {
    return answer(response, 200, "text/html", `<base target="_blank">${mail.html}`, mailPolicy);
  }
  return answer(response, 200, "text/html", mailPage(mail));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

/**
 * A mail server for trying the product out: it takes every mail, keeps it as a file in `folder`, and shows it on a page.
 * It listens on loopback alone, since sign-in links can be read there.
 */
export async function startMailCatcher(options: {
  readonly folder: string;
  readonly inboxPort: number;
}): Promise<MailCatcher> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 10_000_000,
    logger: false,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const name = `${Date.now()}-${randomBytes(4).toString("hex")}.eml`;
        writeFile(path.join(folder, name), Buffer.concat(chunks), { mode: 0o600 }).then(
          () => callback(),
          // 4xx: the sender keeps the mail and tries again.
          () =>
            callback(Object.assign(new Error("the mail could not be kept"), { responseCode: 452 })),
        );
      });
    },
  });
  // A client that hangs up in the middle of a mail is no fault of the catcher's.
  smtp.on("error", () => undefined);
  const web = createServer((request, response) => {
    serve(folder, request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, "text/plain", "The mail cannot be read.");
    });
  });
  await listen(web, options.inboxPort);
  await new Promise<void>((resolve, reject) => {
    smtp.server.once("error", reject);
    smtp.listen(0, "127.0.0.1", resolve);
  });
  const address = smtp.server.address();
  const smtpPort = typeof address === "object" && address !== null ? address.port : 0;
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    inboxUrl: `http://localhost:${options.inboxPort}`,
    async close() {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => web.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(resolve)),
      ]);
    },
  };
}
