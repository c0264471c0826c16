import { expect, it } from "vitest";
import { coalesce } from "./coalesce";

it("does the first at once and joins what comes meanwhile, each with its own result", async () => {
  const batches: number[][] = [];
  const double = coalesce(async (items: readonly number[]) => {
    batches.push([...items]);
    await Promise.resolve();
    return items.map((item) => item * 2);
  });
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

it("tells each caller of a batch that failed, and goes on", async () => {
  let broken = true;
  const work = coalesce(async (items: readonly number[]) => {
    if (broken) throw new Error("away");
    return items;
  });
  await expect(work(1)).rejects.toThrow("away");
  broken = false;
  expect(await work(2)).toBe(2);
});
