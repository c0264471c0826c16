import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

const { POST: oneClick } = await import("./route");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { queueMail } = await import("@/lib/platform/outbox");
const { rotateInvitation } = await import("@/lib/invitations/commands");
const { sendInvitations } = await import("@/lib/invitations/sending/commands");
const { renderInvitationMails } = await import("@/lib/invitations/emails/invitation");
const { invitationTokenHash, unsubscribeToken } = await import("@/lib/invitations/links");
const { resumeMails, stopMails } = await import("@/lib/invitations/unsubscribe/commands");
const { findInvitationToStop } = await import("@/lib/invitations/unsubscribe/queries");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

let count = 0;

/** An open survey of a new author with one invited person whose mail is queued. */
async function invited(email = `person${count}@example.org`) {
  count += 1;
  const user = await db().user.create({ data: { email: `author${count}@example.org` } });
  const survey = await db().survey.create({
    data: {
      slug: `stop-${count}`,
      title: "A survey",
      status: "open",
      openedAt: new Date(),
      members: { create: { userId: user.id, role: "owner" } },
    },
  });
  const id = crypto.randomUUID();
  const invitation = await db().invitation.create({
    data: {
      id,
      surveyId: survey.id,
      name: "Respondent A",
      email,
      tokenHash: invitationTokenHash({ id, generation: 1 }),
    },
  });
  const dedupeKey = `invitation:${id}:1`;
  await transaction((tx) =>
    queueMail(tx, { template: "invitation", dedupeKey, surveyId: survey.id, invitationId: id }),
  );
  const message = await db().outboxMessage.findUniqueOrThrow({ where: { dedupeKey } });
  return { user, survey, invitation, message };
}

const render = async ({ message }: Awaited<ReturnType<typeof invited>>) =>
  (await renderInvitationMails([message])).get(message.id);

describe("a person who wants no more mails", () => {
  it("is told how in each mail, and one click in a mail program ends them", async () => {
    const person = await invited();
    const mail = await render(person);
    if (mail === undefined || "skip" in mail) throw new Error("nothing was rendered");
    const url = /^<(.+)>$/.exec(mail.headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "";
    expect(mail.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const token = /stop\/([^/]+)\/one-click$/.exec(url)?.[1] ?? "";
    for (const body of [mail.text, mail.html]) expect(body).toContain(`/answer/stop/${token}`);
    expect(token).toBe(unsubscribeToken(person.invitation));

    const request = new Request(url, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    const response = await oneClick(request, { params: Promise.resolve({ token }) });
    expect(response.status).toBe(200);
    // The mail that was on its way stays here.
    expect(await render(person)).toEqual({ skip: "the person wants no more mails" });
  });

  it("gets none from anybody on the site after saying so, and can take it back", async () => {
    const [one, other] = [await invited("same@example.org"), await invited("same@example.org")];
    await stopMails(one.invitation, "site", new Date());
    await stopMails(one.invitation, "site", new Date());
    expect(await render(other)).toEqual({ skip: "nobody may write to this address" });
    await resumeMails(one.invitation);
    expect(await render(other)).toHaveProperty("subject");
    expect(await render(one)).toHaveProperty("subject");
  });

  it("is not mailed by the author's buttons either", async () => {
    const { user, survey, invitation } = await invited();
    await db().outboxMessage.deleteMany({ where: { invitationId: invitation.id } });
    await stopMails(invitation, "survey", new Date());
    const act = { surveyId: survey.id, actorId: user.id, now: new Date() };
    expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
    expect(await rotateInvitation({ ...act, invitationId: invitation.id })).toEqual({
      ok: false,
      reason: "unsubscribed",
    });
  });

  it("is the only one whose mails a link ends", async () => {
    const [one, other] = [await invited(), await invited()];
    const [id = ""] = unsubscribeToken(other.invitation).split(".");
    const [, seal = ""] = unsubscribeToken(one.invitation).split(".");
    expect(await findInvitationToStop(`${id}.${seal}`)).toBeNull();
    expect(await findInvitationToStop("x".repeat(500))).toBeNull();
    await db().invitation.update({
      where: { id: one.invitation.id },
      data: { email: "corrected@example.org" },
    });
    expect(await findInvitationToStop(unsubscribeToken(one.invitation))).toBeNull();
  });
});
