import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Quiet, offline, and able to run as root in a container. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function installWithApt(): void {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync("apt-get", ["--version"]).status !== 0) return;
  process.stdout.write("Installing Chromium for the browser tests …\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update"], { env, stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
    env,
    stdio: "ignore",
  });
}

/**
 * The browser of the journeys: CHROMIUM_PATH, Playwright's own, an installed one, or one from the system's packages.
 * @throws Error that says what to do where there is none.
 */
export function findChromium(): string {
  const find = () =>
    [process.env["CHROMIUM_PATH"] ?? "", chromium.executablePath(), ...installed].find(
      (path) => path !== "" && existsSync(path),
    );
  let path = find();
  if (path === undefined) {
    installWithApt();
    path = find();
  }
  if (path === undefined) {
    throw new Error(
      "The browser tests need Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH.",
    );
  }
  return path;
}
