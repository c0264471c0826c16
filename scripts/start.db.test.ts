import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { CaughtMail } from "@/lib/platform/mail-catcher";
import { freePort, probePort } from "@/lib/platform/network";

const root = path.resolve(import.meta.dirname, "..");
const siteUrl = "http://survey.example.test:8080";
const secret = "a-secret-that-only-this-test-knows-0123456789";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "consilience-start-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the product with these settings and none of the tests' own. */
function start(settings: Readonly<Record<string, string>>) {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  const mark = path.join(tmpdir(), `mark-${Math.random().toString(36).slice(2)}`);
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: root,
    // Next's types want NODE_ENV in every environment; here its absence is the point.
    env: {
      PATH,
      HOME,
      ...(TMPDIR && { TMPDIR }),
      START_TEST_MARK: mark,
      ...settings,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const self = { child, mark, out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    self.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    self.err += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  cleanups.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  });
  return { ...self, self, ended };
}

/** The processes that a start began, itself included: what it starts inherits its environment. */
function processesOf(mark: string): string[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`START_TEST_MARK=${mark}`);
    } catch {
      return false;
    }
  });
}

/** The one line with which a start refused. */
async function refusal(settings: Readonly<Record<string, string>>): Promise<string> {
  const ports = { PORT: String(await freePort()), MAIL_PORT: String(await freePort()) };
  const run = start({ ...ports, CONSILIENCE_DATA_DIR: temporaryFolder(), ...settings });
  const code = await run.ended;
  expect(code, run.self.err).toBe(1);
  expect(processesOf(run.mark)).toEqual([]);
  const lines = run.self.err.trim().split("\n");
  expect(lines, run.self.err).toHaveLength(1);
  return lines[0] ?? "";
}

describe("what cannot work ends with one line and exit 1", () => {
  test("a port that another program has", async () => {
    const other = createTcpServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    cleanups.push(() => new Promise((resolve) => other.close(resolve)));
    expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} on 127.0.0.1 is taken`);
  });

  test("a data folder where a file lies", async () => {
    const file = path.join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(await refusal({ CONSILIENCE_DATA_DIR: file })).toContain(`The data folder ${file}`);
    const below = path.join(file, "below");
    expect(await refusal({ CONSILIENCE_DATA_DIR: below })).toContain("cannot be written");
  });

  test("a database address that is none", async () => {
    expect(await refusal({ DATABASE_URL: "mysql://somewhere" })).toBe(
      "DATABASE_URL must be a postgresql:// address",
    );
    expect(await refusal({ DATABASE_URL: "postgresql://user@host:port/x" })).toMatch(/database/i);
  });

  test("a database that does not answer", async () => {
    const line = await refusal({
      DATABASE_URL: `postgresql://nobody:pass-word@127.0.0.1:${await freePort()}/nothing`,
    });
    expect(line).toContain("The database cannot be used");
    expect(line).toContain("Can't reach database server");
    expect(line).not.toContain("pass-word");
  });

  test("a secret that can be guessed", async () => {
    expect(await refusal({ SECRET: "short" })).toContain("SECRET must have at least 32 characters");
    expect(await refusal({ SECRET: "x".repeat(40) })).toContain("SECRET is too easy to guess");
  });

  test("a production without settings", async () => {
    const line = await refusal({ NODE_ENV: "production" });
    for (const name of ["DATABASE_URL", "SITE_URL", "SECRET", "SMTP_URL"]) {
      expect(line).toContain(name);
    }
  });
});

type Answer = { status: number; headers: IncomingMessage["headers"]; body: string };

/** One request to a port, under any Host. */
function ask(
  port: number,
  at: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path: at,
        method: options.method ?? "GET",
        headers: { host: new URL(siteUrl).host, ...options.headers },
      },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => {
          body += chunk;
        });
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(options.body);
  });
}

