// `npm test`: everything. The check, then the rooms on a real database, then the journeys in a real browser.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const results = path.resolve("test-results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = { passed: 0, failed: 0 };
const faults: string[] = [];
let broken = false;

function run(name: string, command: string, args: string[]): void {
  const started = performance.now();
  console.log(`\n${name}`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (status !== 0) {
    broken = true;
    faults.push(name);
  }
  console.log(`${name}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s`);
}

function countVitest(file: string): void {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += report.numPassedTests ?? 0;
  counts.failed += report.numFailedTests ?? 0;
  for (const { name, message, assertionResults } of report.testResults ?? []) {
    if (message) faults.push(`  ${path.relative(".", name)}: ${firstLine(message)}`);
    for (const { fullName, status, failureMessages } of assertionResults ?? []) {
      if (status === "failed") faults.push(`  ${fullName}: ${firstLine(failureMessages?.[0])}`);
    }
  }
}

const firstLine = (message = "") => message.split("\n", 1)[0];

type Suite = {
  suites?: Suite[];
  specs?: { ok: boolean; title: string; file: string; line: number }[];
};

/** Names the journeys that failed, at whatever depth of the report they stand. */
function nameFailed({ suites = [], specs = [] }: Suite): void {
  for (const { ok, title, file, line } of specs) {
    if (!ok) faults.push(`  ${file}:${line} ${title}`);
  }
  suites.forEach(nameFailed);
}

const vitest = (project: string, file: string) => [
  "run",
  "--project",
  project,
  "--reporter",
  "default",
  "--reporter",
  "json",
  "--outputFile.json",
  file,
];

const units = path.join(results, "units.json");
const rooms = path.join(results, "rooms.json");
const journeys = path.join(results, "journeys.json");
run("check", process.execPath, ["--import", "tsx", "scripts/check.ts", "--json", units]);
countVitest(units);
run("rooms on a real database", "vitest", vitest("db", rooms));
countVitest(rooms);
run("journeys in a real browser", "playwright", ["test"]);
if (existsSync(journeys)) {
  const report = JSON.parse(readFileSync(journeys, "utf8"));
  const { stats } = report;
  counts.passed += stats.expected ?? 0;
  counts.failed += (stats.unexpected ?? 0) + (stats.flaky ?? 0);
  nameFailed(report);
}
if (broken && counts.failed === 0) counts.failed = 1;
// Last, so that whoever sees only the end of the output knows what to look at.
if (faults.length > 0) console.log(`\nFailed:\n${faults.join("\n")}`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exit(broken || counts.passed === 0 ? 1 : 0);
