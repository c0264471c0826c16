import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { lintMail } from "@/e2e/support/mail-lint";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { seedInvitation, seedSurvey, typeAnswer, why } = await import("@/e2e/support/seeds");
const { beginAnswering } = await import("@/lib/answers/commands");
const { calendarDay } = await import("@/lib/core/survey/zoned-time");
const { extendInvitations } = await import("@/lib/invitations/bulk/commands");
const { remindNow } = await import("@/lib/invitations/reminders/commands");
const { db } = await import("@/lib/platform/db");
const { env } = await import("@/lib/platform/env");
const { messageIdOf } = await import("@/lib/platform/mail");
const { closeQueue } = await import("@/lib/platform/queue");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

const now = new Date();
const day = 24 * 3600 * 1000;
const inDays = (days: number) => calendarDay(new Date(now.getTime() + days * day), "UTC");

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});

async function drain(): Promise<string[]> {
  server.received.length = 0;
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
  return [...server.received];
}

it("tells those who are waited for, once for each day, in the conversation of their invitation", async () => {
  const closed = { closesAt: new Date(now.getTime() - day), language: "de" };
  const { survey, owner, revision } = await seedSurvey(now, [why], {
    ...closed,
    openedAt: new Date(now.getTime() - 9 * day),
  });
  const invite = (data = {}) => seedInvitation(survey.id, { sentAt: now, ...data });
  const waiting = await invite();
  const begun = await invite({ language: "en" });
  const others = await Promise.all([
    invite({ sentAt: null }),
    invite({ declinedAt: now }),
    invite({ bouncedAt: now }),
    invite({ unsubscribedAt: now }),
  ]);
  const submitted = await invite();
  await db().response.create({
    data: { invitationId: submitted.id, submittedAt: now, submission: 1 },
  });
  const [mail] = await Promise.all(
    [waiting, begun].map(({ id }) =>
      db().outboxMessage.create({
        data: {
          template: "invitation",
          dedupeKey: `invitation:${id}:1`,
          surveyId: survey.id,
          invitationId: id,
          status: "sent",
          sentAt: now,
        },
      }),
    ),
  );
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const ids = [waiting, begun, ...others, submitted].map(({ id }) => id);
  const give = (days: number, tell: boolean) =>
    extendInvitations({ ...act, invitationIds: ids, lastDay: inDays(days), tell });
  expect(await give(3, false)).toMatchObject({ ok: true, value: { count: 7, told: 0 } });
  await db().invitation.updateMany({
    where: { id: begun.id },
    data: { extendedUntil: new Date(now.getTime() + 9 * day) },
  });
  await beginAnswering(begun, now);
  await typeAnswer(begun.id, revision("why"), { text: "Because" }, now);
  const presses = await Promise.all([give(5, true), give(5, true)]);
  expect(presses.map((press) => press.ok && press.value.told).sort()).toEqual([0, 2]);

  const raws = await drain();
  expect(raws).toHaveLength(2);
  const from = /<?([^\s<>]+@[^\s<>]+?)>?$/.exec(env().MAIL_FROM)?.[1] ?? "";
  for (const raw of raws) {
    const read = await simpleParser(raw);
    const [to, other] = raw.includes(waiting.email ?? "?") ? [waiting, begun] : [begun, waiting];
    expect(
      await lintMail(raw, { to: to.email ?? "", from, strangers: [other.email ?? ""] }),
    ).toEqual([]);
    const html = String(read.html);
    const words =
      to === waiting
        ? ["Author A gibt Ihnen mehr Zeit", "23:59"]
        : ["Author A gives you more time", "Your answers so far, 1 of 1 question"];
    for (const word of words) {
      expect(read.text?.replace(/\s+/g, " ")).toContain(word);
      expect(html.replace(/<!-- -->/g, "").replace(/\s+/g, " ")).toContain(word);
    }
  }
  const german = await simpleParser(raws.find((raw) => raw.includes(waiting.email ?? "?")) ?? "");
  expect(german).toMatchObject({
    subject: "Re: Ihre Sicht: A survey",
    inReplyTo: mail && messageIdOf(mail),
  });

  // No reminder within a day, whoever presses.
  expect(await remindNow({ ...act, invitationIds: ids })).toMatchObject({ value: { queued: 0 } });
  // Another day is another word; one that was changed before it left says nothing.
  expect(await give(7, true)).toMatchObject({ value: { told: 2 } });
  expect(await give(5, true)).toMatchObject({ value: { told: 2 } });
  expect(await drain()).toHaveLength(2);
  expect(
    await db().outboxMessage.count({ where: { template: "more-time", status: "cancelled" } }),
  ).toBe(2);
});
