import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const house = mkdtempSync(path.join(tmpdir(), "consilience-arrows-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Each file, what it imports, and the rule that this breaks; null where the arrow is a good one. */
const arrows: [from: string, to: string, rule: string | null][] = [
  ["lib/core/reaches-out.ts", "@/lib/platform/db", "core-is-pure"],
  ["lib/core/reads-files.ts", "node:fs", "core-is-pure"],
  ["lib/core/uses-a-framework.ts", "next", "core-is-pure"],
  ["lib/core/stays-inside.ts", "@/lib/core/errors", null],
  ["lib/platform/knows-a-room.ts", "@/lib/surveys/commands", "platform-below-rooms"],
  ["lib/surveys/looks-ahead.ts", "@/lib/answers/schema", "room-surveys"],
  ["lib/answers/schema.ts", "@/lib/surveys/policy", null],
  ["lib/answers/policy.ts", "@/lib/platform/db", "prisma-in-its-places"],
  ["lib/surveys/commands.ts", "@/lib/platform/db", null],
  ["components/knows-a-room.tsx", "@/lib/surveys/commands", "components-know-core-and-schemas"],
  ["components/takes-an-action.tsx", "@/lib/surveys/actions", "components-know-core-and-schemas"],
  ["components/knows-a-schema.tsx", "@/lib/answers/schema", null],
  ["app/page.tsx", "@/lib/surveys/queries", "pages-are-thin"],
  ["app/edit/page.tsx", "@/lib/surveys/loaders", null],
];

const targets = [
  "lib/core/errors.ts",
  "lib/platform/db.ts",
  "lib/surveys/actions.ts",
  "lib/surveys/loaders.ts",
  "lib/surveys/policy.ts",
  "lib/surveys/queries.ts",
];

it("an arrow against the house is caught, and none that it allows", () => {
  for (const file of [...targets, ...arrows.map(([from]) => from)]) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    const to = arrows.find(([from]) => from === file)?.[1];
    writeFileSync(
      path.join(house, file),
      `${to === undefined ? "" : `import * as other from "${to}";\nexport const used = other;\n`}export const here = 1;\n`,
    );
  }
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    copyFileSync(path.join(root, file), path.join(house, file));
  }
  symlinkSync(path.join(root, "node_modules"), path.join(house, "node_modules"));
  const cli = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cli, "app", "components", "lib", "--output-type", "json"],
    { cwd: house, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  expect(stderr).toBe("");
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const broken = (file: string) =>
    summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  for (const [from, , rule] of arrows) {
    if (rule === null) expect({ from, broken: broken(from) }).toEqual({ from, broken: [] });
    else expect(broken(from), from).toContain(rule);
  }
}, 60_000);
