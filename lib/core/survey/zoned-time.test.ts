import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstantWithOffset, instantsOf } from "./zoned-time";

const berlin = (wall: string) => instantsOf(wall, "Europe/Berlin").map((at) => at.toISOString());

describe("a time on the clock as an instant", () => {
  it("is one on ordinary days", () => {
    expect(berlin("2026-01-05T10:00")).toEqual(["2026-01-05T09:00:00.000Z"]);
    expect(berlin("2026-07-05T10:00")).toEqual(["2026-07-05T08:00:00.000Z"]);
  });
  it("is none where the clock is put forward past it", () => {
    expect(berlin("2026-03-29T02:30")).toEqual([]);
    expect(berlin("2026-03-29T03:00")).toEqual(["2026-03-29T01:00:00.000Z"]);
  });
  it("is two where the clock is put back over it", () => {
    expect(berlin("2026-10-25T02:30")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
    const words = instantsOf("2026-10-25T02:30", "Europe/Berlin").map((at) =>
      formatInstantWithOffset(at, "Europe/Berlin"),
    );
    expect(words).toEqual([
      "25 October 2026, 02:30 (Europe/Berlin, GMT+2)",
      "25 October 2026, 02:30 (Europe/Berlin, GMT+1)",
    ]);
  });
  it("is none for a day that a zone left out, and for what is no time", () => {
    expect(instantsOf("2011-12-30T12:00", "Pacific/Apia")).toEqual([]);
    expect(berlin("2026-02-30T10:00")).toEqual([]);
    expect(berlin("tomorrow")).toEqual([]);
  });
  it("is found again from what the clock shows at any instant, in any zone", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
    const minutes = fc.integer({ min: 26_297_280, max: 34_000_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, timeZone) => {
        const at = new Date(minute * 60_000);
        const wall = new Intl.DateTimeFormat("sv-SE", {
          timeZone,
          dateStyle: "short",
          timeStyle: "short",
        }).format(at);
        const found = instantsOf(wall.replace(" ", "T"), timeZone);
        expect(found.map((one) => one.getTime())).toContain(at.getTime());
      }),
    );
  });
});
