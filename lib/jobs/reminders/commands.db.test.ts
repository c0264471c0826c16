import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { db } = await import("@/lib/platform/db");
const { messageIdOf } = await import("@/lib/platform/mail");
const { closeQueue } = await import("@/lib/platform/queue");
const { openSender } = await import("../mail/sender");
const { mailRenderers } = await import("../mail/renderers");
const { seedInvitation } = await import("@/e2e/support/seeds");
const { sweepReminders } = await import("./commands");
const { invitationTokenHash, unsubscribeUrl } = await import("@/lib/invitations/links");
const { stopMails } = await import("@/lib/invitations/unsubscribe/commands");
const { remindNow, setReminderRules } = await import("@/lib/invitations/reminders/commands");
const { findReminding } = await import("@/lib/invitations/reminders/queries");

const now = new Date();
const daysAgo = (n: number) => new Date(now.getTime() - n * 24 * 3600 * 1000);
const rules = { afterDays: 7, atMost: 2, beforeClosingDays: null };

async function deliver(): Promise<void> {
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
}

/** A survey of one author with one person, whose invitation left ten days ago. */
async function invited() {
  const slug = crypto.randomUUID();
  const author = await db().user.create({
    data: { name: "Author A", email: `${slug}@example.org` },
  });
  const survey = await db().survey.create({
    data: {
      slug,
      title: "What holds?",
      status: "open",
      openedAt: daysAgo(10),
      members: { create: { userId: author.id, role: "owner" } },
      questions: {
        create: ["one", "two"].map((key, position) => ({
          key,
          position,
          revisions: { create: { number: 1, kind: "text", prompt: key } },
        })),
      },
    },
    include: { questions: { include: { revisions: true } } },
  });
  const id = crypto.randomUUID();
  const email = `respondent-${slug}@example.org`;
  await db().invitation.create({
    data: {
      id,
      surveyId: survey.id,
      name: "Respondent A",
      email,
      sentAt: daysAgo(10),
      tokenHash: invitationTokenHash({ id, generation: 1 }),
    },
  });
  const mail = await db().outboxMessage.create({
    data: {
      template: "invitation",
      dedupeKey: `invitation:${id}:1`,
      surveyId: survey.id,
      invitationId: id,
      status: "sent",
      sentAt: daysAgo(10),
    },
  });
  const act = { surveyId: survey.id, actorId: author.id, now };
  return { survey, author, mail, act, invitation: { id, surveyId: survey.id, email } };
}

const reminders = (invitationId: string) =>
  db().outboxMessage.findMany({ where: { invitationId, template: "reminder" } });

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});
beforeEach(async () => {
  await db().survey.deleteMany();
  server.behaviour = "accept";
  server.received.length = 0;
});

