import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedInvitation, seedSurvey, typeAnswer, why, willIt } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("./commands");
const { tightenConsent } = await import("./consent/commands");
const { saveDraftFields } = await import("./drafts/commands");
const { findDesk } = await import("./queries");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");

const now = new Date("2026-03-01T12:00:00Z");
/** Nothing is published here. */
const blank = async () => {};

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("a level that the survey does not offer", () => {
  it("is neither stored, nor submitted, nor tightened to", async () => {
    const { survey, revision } = await seedSurvey(now, [willIt, why], {
      attributions: ["named", "aggregate"],
    });
    const invitation = await seedInvitation(survey.id);
    await beginAnswering(invitation, now);
    const save = async (value: string) => {
      const field = { question: revision("will-it"), field: "attribution", value, baseVersion: 0 };
      const saved = await saveDraftFields(invitation.id, [field], now);
      return saved.ok ? saved.value.fields[0] : saved;
    };
    expect(await save("author")).toMatchObject({ ok: false, reason: "invalid" });
    expect((await findDesk(invitation.id))?.draft.answers["will-it"]?.attribution).toBe("");
    expect(await save("named")).toMatchObject({ ok: true, version: 1 });
    await typeAnswer(invitation.id, revision("will-it"), { value: "4" }, now);
    await typeAnswer(invitation.id, null, { displayName: "Respondent A" }, now);

    // As it may have been stored before levels were chosen.
    const field = { questionRevisionId: revision("will-it"), field: "attribution" };
    await db().draftField.updateMany({ where: field, data: { value: "author" } });
    expect(await submitResponse(invitation.id, 1, now, blank)).toMatchObject({
      ok: false,
      reason: "invalid-input",
      problems: [{ at: "answers.will-it.attribution", message: "attribution-not-offered" }],
    });
    await db().draftField.updateMany({ where: field, data: { value: "named" } });
    expect((await submitResponse(invitation.id, 1, now, blank)).ok).toBe(true);

    const answer = await db().answer.findFirstOrThrow();
    const tighten = (attribution: "role" | "aggregate") =>
      tightenConsent(
        invitation.id,
        { answerId: answer.id, attribution, quotable: false },
        now,
        blank,
      );
    expect(await tighten("role")).toEqual({ ok: false, reason: "not-allowed" });
    expect((await tighten("aggregate")).ok).toBe(true);
  });
});
