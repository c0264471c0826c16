import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/platform/network";
import { product } from "./product";

const root = path.resolve(import.meta.dirname, "../..");

export type Running = {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await exited;
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${url} ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    if (Date.now() > deadline) throw new Error(`${url} did not answer`);
  }
}

/** Another web server on the same database and the same build, as an operator starts a second one. */
export async function startSecondInstance(): Promise<Running> {
  const { databaseUrl, siteUrl, secret } = product();
  const port = await freePort();
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const preload = (name: string) => ["--import", path.join(root, "scripts", name)];
  const child = spawn(
    process.execPath,
    [
      ...preload("exit-with-parent.js"),
      ...preload("peer-address.js"),
      ...preload("public-pages.js"),
      next,
      "start",
      "--hostname",
      "127.0.0.1",
      "--port",
      String(port),
    ],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        SITE_URL: siteUrl,
        NEXTAUTH_URL: siteUrl,
        SECRET: secret,
        SMTP_URL: "smtp://127.0.0.1:1",
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/api/health`, child);
  return { url, pid: child.pid ?? 0, stop: () => end(child) };
}

const nginxFiles = ["/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];

/**
 * nginx with the shipped configuration in front of these instances; null where nginx is not installed. `onDisk` are bytes
 * that it also serves from a file, at `/on-disk`.
 */
export async function startNginx(
  instances: readonly string[],
  onDisk?: Uint8Array,
): Promise<Running | null> {
  const nginx = nginxFiles.find((file) => existsSync(file));
  if (nginx === undefined) return null;
  const folder = mkdtempSync(path.join(tmpdir(), "consilience-nginx-"));
  const port = await freePort();
  const shipped = readFileSync(path.join(root, "deploy", "nginx.conf"), "utf8")
    .replace(
      "server 127.0.0.1:3000;",
      instances.map((url) => `server ${new URL(url).host};`).join("\n    "),
    )
    .replace("/var/cache/nginx/consilience", path.join(folder, "cache"))
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace(
      "server_name consilience.example;",
      `server_name localhost;\n    location = /on-disk { root ${folder}; sendfile on; }`,
    );
  if (onDisk) writeFileSync(path.join(folder, "on-disk"), onDisk);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    path.join(folder, "nginx.conf"),
    [
      "daemon off;",
      ...(process.getuid?.() === 0 ? ["user root;"] : []),
      `pid ${path.join(folder, "pid")};`,
      "error_log stderr error;",
      "events {}",
      "http {",
      "access_log off;",
      ...kinds.map((kind) => `${kind}_temp_path ${path.join(folder, kind)};`),
      shipped,
      "}",
    ].join("\n"),
  );
  const child = spawn(nginx, ["-p", folder, "-c", path.join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/api/health`, child);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
