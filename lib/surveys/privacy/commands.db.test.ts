import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { PrivacyTerms } from "@/lib/core/survey/privacy-terms";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, seedSurvey, why } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { storePrivacyTerms } = await import("./commands");
const { termsOf } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const strict: PrivacyTerms = {
  attributions: ["named", "aggregate"],
  submittingApprovesQuotes: false,
  minimumGroup: 4,
  retentionMonths: 12,
  objectionContact: "privacy@example.org",
};

async function stored(surveyId: string) {
  return termsOf(await db().survey.findUniqueOrThrow({ where: { id: surveyId } }));
}

async function member(surveyId: string, role: "editor" | "viewer"): Promise<string> {
  const user = await db().user.create({ data: { email: `${role}.${surveyId}@example.org` } });
  await db().surveyMember.create({ data: { surveyId, userId: user.id, role } });
  return user.id;
}

describe("the terms of a survey", () => {
  it("are stored by its owners and editors alone, and every change is in the trail", async () => {
    const { survey, owner } = await seedSurvey(now, [why], { status: "draft", openedAt: null });
    const store = (actorId: string, terms: PrivacyTerms) =>
      storePrivacyTerms({ surveyId: survey.id, actorId, now, terms });
    const viewer = await member(survey.id, "viewer");
    const stranger = await db().user.create({ data: { email: "stranger@example.org" } });
    expect(await store(viewer, strict)).toEqual({ ok: false, reason: "not-allowed" });
    expect(await store(stranger.id, strict)).toEqual({ ok: false, reason: "not-found" });
    expect((await stored(survey.id)).retentionMonths).toBeNull();

    expect((await store(await member(survey.id, "editor"), strict)).ok).toBe(true);
    expect(await stored(survey.id)).toEqual(strict);
    expect(await store(owner.id, strict)).toEqual({ ok: true, value: { changed: [] } });
    const trail = await db().auditEvent.findMany({ where: { surveyId: survey.id } });
    expect(trail).toMatchObject([
      {
        kind: "survey.terms-changed",
        details: { after: expect.arrayContaining(["minimumGroup: 4", "retentionMonths: 12"]) },
      },
    ]);
    expect(JSON.stringify(trail)).not.toContain("privacy@example.org");
  });

  it("change in the experts' favour alone once the survey has opened", async () => {
    const { survey, owner } = await seedSurvey(now, [why], {
      ...strict,
      attributions: [...strict.attributions],
    });
    const store = (change: Partial<PrivacyTerms>) =>
      storePrivacyTerms({
        surveyId: survey.id,
        actorId: owner.id,
        now,
        terms: { ...strict, ...change },
      });
    const worse: readonly Partial<PrivacyTerms>[] = [
      { attributions: ["named"] },
      { submittingApprovesQuotes: true },
      { minimumGroup: 3 },
      { retentionMonths: 13 },
      { retentionMonths: null },
      { objectionContact: "" },
    ];
    for (const change of worse) {
      expect(await store({ ...change, ...{ objectionContact: "", ...change } })).toMatchObject({
        ok: false,
        reason: "survey-opened",
        problems: expect.arrayContaining([
          expect.objectContaining({ at: at(Object.keys(change), 0) }),
          expect.objectContaining({ at: "objectionContact" }),
        ]),
      });
    }
    expect(await stored(survey.id)).toEqual(strict);
    const better: Partial<PrivacyTerms> = {
      attributions: ["named", "role", "aggregate"],
      minimumGroup: 5,
      retentionMonths: 6,
      objectionContact: "The office, office@example.org",
    };
    expect((await store(better)).ok).toBe(true);
    expect(await stored(survey.id)).toEqual({ ...strict, ...better });
  });
});
