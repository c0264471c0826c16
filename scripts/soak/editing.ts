import type { Row, Tell } from "../measurement";
import { runTool } from "../run-tool";

export const name = "two editors of one survey under faults: cut networks, lost answers, deletions";

const runs = 60;
const seconds = 120;

/** The test of the editor's store, more often and for longer. A text that was lost throws. */
export async function run(tell: Tell): Promise<readonly Row[]> {
  await runTool({
    command: "vitest",
    args: ["run", "--project", "db", "components/surveys/editor", "--reporter", "verbose"],
    env: { EDITOR_RUNS: String(runs), EDITOR_SECONDS: String(seconds) },
    tells: /^\s*[✓×]/,
    tell,
    mostMinutes: 30,
  });
  return [{ figure: `pairs of editors who typed for ${seconds} s`, value: runs, unit: "" }];
}
