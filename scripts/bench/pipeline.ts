import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Row } from "../measurement";
import type { Measured } from "./pipeline/child";

export const name = "from answers to the public synthesis: 6 questions × 120 words a respondent";

const sizes = [12, 100, 1_000, 10_000] as const;
const words = 120;

function measure(respondents: number): Measured {
  const child = path.join(import.meta.dirname, "pipeline", "child.ts");
  const output = execFileSync(
    process.execPath,
    ["--import", "tsx", child, String(respondents), String(words)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(output) as Measured;
}

/** The slope of a line through the logarithms of times and sizes, by least squares: 1 where time grows as size does. */
function exponentOf(points: readonly (readonly [size: number, ms: number])[]): number {
  const logs = points.map(([size, ms]) => [Math.log(size), Math.log(ms)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

export async function run(): Promise<Row[]> {
  const measured = sizes.map((size) => ({ size, ...measure(size) }));
  const rows = measured.flatMap(({ size, ...figures }): Row[] => {
    const who = `${size.toLocaleString("en")} respondents`;
    const reference = { figure: "tokenizer, one pass", value: figures.tokenizerMs };
    const whole: Row = { figure: `${who}, whole`, value: figures.againMs, unit: "ms", reference };
    return [
      {
        figure: `${who}, first run of a process`,
        value: figures.firstMs,
        unit: "ms",
        ...(size === 12 ? { target: { of: "value", atMost: 150 } } : {}),
      },
      // Grouping compares a bounded number of points whatever the size, which weighs on small panels alone.
      size >= 1_000 ? { ...whole, target: { of: "ratio", atMost: 4 } } : whole,
      {
        figure: `${who}, peak memory`,
        value: figures.peakBytes / 2 ** 20,
        unit: "MB",
        ...(size === 10_000 ? { target: { of: "value", atMost: 1024 } } : {}),
      },
      {
        figure: `${who}, one more`,
        value: figures.oneMoreMs,
        unit: "ms",
        reference: { figure: "whole", value: figures.againMs },
        ...(size === 1_000 ? { target: { of: "value", atMost: 1000 } } : {}),
      },
    ];
  });
  const times = measured.map(({ size, againMs }) => [size, againMs] as const);
  return [
    ...rows,
    {
      figure: "exponent of growth, 12 to 10,000",
      value: exponentOf(times),
      unit: "",
      target: { of: "value", atMost: 1.15 },
    },
    {
      figure: "exponent of growth, 1,000 to 10,000",
      value: exponentOf(times.slice(-2)),
      unit: "",
      target: { of: "value", atMost: 1.15 },
    },
  ];
}
