import { expect, it } from "vitest";
import { z } from "zod";
import { orderedIds } from "./ordered-id";

it("draws ids of version 7 that sort as they were drawn, and none twice", () => {
  const draw = orderedIds(new Date("2026-01-20T12:00Z"));
  const ids = Array.from({ length: 200_000 }, draw);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id, at) => at === 0 || (ids[at - 1] ?? "") < id)).toBe(true);
  for (const id of [ids[0], ids[70_000], ids.at(-1)]) {
    expect(z.uuidv7().safeParse(id).success).toBe(true);
  }
  const later = orderedIds(new Date("2026-01-20T12:00:01Z"))();
  expect(later > (ids.at(-1) ?? "")).toBe(true);
});
