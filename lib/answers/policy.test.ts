import { expect, it } from "vitest";
import { answeringWindow } from "./policy";

const survey = {
  status: "open" as const,
  openedAt: new Date("2026-01-01T00:00:00Z"),
  closesAt: new Date("2026-01-10T12:00:00Z"),
  closedAt: null,
};

it("opens, gives a quarter of an hour to finish, and closes", () => {
  const at = (time: string) => answeringWindow(survey, new Date(time));
  expect(at("2025-12-31T23:59:59Z")).toBe("not-open");
  expect(at("2026-01-10T11:59:59Z")).toBe("open");
  expect(at("2026-01-10T12:00:00Z")).toBe("grace");
  expect(at("2026-01-10T12:14:59Z")).toBe("grace");
  expect(at("2026-01-10T12:15:00Z")).toBe("closed");
});

it("never takes answers to a draft, and ends early when the author closes", () => {
  const now = new Date("2026-01-05T00:00:00Z");
  expect(answeringWindow({ ...survey, status: "draft" }, now)).toBe("not-open");
  const closed = { ...survey, status: "closed" as const };
  expect(answeringWindow({ ...closed, closedAt: new Date("2026-01-04T23:50:00Z") }, now)).toBe(
    "grace",
  );
  expect(answeringWindow({ ...closed, closedAt: new Date("2026-01-04T00:00:00Z") }, now)).toBe(
    "closed",
  );
});
