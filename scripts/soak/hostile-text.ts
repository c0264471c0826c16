import { seededRandom } from "@/lib/core/synthesis/text/random";
import type { Row } from "../measurement";
import { examine } from "./hostile-text/examine";
import { hostilePanel } from "./hostile-text/panel";

export const name = "10,000 hostile texts through the pipeline and every export";

const texts = 10_000;

export async function run(): Promise<Row[]> {
  let read = 0;
  let slowestMs = 0;
  let totalMs = 0;
  const faults: string[] = [];
  for (let seed = 1; read < texts; seed += 1) {
    const started = performance.now();
    const panel = hostilePanel(seededRandom(seed));
    faults.push(...examine(panel).map((fault) => `panel ${seed}: ${fault}`));
    const ms = performance.now() - started;
    slowestMs = Math.max(slowestMs, ms);
    totalMs += ms;
    read += panel.texts;
  }
  if (faults.length > 0)
    throw new Error(`${faults.length} faults in ${read} texts:\n${faults.slice(0, 20).join("\n")}`);
  return [
    { figure: "hostile texts read and written out", value: read, unit: "" },
    { figure: "faults", value: faults.length, unit: "", target: { of: "value", atMost: 0 } },
    {
      figure: "slowest panel of 60 texts",
      value: slowestMs,
      unit: "ms",
      reference: { figure: "mean panel", value: (totalMs * 60) / read },
    },
  ];
}
