import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** The fields of /proc/<pid>/stat behind the name, which may hold spaces; null for a process that is gone. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** The ids of a process's children now. */
function childIdsOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .split(" ")
      .map(Number)
      .filter((one) => one > 0);
  } catch {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((one) => Number(statOf(one)?.[1]) === pid);
  }
}

/** The child of a process whose command line holds these words. */
export function childOf(pid: number, words: string): number {
  const found = childIdsOf(pid).find((one) => commandOf(one).includes(words));
  if (found === undefined) throw new Error(`process ${pid} has no child “${words}”`);
  return found;
}

/** The time of processors that a process and its children have used so far. */
export function cpuMsOf(pid: number): number {
  const ticks = [pid, ...childIdsOf(pid)].flatMap((one) => {
    const fields = statOf(one);
    return fields === null ? [] : [Number(fields[11]) + Number(fields[12])];
  });
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / ticksPerSecond;
}

/** Resident memory of several processes and their children: the pages of each alone, and what they share once. */
export function memoryOf(pids: readonly number[]): number {
  let alone = 0;
  let shared = 0;
  for (const pid of pids.flatMap((one) => [one, ...childIdsOf(one)])) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      const bytes = (name: string) =>
        Number(new RegExp(`^${name}: +(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) * 1024;
      alone += bytes("Private_Clean") + bytes("Private_Dirty");
      shared = Math.max(shared, bytes("Shared_Clean") + bytes("Shared_Dirty"));
    } catch {
      // It ended meanwhile.
    }
  }
  return alone + shared;
}
