import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedInvitation, seedSurvey, typeAnswer, why } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { listInvitations } = await import("./queries");

const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600 * 1000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("says since when each invitation stands where it does", async () => {
  const { survey, owner, revision } = await seedSurvey(now, [why]);
  const invite = async (name: string, data = {}) =>
    (await seedInvitation(survey.id, { name, createdAt: hoursAgo(9), ...data })).id;
  const mail = (invitationId: string, data: object) =>
    db().outboxMessage.create({
      data: {
        template: "invitation",
        dedupeKey: `invitation:${invitationId}:1`,
        surveyId: survey.id,
        invitationId,
        createdAt: hoursAgo(8),
        ...data,
      },
    });
  await invite("a");
  await mail(await invite("b"), { status: "queued" });
  await mail(await invite("c"), { status: "unknown", startedAt: hoursAgo(7) });
  await mail(await invite("d"), { status: "failed", startedAt: hoursAgo(6) });
  await invite("e", { sentAt: hoursAgo(5) });
  await invite("f", { sentAt: hoursAgo(5), openedAt: hoursAgo(4) });
  const answering = await invite("g", { sentAt: hoursAgo(5), openedAt: hoursAgo(4) });
  await db().response.create({ data: { invitationId: answering, startedAt: hoursAgo(3) } });
  await typeAnswer(answering, revision("why"), { text: "Because" }, now);
  await invite("h", { sentAt: hoursAgo(5), declinedAt: hoursAgo(2) });
  const rows = await listInvitations(survey.id, owner.id);
  expect(rows.map(({ state, since }) => [state, since])).toEqual([
    ["added", hoursAgo(9)],
    ["queued", hoursAgo(8)],
    ["unconfirmed", hoursAgo(7)],
    ["bounced", hoursAgo(6)],
    ["sent", hoursAgo(5)],
    ["opened", hoursAgo(4)],
    ["answering", hoursAgo(3)],
    ["declined", hoursAgo(2)],
  ]);
});
