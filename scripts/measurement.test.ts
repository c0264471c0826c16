import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isMet, type Row, runEntries, toTable } from "./measurement";

const folder = mkdtempSync(path.join(tmpdir(), "consilience-measurement-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const row: Row = {
  figure: "reading",
  value: 30,
  unit: "ms",
  reference: { figure: "one pass", value: 10 },
  target: { of: "ratio", atMost: 2 },
};
const entry = (body: string) =>
  `export const name = "an entry";\nexport async function run() {\n${body}\n}\n`;
writeFileSync(path.join(folder, "misses.ts"), entry(`return [${JSON.stringify(row)}];`));
writeFileSync(path.join(folder, "crashes.ts"), entry('throw new Error("out of memory");'));
writeFileSync(path.join(folder, "empty.ts"), "export {};\n");

async function runAndRead(chosen: readonly string[]) {
  const lines: string[] = [];
  const code = await runEntries(folder, chosen, (line) => lines.push(line));
  return { code, text: lines.join("\n") };
}

describe("a run of measurements", () => {
  it("prints a missed target and ends well", async () => {
    const { code, text } = await runAndRead(["misses"]);
    expect(code).toBe(0);
    expect(text).toMatch(/reading +30 ms +one pass: 10 ms +3 +ratio ≤ 2 +not met/);
  });
  it("goes on after a crash, names it and fails", async () => {
    const { code, text } = await runAndRead([]);
    expect(code).toBe(1);
    expect(text).toContain("out of memory");
    expect(text).toContain("reading");
    expect(text).toContain("crashed: crashes, empty");
  });
  it("refuses a name that no entry has", async () => {
    const { code, text } = await runAndRead(["absent"]);
    expect(code).toBe(2);
    expect(text).toBe("no entry absent; there are: crashes, empty, misses");
  });
});

describe("a row", () => {
  it("meets its target on the value or the ratio", () => {
    expect(isMet(row)).toBe(false);
    expect(isMet({ ...row, target: { of: "value", atMost: 30 } })).toBe(true);
    expect(isMet({ ...row, target: { of: "value", atLeast: 31 } })).toBe(false);
    expect(isMet({ figure: "size", value: 1, unit: "MB" })).toBeNull();
  });
  it("leaves cells without figures empty", () => {
    expect(toTable([{ figure: "size", value: 1234.5, unit: "MB" }]).split("\n")[1]).toBe(
      `size    ${"1,235 MB"}`,
    );
  });
});
