import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser that prints: CHROMIUM_PATH or an installed one; null where there is none. */
export function findPrinter(): string | null {
  const given = process.env["CHROMIUM_PATH"];
  return (given ? [given] : installed).find((file) => existsSync(file)) ?? null;
}

const mostAtOnce = 1;
const mostWaiting = 8;
const patienceMs = 45_000;

let running = 0;
const waiting: (() => void)[] = [];

/** Why there is no printed page. */
export type PrintRefusal = "no-browser" | "busy" | "failed";

/**
 * Prints a page of our own as a PDF. One at a time, because a browser takes a core and 200 MB; more than a few waiting are
 * sent away, and a browser that hangs is ended.
 */
export async function printPage(
  url: string,
): Promise<{ ok: true; pdf: Uint8Array<ArrayBuffer> } | { ok: false; reason: PrintRefusal }> {
  const browser = findPrinter();
  if (browser === null) return { ok: false, reason: "no-browser" };
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) return { ok: false, reason: "busy" };
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  const folder = await mkdtemp(path.join(tmpdir(), "consilience-print-"));
  try {
    const file = path.join(folder, "page.pdf");
    await new Promise<void>((resolve, reject) => {
      execFile(
        browser,
        [
          "--headless",
          // Chromium's sandbox cannot be had by root; the page is our own and runs no script of others.
          ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-extensions",
          `--user-data-dir=${path.join(folder, "profile")}`,
          "--no-pdf-header-footer",
          `--print-to-pdf=${file}`,
          url,
        ],
        { timeout: patienceMs, killSignal: "SIGKILL" },
        (error) => (error ? reject(error) : resolve()),
      );
    });
    return { ok: true, pdf: new Uint8Array(await readFile(file)) };
  } catch {
    return { ok: false, reason: "failed" };
  } finally {
    running -= 1;
    waiting.shift()?.();
    await rm(folder, { recursive: true, force: true });
  }
}
