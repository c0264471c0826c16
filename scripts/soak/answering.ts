import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Row } from "../measurement";

export const name =
  "answering under faults: killed tabs, cut networks, two devices, restarts, wrong clocks";

const journeyRuns = 10;
const drivenRuns = 100;

function runTool(command: string, args: readonly string[], env: Record<string, string>): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`);
}

/**
 * The faults of the tests, more often: each with a driven clock against the real commands, and each journey in a real
 * browser ten times. A text that was lost throws.
 */
export async function run(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "consilience-soak-"));
  try {
    const driven = path.join(folder, "driven.json");
    runTool(
      "vitest",
      [
        "run",
        "--project",
        "db",
        "components/answers",
        // Beside the figures, what failed in words.
        "--reporter",
        "default",
        "--reporter",
        "json",
        "--outputFile.json",
        driven,
      ],
      { FAULT_RUNS: String(drivenRuns) },
    );
    const journeys = path.join(folder, "journeys.json");
    runTool(
      "playwright",
      [
        "test",
        "faults",
        "--repeat-each",
        String(journeyRuns),
        "--reporter",
        "line,json",
        "--output",
        path.join(folder, "results"),
      ],
      { PLAYWRIGHT_JSON_OUTPUT_NAME: journeys },
    );
    const { numPassedTests } = JSON.parse(readFileSync(driven, "utf8"));
    const { stats } = JSON.parse(readFileSync(journeys, "utf8"));
    return [
      {
        figure: "faults with a driven clock: random runs that lost nothing",
        value: numPassedTests * drivenRuns,
        unit: "",
      },
      {
        figure: "fault journeys in a real browser that lost nothing",
        value: stats.expected,
        unit: "",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
