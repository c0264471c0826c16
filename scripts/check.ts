// `npm run check`: types, lint and format, arrows, dead code, units. One line a step, the whole output where one fails.
import { spawnSync } from "node:child_process";

type Step = { name: string; command: string[]; holds?: (output: string) => string | null };

// The test run counts the units from this file.
const jsonAt = process.argv.indexOf("--json");
const jsonFile = jsonAt > 0 ? process.argv[jsonAt + 1] : undefined;

const steps: Step[] = [
  { name: "types", command: ["next", "typegen"] },
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "lint and format", command: ["biome", "ci", "--error-on-warnings", "."] },
  {
    name: "arrows",
    command: [
      "depcruise",
      "app",
      "components",
      "lib",
      "scripts",
      "proxy.ts",
      "--output-type",
      "err-long",
    ],
    // A cruiser that understands no file finds no violation either.
    holds: (output) => {
      const cruised = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
      return cruised > 100 ? null : `only ${cruised} modules were cruised`;
    },
  },
  { name: "dead code", command: ["knip", "--no-progress"] },
  {
    name: "units",
    command: [
      "vitest",
      "run",
      "--project",
      "unit",
      "--reporter",
      "dot",
      ...(jsonFile === undefined ? [] : ["--reporter", "json", "--outputFile.json", jsonFile]),
    ],
  },
];

for (const step of steps) {
  const started = performance.now();
  const [command = "", ...args] = step.command;
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  const complaint = result.status === 0 ? (step.holds?.(output) ?? null) : `exit ${result.status}`;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (complaint !== null) {
    console.error(`${output}\n✗ ${step.name}: ${complaint} (${seconds} s)`);
    process.exit(1);
  }
  console.log(`✓ ${step.name} (${seconds} s)`);
  if (step.name === "units") console.log(output.trim().split("\n").slice(-4).join("\n"));
}
