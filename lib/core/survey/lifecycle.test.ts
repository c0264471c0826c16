import { describe, expect, it } from "vitest";
import { slugOf, surveyPhase, withMoreTime } from "./lifecycle";
import { surveyDocumentSchema } from "./survey-schema";
import { safetyCases } from "./templates/safety-cases";
import { calendarDay, endOfDay, formatInstant, isTimeZone } from "./zoned-time";

const at = (iso: string) => new Date(iso);

describe("surveyPhase", () => {
  it("closes an open survey at its closing date", () => {
    const survey = { status: "open", closesAt: at("2026-03-01T12:00:00Z") } as const;
    expect(surveyPhase(survey, at("2026-03-01T11:59:59Z"))).toBe("open");
    expect(surveyPhase(survey, at("2026-03-01T12:00:00Z"))).toBe("closed");
    expect(
      surveyPhase({ status: "draft", closesAt: survey.closesAt }, at("2027-01-01T00:00:00Z")),
    ).toBe("draft");
  });
});

describe("slugOf", () => {
  it.each([
    [
      "Should the AI safety community prioritize safety cases?",
      "should-the-ai-safety-community-prioritize-safety-cases",
    ],
    ["Über  Größe!", "uber-gro-e"],
    ["安全", "survey"],
  ])("%s", (title, slug) => expect(slugOf(title)).toBe(slug));
});

describe("zoned time", () => {
  it.each([
    ["2026-01-15", "Europe/Berlin", "2026-01-15T22:59:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-29T21:59:00.000Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-25T22:59:00.000Z"],
    ["2026-07-01", "America/Los_Angeles", "2026-07-02T06:59:00.000Z"],
    ["2026-07-01", "Pacific/Kiritimati", "2026-07-01T09:59:00.000Z"],
  ])("ends %s in %s", (date, zone, instant) => {
    expect(endOfDay(date, zone).toISOString()).toBe(instant);
    expect(calendarDay(endOfDay(date, zone), zone)).toBe(date);
  });

  it("says an instant in words", () => {
    expect(formatInstant(at("2026-03-29T21:59:00Z"), "Europe/Berlin")).toBe(
      "29 March 2026, 23:59 (Europe/Berlin)",
    );
  });

  it("knows zones", () => {
    expect([isTimeZone("Europe/Berlin"), isTimeZone("Mars/Base"), isTimeZone("")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("the template", () => {
  it("is a portable survey of six questions", () => {
    const parsed = surveyDocumentSchema.parse(safetyCases);
    expect(parsed.questions.map((question) => question.kind)).toEqual([
      "works",
      "stance",
      "choice",
      "estimate",
      "choice",
      "stance",
    ]);
  });
});

describe("withMoreTime", () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const survey = { status: "closed" as const, closesAt: day(9), closedAt: day(5) };

  it("opens a closed survey to one person until the day that was given", () => {
    const theirs = withMoreTime(survey, day(20));
    expect(surveyPhase(theirs, day(19))).toBe("open");
    expect(surveyPhase(theirs, day(20))).toBe("closed");
  });

  it("leaves it as it is where that gives nobody more time, and never wakes an archived one", () => {
    expect(withMoreTime(survey, null)).toBe(survey);
    expect(withMoreTime(survey, day(5))).toBe(survey);
    const endless = { status: "open" as const, closesAt: null, closedAt: null };
    expect(withMoreTime(endless, day(20))).toBe(endless);
    expect(surveyPhase(withMoreTime({ ...survey, status: "archived" }, day(20)), day(19))).toBe(
      "archived",
    );
  });
});
