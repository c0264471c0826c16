import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { at, seedInvitation, seedSurvey } = await import("@/e2e/support/seeds");
const { calendarDay } = await import("@/lib/core/survey/zoned-time");
const { extendInvitations } = await import("@/lib/invitations/bulk/commands");
const { rotateInvitation } = await import("@/lib/invitations/commands");
const { invitationToken, invitationTokenHash } = await import("@/lib/invitations/links");
const { beginAnswering } = await import("./commands");
const { saveDraftFields } = await import("./drafts/commands");
const { findFirstScreen } = await import("./queries");

const now = new Date();
const day = 24 * 3600 * 1000;

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("more time lets one person answer though the survey has closed, and nobody else", async () => {
  const { survey, owner } = await seedSurvey(now, []);
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const ids = [randomUUID(), randomUUID()];
  for (const id of ids) {
    const tokenHash = invitationTokenHash({ id, generation: 1 });
    await seedInvitation(survey.id, { id, tokenHash, sentAt: now });
  }
  const id = (index: number) => at(ids, index);
  const chosen = { ...act, invitationIds: [id(0)] };
  const inDays = (days: number) => calendarDay(new Date(now.getTime() + days * day), "UTC");
  const refused = async (lastDay: string, words: RegExp) => {
    const outcome = await extendInvitations({ ...chosen, lastDay });
    expect(outcome).toMatchObject({ ok: false, reason: "invalid-input" });
    expect(JSON.stringify(outcome)).toMatch(words);
  };
  await refused(inDays(5), /no closing day/);
  await db().survey.update({
    where: { id: act.surveyId },
    data: {
      openedAt: new Date(now.getTime() - 9 * day),
      closesAt: new Date(now.getTime() - day),
    },
  });
  await refused(inDays(-2), /has not passed/);
  expect(await extendInvitations({ ...chosen, lastDay: inDays(5) })).toMatchObject({ ok: true });
  const windows = async () => {
    const found = await Promise.all(
      ids.map((invitationId) =>
        findFirstScreen(invitationToken({ id: invitationId, generation: 1 }), now),
      ),
    );
    return found.map((screen) => screen?.window);
  };
  expect(await windows()).toEqual(["open", "closed"]);
  const invitation = await db().invitation.findUniqueOrThrow({ where: { id: id(0) } });
  await beginAnswering(invitation, now);
  const typed = [{ question: null, field: "displayName", value: "A", baseVersion: 0 }];
  expect(await saveDraftFields(id(0), typed, now)).toMatchObject({ ok: true });
  // A new link goes out to that person too.
  expect(await rotateInvitation({ ...act, invitationId: id(0) })).toMatchObject({ ok: true });
  expect(await rotateInvitation({ ...act, invitationId: id(1) })).toMatchObject({ ok: false });

  expect(await extendInvitations({ ...chosen, lastDay: "" })).toMatchObject({ ok: true });
  expect(await saveDraftFields(id(0), typed, now)).toMatchObject({ reason: "survey-closed" });
});
