import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();
process.env["SMTP_URL"] = "none";

// Read their settings when they are first used, so they come after the lines above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { granted, seedInvitation, seedSurvey, why } = await import("@/e2e/support/seeds");
const { makeSignInLink, requestSignIn } = await import("@/lib/auth/commands");
const { markDelivered, renewInvitations } = await import("@/lib/invitations/bulk/commands");
const { sendInvitations } = await import("@/lib/invitations/sending/commands");
const { findInvitationByToken, listInvitationsWithBlocks } = await import(
  "@/lib/invitations/queries"
);
const { invitationToken } = await import("@/lib/invitations/links");
const { remindNow, setReminderRules } = await import("@/lib/invitations/reminders/commands");
const { correspondentOf } = await import("@/lib/invitations/correspondent");
const { findHandMail, listRecipients } = await import("@/lib/invitations/message/queries");
const { findSurvey } = await import("@/lib/surveys/queries");
const { startWorker } = await import("../worker");
const { sweepReminders } = await import("../reminders/commands");
const { endWaiting } = await import("./commands");
const { mailRenderers } = await import("./renderers");

const now = new Date();
const day = 24 * 3600 * 1000;

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("a site without mail opens a survey, has links to hand over, and lets nothing wait", async () => {
  const { survey, owner } = await seedSurvey(now, [why], { status: "draft", openedAt: null });
  const invitation = await seedInvitation(survey.id);
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const rows = () => listInvitationsWithBlocks(survey.id, owner.id);

  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
  expect(await db().survey.findUniqueOrThrow({ where: { id: survey.id } })).toMatchObject({
    status: "open",
  });
  expect(await rows()).toMatchObject([{ state: "added", mailed: false }]);

  const chosen = { ...act, invitationIds: [invitation.id] };
  granted(await markDelivered(chosen));
  expect(await rows()).toMatchObject([{ state: "sent" }]);
  const rules = { afterDays: 1, atMost: 2, beforeClosingDays: null };
  granted(await setReminderRules({ ...act, rules }));
  expect(await sweepReminders(new Date(now.getTime() + 9 * day))).toBe(0);
  expect(await remindNow(chosen)).toEqual({ ok: false, reason: "no-mail" });

  granted(
    await renewInvitations({
      ...act,
      corrections: [{ invitationId: invitation.id, email: invitation.email ?? "" }],
    }),
  );
  const link = invitationToken({ id: invitation.id, generation: 2 });
  expect(await findInvitationByToken(link)).toMatchObject({ id: invitation.id });
  expect(await db().outboxMessage.count()).toBe(0);
});

it("what waited when the mail server was taken away ends; its invitations can be sent again one day", async () => {
  const { survey } = await seedSurvey(now, []);
  const invitation = await seedInvitation(survey.id);
  for (const template of ["invitation", "receipt"]) {
    await db().outboxMessage.create({
      data: {
        template,
        dedupeKey: `${template}:${invitation.id}:1`,
        surveyId: survey.id,
        invitationId: invitation.id,
      },
    });
  }
  expect(await endWaiting()).toBe(2);
  expect(await db().outboxMessage.findMany({ where: { surveyId: survey.id } })).toMatchObject([
    { template: "receipt", status: "cancelled", lastError: "this site sends no mail" },
  ]);
  // A worker starts and stops without a mail server.
  const worker = await startWorker(mailRenderers);
  await worker.stop();
});

it("a link signs an admitted address in, and asking by mail makes none", async () => {
  const email = "author-of-links@example.org";
  await db().admittedAddress.create({ data: { email } });
  await requestSignIn({ email, now });
  expect(await db().verificationToken.count()).toBe(0);
  const { url } = granted(await makeSignInLink({ email, actorId: null, now }));
  expect(url).toContain("/sign-in/confirm?");
  expect(await db().verificationToken.findMany()).toMatchObject([{ identifier: email }]);
  const stranger = { email: "stranger@example.org", actorId: null, now };
  expect(await makeSignInLink(stranger)).toEqual({ ok: false, reason: "not-found" });
});

it("gives the author the text for one person with their own link, and nothing for who wants no mail", async () => {
  const { survey, owner } = await seedSurvey(now, []);
  await seedInvitation(survey.id, { name: "Ada", email: "ada@example.org" });
  await seedInvitation(survey.id, { name: "Bob", email: "bob@example.org", unsubscribedAt: now });
  await seedInvitation(survey.id, { name: "Cy", email: "cy@example.org" });
  await db().contactBlock.create({ data: { email: "cy@example.org", userId: owner.id } });
  const found = await findSurvey(survey.id, owner.id);
  const [ada, bob, cy] = await listRecipients(survey.id, owner.id);
  if (!found || !ada || !bob || !cy) throw new Error("somebody is missing");
  const author = correspondentOf(found);
  const mail = await findHandMail(found, author, ada, owner.id);
  expect(mail?.text).toContain("Dear Ada");
  expect(mail?.text).toContain(`/answer/${invitationToken(ada)}`);
  expect(mail?.text).not.toContain("bob@example.org");
  expect(await findHandMail(found, author, bob, owner.id)).toBeNull();
  expect(await findHandMail(found, author, cy, owner.id)).toBeNull();
});
