import { afterAll, beforeAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { db, transaction } = await import("@/lib/platform/db");
const { queueMails } = await import("@/lib/platform/outbox");
const { closeQueue } = await import("@/lib/platform/queue");
const { at, seedInvitation, seedSurvey } = await import("@/e2e/support/seeds");
const { stopMails } = await import("@/lib/invitations/unsubscribe/commands");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});

it("whoever ends mails while a run is under way gets none of it, and everybody else one", async () => {
  const { survey } = await seedSurvey(new Date(), []);
  const people = await Promise.all(Array.from({ length: 20 }, () => seedInvitation(survey.id)));
  await transaction((tx) =>
    queueMails(
      tx,
      people.map(({ id }) => ({
        template: "invitation",
        dedupeKey: `invitation:${id}:1`,
        surveyId: survey.id,
        invitationId: id,
      })),
    ),
  );
  let later = 0;
  const sender = openSender(mailRenderers, () => new Date(Date.now() + later));
  // A server that is slow to answer: every lane has a mail in its hands, and the others are read already.
  server.behaviour = "hold";
  const run = sender.drain();
  const underWay = () =>
    db().outboxMessage.count({ where: { surveyId: survey.id, status: "sending" } });
  while (server.received.length === 0 || server.received.length < (await underWay())) {
    await server.nextEvent(50);
  }
  const waiting = await db().outboxMessage.findMany({
    where: { surveyId: survey.id, status: "queued" },
    include: { invitation: true },
  });
  const stopped = at(waiting, waiting.length - 1).invitation;
  if (stopped === null) throw new Error("the message belongs to nobody");
  await stopMails(stopped, "survey", new Date());
  later = 1_000;
  server.behaviour = "accept";
  server.release();
  await run;
  await sender.stop();

  const countTo = (email: string | null) =>
    server.received.filter((mail) => mail.includes(`To: Respondent A <${email}>`)).length;
  expect(people.map(({ email }) => countTo(email))).toEqual(
    people.map(({ id }) => (id === stopped.id ? 0 : 1)),
  );
  expect(await db().outboxMessage.findMany({ where: { invitationId: stopped.id } })).toMatchObject([
    { status: "cancelled", lastError: "the person wants no more mails" },
  ]);
});