/** A reverse proxy in front of the product; it passes the Host that was asked for, or its own. */
async function reverseProxy(target: { host: string; port: number; keepsHost: boolean }) {
  const proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    if (!target.keepsHost) headers.host = `upstream.internal:${target.port}`;
    const onward = request(
      {
        host: target.host,
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => proxy.listen(port, "127.0.0.1", resolve));
  cleanups.push(() => {
    proxy.closeAllConnections();
    return new Promise((resolve) => proxy.close(resolve));
  });
  return port;
}

function decoded(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

/** Sends the form of a page as a browser without JavaScript does. */
async function post(
  port: number,
  at: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const page = await ask(port, at);
  expect(page.status, at).toBe(200);
  const form = new FormData();
  for (const [input] of page.body.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) form.append(decoded(name), decoded(/value="([^"]*)"/.exec(input)?.[1] ?? ""));
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const packed = new Response(form);
  return ask(port, at, {
    method: "POST",
    body: Buffer.from(await packed.arrayBuffer()),
    headers: {
      "content-type": packed.headers.get("content-type") ?? "",
      origin: siteUrl,
    },
  });
}

const hasIpv6 = (await probePort(0, "::1")) === null;

describe("it listens where it is told, behind a proxy with another name", () => {
  const places = [
    { host: "::1", reach: "::1", keepsHost: true, possible: hasIpv6 },
    { host: "0.0.0.0", reach: "127.0.0.1", keepsHost: false, possible: true },
  ];
  for (const place of places) {
    test.skipIf(!place.possible)(`HOST=${place.host}`, { timeout: 180_000 }, async () => {
      const port = await freePort();
      const mailPort = await freePort();
      const startedAt = Date.now();
      const run = start({
        HOST: place.host,
        PORT: String(port),
        MAIL_PORT: String(mailPort),
        SITE_URL: siteUrl,
        SECRET: secret,
        CONSILIENCE_DATA_DIR: temporaryFolder(),
      });
      const running = new Promise<void>((resolve, reject) => {
        run.child.stdout.on("data", () => {
          if (run.self.out.includes("Ctrl-C stops everything")) resolve();
        });
        run.child.once("exit", () => reject(new Error(run.self.out + run.self.err)));
      });
      await running;
      const startedInMs = Date.now() - startedAt;
      expect(run.self.out).toContain(`running: ${siteUrl}`);
      const ownerLink = /owner:\s+(\S+)/.exec(run.self.out)?.[1] ?? "";
      expect(ownerLink.startsWith(`${siteUrl}/`)).toBe(true);

      const proxy = await reverseProxy({ host: place.reach, port, keepsHost: place.keepsHost });
      const home = await ask(proxy, "/");
      expect(home.status).toBe(200);
      expect(home.body).toContain("Consilience");
      const email = "owner@example.org";
      const claimed = await post(proxy, new URL(ownerLink).pathname, { name: "Owner O", email });
      expect(claimed.status, claimed.body.slice(0, 500)).toBe(303);
      expect(String(claimed.headers.location)).toMatch(/^(http:\/\/survey\.example\.test:8080)?\//);
      const asked = await post(proxy, "/sign-in", { email });
      expect(asked.status, asked.body.slice(0, 500)).toBe(303);

      const mails = async () => {
        const response = await fetch(`http://127.0.0.1:${mailPort}/api/messages`);
        return (await response.json()) as CaughtMail[];
      };
      await expect.poll(async () => (await mails()).length, { timeout: 15_000 }).toBe(1);
      const links = (await mails())[0]?.text.match(/https?:\/\/\S+/g) ?? [];
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(link.startsWith(`${siteUrl}/`), link).toBe(true);

      const parts = processesOf(run.mark);
      expect(parts.length === 0 || parts.length >= 4).toBe(true);
      const asOf = Date.now();
      run.child.kill("SIGINT");
      expect(await run.ended, run.self.err).toBe(0);
      // A machine that is slow to end it was slow to start it.
      expect(Date.now() - asOf).toBeLessThan(startedInMs);
      expect(processesOf(run.mark)).toEqual([]);
      expect(await probePort(port, place.host)).toBeNull();
      expect(await probePort(mailPort, "127.0.0.1")).toBeNull();
    });
  }
});
