import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
    const { numPassedTests } = JSON.parse(readFileSync(driven, "utf8"));
    const { stats } = JSON.parse(readFileSync(browser, "utf8"));
    const done = stats.expected;
    if (done < journeys.length * journeyRuns) {
      throw new Error(`${done} journeys were run: a name in this file is not that of a test`);
    }
    return [
      {
        figure: `faults with a driven clock, ${drivenRuns} random runs each: faults that lost nothing`,
        value: numPassedTests,
        unit: "",
      },
      {
        figure: `fault journeys in a real browser, ${journeyRuns} runs each: runs that lost nothing`,
        value: done,
        unit: "",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
