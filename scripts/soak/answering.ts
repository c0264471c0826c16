import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Row, Tell } from "../measurement";
import { runTool } from "../run-tool";

export const name =
  "answering under faults: killed tabs, cut networks, two devices, restarts, wrong clocks";

const journeyRuns = 10;
const drivenRuns = 100;

/** The journeys in which something that was typed could be lost. */
const journeys = [
  "the page is killed mid-answer",
  "offline it is kept in the browser",
  "a page rendered before the last save",
  "two tabs that edit one answer",
  "a double submission",
  "a session that ended and a closing mid-sentence",
];

const vitestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ ancestorTitles: z.array(z.string()) })) }),
  ),
});
const playwrightReport = z.object({
  suites: z.array(
    z.object({
      file: z.string(),
      specs: z.array(z.object({ tests: z.array(z.unknown()) })),
    }),
  ),
});

function countOf<T>(
  schema: z.ZodType<T>,
  file: string,
  list: (report: T) => readonly unknown[],
): number {
  return list(schema.parse(JSON.parse(readFileSync(file, "utf8")))).length;
}

/**
 * The faults of the tests, more often: each with a driven clock against the real commands, and each journey in a real
 * browser ten times. A text that was lost throws.
 */
export async function run(tell: Tell): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "consilience-soak-"));
  try {
    const driven = path.join(folder, "driven.json");
    await runTool({
      command: "vitest",
      args: [
        ...["run", "--project", "db", "components/answers"],
        // Beside the figures, each fault as it is done.
        ...["--reporter", "verbose", "--reporter", "json", "--outputFile.json", driven],
      ],
      env: { FAULT_RUNS: String(drivenRuns) },
      tells: /^\s*[✓×]/,
      tell,
      mostMinutes: 15,
    });
    const browser = path.join(folder, "journeys.json");
    await runTool({
      command: "playwright",
      args: [
        ...["test", "faults", "--grep", `owner|${journeys.join("|")}`],
        ...["--repeat-each", String(journeyRuns), "--reporter", "list,json"],
        ...["--output", path.join(folder, "results")],
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browser },
      tells: /^\s*[✓✘-] /,
      tell,
      mostMinutes: 30,
    });
    const faults = countOf(vitestReport, driven, ({ testResults }) =>
      testResults
        .flatMap(({ assertionResults }) => assertionResults)
        // The others are one run each.
        .filter(({ ancestorTitles }) => ancestorTitles[0] === "typing"),
    );
    const runs = countOf(playwrightReport, browser, ({ suites }) =>
      suites
        .filter(({ file }) => file.endsWith("faults.spec.ts"))
        .flatMap(({ specs }) => specs.flatMap(({ tests }) => tests)),
    );
    if (runs !== journeys.length * journeyRuns) {
      throw new Error(`${runs} journeys were run: a name in this file is not that of a test`);
    }
    return [
      {
        figure: "random runs of faults with a driven clock that lost nothing",
        value: faults * drivenRuns,
        unit: "",
      },
      { figure: "runs of faults in a real browser that lost nothing", value: runs, unit: "" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
