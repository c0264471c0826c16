import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { granted, seedInvitation, seedSurvey } = await import("@/e2e/support/seeds");
const { makeSignInLink } = await import("@/lib/auth/commands");
const { recordReturnedMail } = await import("@/lib/invitations/bounces/commands");
const { listInvitationsWithBlocks } = await import("@/lib/invitations/queries");
const { findMailFigures, findStandstill, listMailFailures } = await import("./queries");

const now = new Date();
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("counts what waits and what left, and tells of failures by domain and the server's words alone", async () => {
  const { survey } = await seedSurvey(now, []);
  const empty = await findMailFigures(now);
  expect(empty).toMatchObject({ waiting: 0, oldestWaiting: null, sentLastDay: 0, unknown: 0 });
  const invitation = await seedInvitation(survey.id, { email: "respondent-a@mail.example.org" });
  const rows = [
    { status: "queued", createdAt: ago(600) },
    { status: "queued", createdAt: ago(60), attempts: 2, lastError: "451 Greylisted" },
    { status: "sending" },
    { status: "sent", sentAt: ago(30) },
    { status: "sent", sentAt: ago(300) },
    { status: "sent", sentAt: ago(9_000) },
    { status: "failed", lastError: "550 5.1.1 No such user", startedAt: ago(5) },
    { status: "unknown", lastError: "read ECONNRESET", startedAt: ago(9) },
    { status: "cancelled", lastError: "the survey is closed" },
  ] as const;
  await db().outboxMessage.createMany({
    data: rows.map((row, n) => ({
      template: "invitation",
      dedupeKey: `figures:${n}`,
      surveyId: survey.id,
      invitationId: invitation.id,
      ...row,
    })),
  });
  expect(await findMailFigures(now)).toEqual({
    waiting: 2,
    triedAgain: 1,
    oldestWaiting: ago(600),
    inHand: 1,
    sentLastMinute: 1,
    sentLastHour: 2,
    sentLastDay: 3,
    failed: 1,
    unknown: 1,
  });
  const failures = await listMailFailures(10);
  expect(failures.map(({ status, reason, domain }) => [status, reason, domain])).toEqual([
    ["failed", "550 5.1.1 No such user", "mail.example.org"],
    ["unknown", "read ECONNRESET", "mail.example.org"],
    ["queued", "451 Greylisted", "mail.example.org"],
  ]);
  expect(JSON.stringify(failures)).not.toContain("respondent-a");
});

it("tells of mails that wait for one reason as one, and of a standstill until a mail has left", async () => {
  const { survey } = await seedSurvey(now, []);
  const reason = "535 5.7.8 authentication failed";
  for (const [n, host] of ["one", "one", "other"].entries()) {
    const invitation = await seedInvitation(survey.id, { email: `a${n}@${host}.example.org` });
    await db().outboxMessage.create({
      data: {
        template: "invitation",
        dedupeKey: `standstill:${n}`,
        surveyId: survey.id,
        invitationId: invitation.id,
        attempts: n + 1,
        lastError: reason,
        startedAt: ago(-60 + n),
      },
    });
  }
  const [first] = await listMailFailures(1);
  expect(first).toMatchObject({ status: "queued", reason, mails: 3, domain: "", domains: 2 });
  expect(first).toMatchObject({ attempts: 3, at: ago(-60) });
  expect(await findStandstill()).toBe(reason);
  await db().outboxMessage.updateMany({
    where: { dedupeKey: "standstill:2" },
    data: { status: "sent", lastError: null, sentAt: ago(-61) },
  });
  expect(await findStandstill()).toBeNull();
});

it("a mail that came back is recorded by the owner alone, wherever the address was invited", async () => {
  const email = "gone@example.org";
  const surveys = [await seedSurvey(now, []), await seedSurvey(now, [])];
  for (const { survey } of surveys) await seedInvitation(survey.id, { email, sentAt: now });
  const untouched = await seedSurvey(now, []);
  await seedInvitation(untouched.survey.id, { email });
  const returned = { email, words: "550 5.1.1 unknown", now };
  const author = { id: surveys[0]?.owner.id ?? "", isOwner: false };
  expect(await recordReturnedMail({ ...returned, actor: author })).toMatchObject({ ok: false });
  const outcome = await recordReturnedMail({ ...returned, actor: { ...author, isOwner: true } });
  expect(granted(outcome)).toEqual({ count: 2 });
  const states = await Promise.all(
    [...surveys, untouched].map(async ({ survey, owner }) =>
      (await listInvitationsWithBlocks(survey.id, owner.id)).map(({ state }) => state),
    ),
  );
  expect(states).toEqual([["bounced"], ["bounced"], ["added"]]);
});

it("where mail is sent, the owner makes no sign-in links for others", async () => {
  const email = "somebody@example.org";
  await db().admittedAddress.create({ data: { email } });
  const owner = await db().user.create({ data: { email: "owner-of-all@example.org" } });
  expect(await makeSignInLink({ email, actorId: owner.id, now })).toEqual({
    ok: false,
    reason: "not-allowed",
  });
});
