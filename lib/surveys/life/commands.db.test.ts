import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { granted, seedInvitation, seedSurvey, why, willIt } = await import("@/e2e/support/seeds");
const { findingRules } = await import("@/lib/core/synthesis/finding-rules");
const { db, transaction } = await import("@/lib/platform/db");
const { queueMail } = await import("@/lib/platform/outbox");
const { closeQueue } = await import("@/lib/platform/queue");
const { closeSurvey, openSurvey } = await import("../commands");
const { saveFields } = await import("../editor/commands");
const { storePrivacyTerms } = await import("../privacy/commands");
const { termsOf } = await import("../privacy/queries");
const { archiveSurvey, unarchiveSurvey } = await import("./commands");

const now = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-02T12:00:00Z");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function member(surveyId: string, role: "editor" | "viewer"): Promise<string> {
  const user = await db().user.create({ data: { email: `${crypto.randomUUID()}@example.org` } });
  await db().surveyMember.create({ data: { surveyId, userId: user.id, role } });
  return user.id;
}

const row = (id: string) => db().survey.findUniqueOrThrow({ where: { id } });

describe("the life of a survey", () => {
  it("is opened, closed, opened again by owners and editors; the rules are frozen the first time", async () => {
    const { survey, owner } = await seedSurvey(now, [willIt, why], {
      status: "draft",
      openedAt: null,
    });
    const act = (actorId: string, at = now) => ({ surveyId: survey.id, actorId, now: at });
    const viewer = await member(survey.id, "viewer");
    const editor = await member(survey.id, "editor");
    const stranger = (await db().user.create({ data: { email: "stranger@example.org" } })).id;
    expect(await archiveSurvey(act(owner.id))).toEqual({ ok: false, reason: "survey-not-open" });
    expect(await openSurvey(act(viewer))).toEqual({ ok: false, reason: "not-allowed" });
    expect(await openSurvey(act(stranger))).toEqual({ ok: false, reason: "not-found" });
    granted(await openSurvey(act(editor)));
    expect(await row(survey.id)).toMatchObject({
      status: "open",
      openedAt: now,
      findingRulesId: findingRules.id,
      findingRulesSha256: findingRules.sha256,
    });
    expect(await archiveSurvey(act(owner.id))).toEqual({ ok: false, reason: "survey-open" });
    expect(await closeSurvey(act(viewer))).toEqual({ ok: false, reason: "not-allowed" });
    expect(await closeSurvey(act(stranger))).toEqual({ ok: false, reason: "not-found" });
    granted(await closeSurvey(act(editor, later)));
    expect(await row(survey.id)).toMatchObject({ status: "closed", closedAt: later });
    await db().survey.update({
      where: { id: survey.id },
      data: { findingRulesSha256: "as it was frozen" },
    });
    granted(await openSurvey(act(owner.id, later)));
    expect(await row(survey.id)).toMatchObject({
      status: "open",
      openedAt: now,
      closedAt: null,
      findingRulesSha256: "as it was frozen",
    });
    const trail = await db().auditEvent.findMany({
      where: { surveyId: survey.id },
      orderBy: { at: "asc" },
    });
    expect(trail.map(({ kind }) => kind).sort()).toEqual([
      "survey.closed",
      "survey.opened",
      "survey.reopened",
    ]);
  });

  it("ends in the archive by an owner's hand: nobody changes it, nothing is sent; taken out it is as it was", async () => {
    const { survey, owner } = await seedSurvey(now, [willIt], { closesAt: now });
    const act = (actorId: string) => ({ surveyId: survey.id, actorId, now: later });
    const editor = await member(survey.id, "editor");
    const viewer = await member(survey.id, "viewer");
    const invitation = await seedInvitation(survey.id);
    await transaction((tx) =>
      queueMail(tx, {
        template: "reminder",
        dedupeKey: "reminder:archived",
        surveyId: survey.id,
        invitationId: invitation.id,
      }),
    );
    await db().publicationPlan.create({ data: { surveyId: survey.id, publishAt: later } });
    for (const other of [editor, viewer]) {
      expect(await archiveSurvey(act(other))).toEqual({ ok: false, reason: "not-allowed" });
    }
    granted(await archiveSurvey(act(owner.id)));
    granted(await archiveSurvey(act(owner.id)));
    // Its date had closed it; that day counts, not the day of the archive.
    expect(await row(survey.id)).toMatchObject({
      status: "archived",
      archivedAt: later,
      closedAt: now,
    });
    expect(await db().publicationPlan.count()).toBe(0);
    expect(await db().outboxMessage.findFirstOrThrow()).toMatchObject({
      status: "cancelled",
      lastError: "the survey was archived",
    });
    const edit = { question: null, field: "title", value: "Another", baseVersion: 1 };
    expect(await saveFields({ ...act(owner.id), edits: [edit] })).toEqual({
      ok: false,
      reason: "survey-archived",
    });
    const terms = { ...termsOf(await row(survey.id)), minimumGroup: 9 };
    expect(await storePrivacyTerms({ ...act(owner.id), terms })).toEqual({
      ok: false,
      reason: "survey-archived",
    });
    expect(await openSurvey(act(owner.id))).toEqual({ ok: false, reason: "survey-archived" });

    expect(await unarchiveSurvey(act(editor))).toEqual({ ok: false, reason: "not-allowed" });
    granted(await unarchiveSurvey(act(owner.id)));
    expect(await row(survey.id)).toMatchObject({
      status: "closed",
      archivedAt: null,
      closedAt: now,
    });
    expect((await saveFields({ ...act(owner.id), edits: [edit] })).ok).toBe(true);
    const trail = await db().auditEvent.findMany({
      where: { surveyId: survey.id, kind: { in: ["survey.archived", "survey.unarchived"] } },
    });
    expect(trail).toHaveLength(2);
  });

  it("keeps the author's words on consent from the opening on", async () => {
    const { survey, owner } = await seedSurvey(now, [willIt], { consentWords: "As told." });
    const save = (field: string, value: string) =>
      saveFields({
        surveyId: survey.id,
        actorId: owner.id,
        now,
        edits: [{ question: null, field, value, baseVersion: 1 }],
      });
    expect(granted(await save("consentWords", "As told.")).fields).toMatchObject([{ ok: true }]);
    expect(granted(await save("consentWords", "Otherwise.")).fields).toMatchObject([
      { ok: false, reason: "refused" },
    ]);
    expect(granted(await save("introduction", "More.")).fields).toMatchObject([{ ok: true }]);
    expect((await row(survey.id)).consentWords).toBe("As told.");
  });

  it("does not begin again once names and links are erased", async () => {
    const { survey, owner } = await seedSurvey(now, [willIt], { status: "closed", erasedAt: now });
    expect(await openSurvey({ surveyId: survey.id, actorId: owner.id, now })).toEqual({
      ok: false,
      reason: "survey-erased",
    });
  });
});
