import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** A command that is run to its end, with the lines that it prints as it goes on. */
type Tool = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Lines that are passed on; the others are shown only where the command fails. */
  readonly tells: RegExp;
  readonly tell: (line: string) => void;
  /** After so long it is ended, and counts as failed. */
  readonly mostMinutes: number;
};

/** @throws Error with all that it printed, where it fails or takes too long. */
export async function runTool(tool: Tool): Promise<void> {
  const { command, args, tells, tell, mostMinutes } = tool;
  const child = spawn(command, [...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...tool.env, NO_COLOR: "1" },
    // A group of its own, so that what it started ends with it.
    detached: true,
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (raw) => {
      const line = stripVTControlCharacters(raw).trimEnd();
      printed.push(line);
      if (tells.test(line)) tell(line.trim());
    });
  }
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It is gone already.
    }
  };
  const leave = () => end("SIGTERM");
  process.once("exit", leave);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    // Playwright and vitest stop at it what they started.
    end("SIGINT");
  }, mostMinutes * 60_000);
  const killer = setTimeout(() => end("SIGKILL"), mostMinutes * 60_000 + 30_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code === 0 && !isLate) return;
    const why = isLate ? `took more than ${mostMinutes} minutes` : `ended with ${code}`;
    throw new Error(`${command} ${args.join(" ")} ${why}\n${printed.join("\n")}`);
  } finally {
    clearTimeout(timer);
    clearTimeout(killer);
    process.removeListener("exit", leave);
  }
}
