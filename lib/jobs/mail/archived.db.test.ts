import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedInvitation, seedSurvey, why } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("what is queued for an archived survey by whatever road never leaves", async () => {
  const now = new Date();
  const { survey } = await seedSurvey(now, [why], { status: "archived", closedAt: now });
  const invitation = await seedInvitation(survey.id);
  for (const template of ["invitation", "reminder", "quotes-reminder", "published", "reworded"]) {
    await db().outboxMessage.create({
      data: {
        template,
        dedupeKey: `${template}:archived`,
        surveyId: survey.id,
        invitationId: invitation.id,
      },
    });
  }
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
  const messages = await db().outboxMessage.findMany();
  expect(new Set(messages.map(({ status, lastError }) => `${status}: ${lastError}`))).toEqual(
    new Set(["cancelled: the survey is archived"]),
  );
});