describe("reminders", () => {
  it("go out once by their rules, in the conversation of the invitation", async () => {
    const { act, invitation, mail } = await invited();
    expect(await sweepReminders(now)).toBe(0);
    expect(await setReminderRules({ ...act, rules })).toEqual({ ok: true, value: null });
    // Two workers look at the same moment, and again later.
    await Promise.all([sweepReminders(now), sweepReminders(now)]);
    expect(await sweepReminders(new Date())).toBe(0);
    await deliver();
    expect(server.received).toHaveLength(1);
    const received = server.received[0]?.replace(/\r?\n[ \t]+/g, " ") ?? "";
    expect(received).toContain("Subject: Re: Your view: What holds?");
    expect(received).toContain(`In-Reply-To: ${messageIdOf(mail)}`);
    expect(received).toContain(`References: ${messageIdOf(mail)}`);
    expect(received).toContain(`List-Unsubscribe: <${unsubscribeUrl(invitation)}/one-click>`);
    expect(received).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(await reminders(invitation.id)).toMatchObject([{ status: "sent" }]);
    // A reminder is no invitation: when that left stays as it was.
    expect(await db().invitation.findUniqueOrThrow({ where: { id: invitation.id } })).toMatchObject(
      { sentAt: daysAgo(10) },
    );
  });

  it("say to those who began how far they are", async () => {
    const { act, survey, invitation } = await invited();
    await db().response.create({
      data: {
        invitationId: invitation.id,
        drafts: {
          create: {
            questionRevisionId: survey.questions[0]?.revisions[0]?.id ?? "",
            field: "text",
            value: "private words",
          },
        },
      },
    });
    await setReminderRules({ ...act, rules });
    expect(await sweepReminders(now)).toBe(1);
    await deliver();
    expect(server.received[0]).toContain("1 of 2 questions");
    expect(server.received[0]).not.toContain("private words");
  });

  it.each([
    [
      "submits",
      async ({ id }: { id: string }) => {
        await db().response.create({
          data: { invitationId: id, submittedAt: new Date(), submission: 1 },
        });
      },
    ],
    [
      "declines",
      async ({ id }: { id: string }) => {
        await db().invitation.update({ where: { id }, data: { declinedAt: new Date() } });
      },
    ],
    [
      "is revoked",
      async ({ id }: { id: string }) => {
        await db().invitation.update({ where: { id }, data: { revokedAt: new Date() } });
      },
    ],
    [
      "bounces",
      async ({ id }: { id: string }) => {
        await db().invitation.update({ where: { id }, data: { bouncedAt: new Date() } });
      },
    ],
    [
      "unsubscribes",
      (invitation: { id: string; surveyId: string; email: string }) =>
        stopMails(invitation, "survey", new Date()),
    ],
    [
      "blocks the site",
      (invitation: { id: string; surveyId: string; email: string }) =>
        stopMails(invitation, "site", new Date()),
    ],
    [
      "is not to be contacted by this author",
      async ({ email, surveyId }: { email: string; surveyId: string }) => {
        const { userId } = await db().surveyMember.findFirstOrThrow({ where: { surveyId } });
        await db().contactBlock.create({ data: { email, userId } });
      },
    ],
    [
      "finds the survey closed",
      async ({ surveyId }: { surveyId: string }) => {
        await db().survey.update({ where: { id: surveyId }, data: { closesAt: new Date() } });
      },
    ],
  ])("planned, and then not sent, to one who %s just before", async (_, happen) => {
    const { act, invitation } = await invited();
    await setReminderRules({ ...act, rules });
    expect(await sweepReminders(now)).toBe(1);
    await happen(invitation);
    await deliver();
    expect(server.received).toHaveLength(0);
    expect(await reminders(invitation.id)).toMatchObject([{ status: "cancelled" }]);
  });

  it("refused by the server show at the invitation, and end reminding", async () => {
    const { act, invitation } = await invited();
    await setReminderRules({ ...act, rules });
    await sweepReminders(now);
    server.behaviour = "refuse";
    await deliver();
    const stored = await db().invitation.findUniqueOrThrow({ where: { id: invitation.id } });
    expect(stored.bounceReason).toContain("550 No such mailbox here");
    expect(await sweepReminders(new Date(now.getTime() + 8 * 24 * 3600 * 1000))).toBe(0);
  });

  it("by hand go to the chosen, not twice in a day, and to nobody for a stranger", async () => {
    const { act, invitation } = await invited();
    const stranger = await db().user.create({ data: { email: `${crypto.randomUUID()}@b.org` } });
    const chosen = { ...act, invitationIds: [invitation.id] };
    expect(await remindNow({ ...chosen, actorId: stranger.id })).toMatchObject({ ok: false });
    expect(await setReminderRules({ ...act, actorId: stranger.id, rules })).toMatchObject({
      reason: "not-found",
    });
    expect(await remindNow(chosen)).toEqual({ ok: true, value: { queued: 1, leftOut: 0 } });
    expect(await remindNow(chosen)).toEqual({ ok: true, value: { queued: 0, leftOut: 1 } });
    // By rule the next comes a week after the one by hand.
    await setReminderRules({ ...act, rules });
    expect(await sweepReminders(new Date())).toBe(0);
    const found = await findReminding(act.surveyId, now);
    expect(found?.people[0]?.reminders).toHaveLength(1);
  });

  it("in a later round count from the mail that opened it, and speak to its experts alone", async () => {
    const { act, survey, invitation } = await invited();
    await setReminderRules({ ...act, rules });
    // Queued in the first round and not sent before the second: it stays here.
    await sweepReminders(now);
    const other = await seedInvitation(survey.id, { sentAt: daysAgo(30) });
    await db().survey.update({ where: { id: survey.id }, data: { round: 2 } });
    await db().response.create({
      data: { invitationId: invitation.id, round: 2, startedAt: daysAgo(8) },
    });
    const opening = await db().outboxMessage.create({
      data: {
        template: "round",
        dedupeKey: `round:${survey.id}:2:${invitation.id}`,
        surveyId: survey.id,
        invitationId: invitation.id,
        status: "sent",
        sentAt: daysAgo(8),
        createdAt: daysAgo(8),
      },
    });
    await Promise.all([sweepReminders(now), sweepReminders(now)]);
    await deliver();
    expect((await reminders(invitation.id)).map(({ status }) => status).sort()).toEqual([
      "cancelled",
      "sent",
    ]);
    expect(await reminders(other.id)).toEqual([]);
    const received = server.received[0]?.replace(/\r?\n[ \t]+/g, " ") ?? "";
    expect(received).toContain("Subject: Re: Round 2: What holds?");
    expect(received).toContain(`In-Reply-To: ${messageIdOf(opening)}`);
    // Submitted: none follows, and none that is queued leaves.
    await db().response.updateMany({
      where: { invitationId: invitation.id },
      data: { submittedAt: now, submission: 1 },
    });
    expect(await sweepReminders(new Date(now.getTime() + 9 * 24 * 3600 * 1000))).toBe(0);
  });

  it("go on to whoever was given more time than the others", async () => {
    const { act, survey, invitation } = await invited();
    await setReminderRules({ ...act, rules });
    await seedInvitation(survey.id, { sentAt: daysAgo(10) });
    await db().survey.update({ where: { id: survey.id }, data: { closesAt: daysAgo(1) } });
    expect(await sweepReminders(now)).toBe(0);
    await db().invitation.update({
      where: { id: invitation.id },
      data: { extendedUntil: new Date(now.getTime() + 9 * 24 * 3600 * 1000) },
    });
    expect(await sweepReminders(now)).toBe(1);
    await deliver();
    expect(await reminders(invitation.id)).toMatchObject([{ status: "sent" }]);
  });
});
