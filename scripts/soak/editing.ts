import { spawnSync } from "node:child_process";
import type { Row } from "../measurement";

export const name = "two editors of one survey under faults: cut networks, lost answers, deletions";

const runs = 60;
const seconds = 120;

/** The test of the editor's store, more often and for longer. A text that was lost throws. */
export async function run(): Promise<readonly Row[]> {
  const { status, stdout, stderr } = spawnSync(
    "vitest",
    ["run", "--project", "db", "components/surveys/editor"],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, EDITOR_RUNS: String(runs), EDITOR_SECONDS: String(seconds) },
    },
  );
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return [{ figure: `pairs of editors who typed for ${seconds} s`, value: runs, unit: "" }];
}
