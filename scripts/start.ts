// `npm start`: everything the product needs, on this machine, in one terminal. `--dev` is the same with hot reload.
// With NODE_ENV=production, or CONSILIENCE_ENV=production, nothing is embedded: database, mail server, secret and address come from the environment.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { parseEnv, SettingsError } from "@/lib/platform/env";
import { startMailCatcher } from "@/lib/platform/mail-catcher";
import { freePort, hostInUrl, probePort } from "@/lib/platform/network";
import { isBuilt, markBuilt, sourceStamp } from "./build-stamp";
import type { Prepared } from "./prepare";

const root = path.resolve(import.meta.dirname, "..");
const dev = process.argv.includes("--dev");
const production =
  process.env["NODE_ENV"] === "production" || process.env["CONSILIENCE_ENV"] === "production";

/** Ends the start with one line that says what to do. */
class StartError extends Error {}

const say = (line: string) => console.log(line);
const stops: (() => Promise<unknown> | unknown)[] = [];
let stopping: Promise<void> | null = null;

/** Stops what was started, last first; what does not stop in time is killed. Asking twice changes nothing. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) {
      await Promise.resolve(stop()).catch(() => undefined);
    }
  })();
  return stopping;
}

async function leave(code: number): Promise<never> {
  await stopAll();
  process.exit(code);
}

function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    // Each of glibc's arenas keeps what it once had; two are enough for a process with one busy thread.
    env: { MALLOC_ARENA_MAX: "1", ...env },
    // Its own process group: Ctrl-C reaches us alone, and we stop the parts in order.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.once("exit", (code, signal) => {
    if (stopping !== null) return;
    console.error(`The ${name} ended unexpectedly (${signal ?? `exit ${code}`}). Stopping.`);
    void leave(1);
  });
  stops.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 6_000);
    await exited;
    clearTimeout(timer);
  });
  return child;
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    writeFileSync(path.join(folder, ".writable"), "x".repeat(65_536));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "ENOSPC" ? "the disk is full" : message;
    throw new StartError(`The data folder ${folder} cannot be written: ${why}.`);
  }
}

function portFrom(name: string, fallback: number): number {
  const given = process.env[name];
  if (given === undefined || given === "") return fallback;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(`${name} must be a port between 1 and 65535, not "${given}".`);
  }
  return port;
}

async function requirePort(name: string, port: number, host: string): Promise<void> {
  const problem = await probePort(port, host);
  if (problem === null) return;
  const why =
    problem === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${problem})`;
  throw new StartError(
    `Port ${port} on ${host} ${why}. Choose another one: ${name}=${port + 1} npm start`,
  );
}

async function main(): Promise<void> {
  const host = process.env["HOST"] || "127.0.0.1";
  const port = portFrom("PORT", 3000);
  const inboxPort = portFrom("MAIL_PORT", 3025);
  const dataFolder = path.resolve(root, process.env["CONSILIENCE_DATA_DIR"] || ".data");
  const env: NodeJS.ProcessEnv = { ...process.env };
  await requirePort("PORT", port, host);

  if (production) {
    // parseEnv names what is missing; nothing below is made up for a production.
    parseEnv(env);
  } else {
    prepareFolder(dataFolder);
    env["SITE_URL"] ||= `http://${hostInUrl(host === "127.0.0.1" ? "localhost" : host)}:${port}`;
    env["SECRET"] ||= readOrMake(path.join(dataFolder, "secret"), () =>
      randomBytes(32).toString("base64url"),
    );
  }

  let inboxUrl: string | null = null;
  if (!env["SMTP_URL"]) {
    await requirePort("MAIL_PORT", inboxPort, "127.0.0.1");
    const catcher = await startMailCatcher({ folder: path.join(dataFolder, "mail"), inboxPort });
    stops.push(() => catcher.close());
    env["SMTP_URL"] = catcher.smtpUrl;
    inboxUrl = catcher.inboxUrl;
  }
  if (!env["DATABASE_URL"]) {
    say("Starting the database …");
    const password = readOrMake(path.join(dataFolder, "database-password"), () =>
      randomBytes(18).toString("base64url"),
    );
    const server = await startEmbeddedPostgres({
      root,
      dataFolder,
      port: await freePort(),
      password,
    });
    stops.push(() => server.stop());
    void server.exited.then(() => {
      if (stopping !== null) return;
      console.error("The database ended unexpectedly. Stopping.");
      void leave(1);
    });
    if (server.note !== null) say(server.note);
    env["DATABASE_URL"] = server.url;
  }

  const settings = parseEnv(env);
  env["SITE_URL"] = settings.SITE_URL;
  env["NEXTAUTH_URL"] = settings.SITE_URL;
  env["NEXTAUTH_SECRET"] = settings.SECRET;
  Object.assign(process.env, env);

  const { migrations, ownerLink, signInLink } = await prepare(env);
  if (migrations > 0) say("Prepared the database.");

  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const withParent = ["--import", path.join(root, "scripts", "exit-with-parent.js")];
  // A heap grows by less before it is swept: far less memory under load, and no slower.
  const sparing = ["--heap-growing-percent=30", "--max-semi-space-size=4"];
  const withPeer = ["--import", path.join(root, "scripts", "peer-address.js")];
  const withPublicPages = ["--import", path.join(root, "scripts", "public-pages.js")];
  const distFolder = path.join(root, env["NEXT_DIST_DIR"] || ".next");
  const webEnv: NodeJS.ProcessEnv = {
    ...env,
    HOST: host,
    PORT: String(port),
    NODE_ENV: dev ? "development" : "production",
    NEXT_DIST_DIR: path.basename(distFolder),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  if (!dev) {
    const stamp = sourceStamp(root);
    if (!isBuilt(distFolder, stamp)) {
      say("Building the site; the next start will not need to …");
      await build([next, "build"], webEnv);
      markBuilt(distFolder, stamp);
    }
  }
  startChild(
    "worker",
    [
      ...sparing,
      ...withParent,
      "--import",
      "tsx",
      ...(dev ? ["--watch"] : []),
      "scripts/worker.ts",
    ],
    env,
  );
  startChild(
    "web server",
    [
      // `next dev` hands its options on through the environment, where this one is not allowed.
      ...(dev ? [] : sparing),
      ...withParent,
      ...withPeer,
      // In development pages are made anew each time.
      ...(dev ? [] : withPublicPages),
      next,
      dev ? "dev" : "start",
      "--hostname",
      host,
      "--port",
      String(port),
    ],
    webEnv,
  );
  await untilReady(
    `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`,
  );

  say(`\nConsilience is running: ${settings.SITE_URL}`);
  if (inboxUrl !== null) say(`Its mail arrives in:    ${inboxUrl}`);
  if (settings.SMTP_URL === "none") say("It sends no mail: links are copied by hand.");
  if (signInLink !== null) say(`Sign in as its owner:   ${signInLink} (once, within an hour)`);
  if (ownerLink !== null) say(`Become its owner:       ${ownerLink}`);
  say("Ctrl-C stops everything.\n");
}

/** Brings the database up to date, and takes the first steps on it. */
function prepare(env: NodeJS.ProcessEnv): Promise<Exclude<Prepared, { problem: string }>> {
  return new Promise((resolve, reject) => {
    const args = ["--import", "tsx", "scripts/prepare.ts", ...(production ? [] : ["--demo"])];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.once("message", (prepared: Prepared) => {
      if ("problem" in prepared) reject(new StartError(prepared.problem));
      else resolve(prepared);
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new StartError(`The database could not be prepared (exit ${code}).`)),
    );
    stops.push(() => child.kill("SIGKILL"));
  });
}

function build(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) return resolve();
      const why = /ENOSPC/.test(output) ? "the disk is full" : `exit ${code}`;
      reject(new StartError(`${output.trim()}\nThe site could not be built: ${why}.`));
    });
    stops.push(() => child.kill("SIGKILL"));
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (stopping === null) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
    } catch {
      // Not up yet.
    }
    if (Date.now() > deadline) throw new StartError("The web server did not answer in 90 s.");
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void leave(0));
}

// npm ends at SIGTERM without passing it on to what it runs through a shell: an end of npm is an end of everything.
const parent = process.ppid;
if (process.env["npm_lifecycle_event"] !== undefined && parent !== 1) {
  setInterval(() => {
    if (process.ppid !== parent) void leave(0);
  }, 250).unref();
}

main().catch(async (error: unknown) => {
  if (stopping !== null) return;
  const words = error instanceof Error ? error.message : String(error);
  const known = error instanceof StartError || error instanceof SettingsError;
  console.error(known ? words : `Consilience could not start: ${words}`);
  await leave(1);
});
