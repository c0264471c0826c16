import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const sources = ["app", "components", "lib", "prisma/schema.prisma", "package-lock.json"];
const rootFiles = ["next.config.js", "postcss.config.js", "proxy.ts", "tsconfig.json"];

function walk(at: string): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(at, entry.name);
    return entry.isDirectory() ? walk(full) : [full];
  });
}

/** A fingerprint of everything that the build reads: equal sources need no new build. */
export function sourceStamp(root: string): string {
  const hash = createHash("sha256");
  const named = [...sources, ...rootFiles].map((name) => path.join(root, name)).filter(existsSync);
  const files = named.flatMap((name) => (path.extname(name) === "" ? walk(name) : [name]));
  for (const file of files.sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

const stampFile = (distFolder: string) => path.join(distFolder, "consilience-sources");

/** Whether the folder holds a finished build of exactly these sources. */
export function isBuilt(distFolder: string, stamp: string): boolean {
  const file = stampFile(distFolder);
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

/** Marks a build as finished. */
export function markBuilt(distFolder: string, stamp: string): void {
  writeFileSync(stampFile(distFolder), stamp);
}
