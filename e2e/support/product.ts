import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { startMailCatcher } from "@/lib/platform/mail-catcher";
import { freePort } from "@/lib/platform/network";
import { startRelay } from "./relay";

const root = path.resolve(import.meta.dirname, "../..");

/** Where the running product and its parts are; each test process reads it from the environment. */
export type Product = {
  readonly siteUrl: string;
  readonly inboxUrl: string;
  readonly ownerLink: string;
  readonly databaseUrl: string;
  readonly mailControlUrl: string;
  /** What its links and sessions depend on. */
  readonly secret: string;
};

/** The product that the global setup started. */
export function product(): Product {
  return JSON.parse(process.env["CONSILIENCE_PRODUCT"] ?? "null") as Product;
}

/** A product that runs, the process that started its parts, and how to end it. */
export type RunningProduct = {
  readonly product: Product;
  /** Id of the `npm start` process; the web server and the worker are its children. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** Starts a whole product for the journeys, which read from the environment where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const { product: started, stop } = await startProduct();
  process.env["CONSILIENCE_PRODUCT"] = JSON.stringify(started);
  return stop;
}

/** Starts a whole product: real database, mail server, worker and web server, on free ports. */
export async function startProduct(): Promise<RunningProduct> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), "consilience-journeys-"));
  // Root lends the database another user, who must reach the folder.
  chmodSync(dataFolder, 0o755);
  const secret = randomBytes(32).toString("base64url");
  const [port, relayPort, inboxPort, controlPort, databasePort] = await Promise.all(
    Array.from({ length: 5 }, () => freePort()),
  );
  const database = await startEmbeddedPostgres({
    root,
    dataFolder,
    port: databasePort ?? 0,
    password: "only-for-this-run",
  });
  const catcher = await startMailCatcher({
    folder: path.join(dataFolder, "mail"),
    inboxPort: inboxPort ?? 0,
  });
  const stopRelay = await startRelay({
    port: relayPort ?? 0,
    target: Number(new URL(catcher.smtpUrl).port),
    controlPort: controlPort ?? 0,
  });
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: database.url,
      SMTP_URL: `smtp://127.0.0.1:${relayPort}`,
      SITE_URL: `http://localhost:${port}`,
      SECRET: secret,
      CONSILIENCE_DATA_DIR: dataFolder,
      // A journey signs in and saves more often from one address than people do.
      RATE_LIMIT_FACTOR: "100",
    },
  });
  const stop = async () => {
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    if (child.exitCode === null) {
      child.kill("SIGINT");
      await exited;
    }
    await stopRelay();
    await catcher.close();
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  const output = await new Promise<string>((resolve, reject) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      if (/Ctrl-C stops everything/.test(text)) resolve(text);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`the product ended with ${code}:\n${text}`)));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const started: Product = {
    siteUrl: /running: (\S+)/.exec(output)?.[1] ?? "",
    inboxUrl: catcher.inboxUrl,
    ownerLink: /owner:\s+(\S+)/.exec(output)?.[1] ?? "",
    databaseUrl: database.url,
    mailControlUrl: `http://127.0.0.1:${controlPort}`,
    secret,
  };
  return { product: started, pid: child.pid ?? 0, stop };
}
