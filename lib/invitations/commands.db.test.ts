import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { safetyCases } = await import("@/lib/core/survey/templates/safety-cases");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { sha256Hex } = await import("@/lib/platform/tokens");
const { claimOwner, requestSignIn } = await import("@/lib/auth/commands");
const { createSurvey } = await import("@/lib/surveys/commands");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { findSurvey, listInvitations } = await import("@/lib/surveys/queries");
const { addInvitations, revokeInvitation, rotateInvitation } = await import("./commands");
const { sendInvitations } = await import("./sending/commands");
const { renderInvitationMails } = await import("./emails/invitation");
const { invitationToken, invitationUrl } = await import("./links");
const { findInvitationByToken } = await import("./queries");

const now = new Date("2026-01-05T10:00:00Z");
const claim = { token: "first start", name: "Ada", email: "ada@example.org", now, sessionDays: 30 };

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("from the link of the first start to sent invitations", () => {
  it("makes one owner, once", async () => {
    await db().ownerClaim.create({ data: { tokenHash: sha256Hex(claim.token) } });
    expect(await claimOwner({ ...claim, token: "wrong" })).toMatchObject({ ok: false });
    expect(await claimOwner(claim)).toMatchObject({ ok: true });
    expect(await claimOwner(claim)).toEqual({ ok: false, reason: "link-invalid" });
    expect(await db().user.count({ where: { isOwner: true } })).toBe(1);
  });

  it("sends a sign-in link to admitted addresses alone, and stores no token", async () => {
    await requestSignIn({ email: "stranger@example.org", now });
    await requestSignIn({ email: claim.email, now });
    const messages = await db().outboxMessage.findMany({ where: { template: "sign-in" } });
    expect(messages.map((message) => message.userEmail)).toEqual([claim.email]);
    expect(await db().verificationToken.count()).toBe(1);
  });

  it("writes, refuses the stale and the stranger, invites, sends once, rotates and revokes", async () => {
    const owner = await db().user.findUniqueOrThrow({ where: { email: claim.email } });
    const stranger = await db().user.create({ data: { email: "eve@example.org" } });
    const { id: surveyId } = await createSurvey({
      document: safetyCases,
      source: "safety-cases",
      ownerId: owner.id,
      now,
    });
    const act = { surveyId, actorId: owner.id, now };
    const title = { question: null, field: "title", baseVersion: 1 };
    const named = await saveFields({ ...act, edits: [{ ...title, value: "Our survey" }] });
    expect(named).toMatchObject({
      ok: true,
      value: { before: 1, revision: 2, fields: [{ ok: true }] },
    });
    const stale = await saveFields({ ...act, edits: [{ ...title, value: "Stale" }] });
    expect(stale).toMatchObject({
      ok: true,
      value: { revision: 2, fields: [{ ok: false, reason: "conflict", value: "Our survey" }] },
    });
    expect(await findSurvey(surveyId, stranger.id)).toBeNull();
    expect(await sendInvitations({ ...act, actorId: stranger.id })).toEqual({
      ok: false,
      reason: "not-found",
    });

    const invitees = [{ name: "Émile", email: "emile@example.org", affiliation: "" }];
    expect(await addInvitations({ ...act, invitees })).toEqual({
      ok: true,
      value: { added: 1, blocked: 0 },
    });
    expect(await addInvitations({ ...act, invitees })).toEqual({
      ok: true,
      value: { added: 0, blocked: 0 },
    });
    expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 1 } });
    expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
    expect(await db().survey.findUniqueOrThrow({ where: { id: surveyId } })).toMatchObject({
      status: "open",
      findingRulesSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });

    const [first] = await db().invitation.findMany({ where: { surveyId } });
    const [mail] = await db().outboxMessage.findMany({ where: { template: "invitation" } });
    if (first === undefined || mail === undefined) throw new Error("there is no invitation");
    const rendered = (await renderInvitationMails([mail])).get(mail.id);
    if (rendered === undefined || "skip" in rendered) throw new Error("nothing was rendered");
    for (const body of [rendered.text, rendered.html]) {
      expect(body).toContain(invitationUrl(first));
      expect(body).toContain("Submitting approves verbatim quotes");
    }
    expect(await findInvitationByToken(invitationToken(first))).toMatchObject({ id: first.id });
    expect(await listInvitations(surveyId, owner.id)).toMatchObject([{ state: "queued" }]);
    expect(await listInvitations(surveyId, stranger.id)).toEqual([]);

    expect(await rotateInvitation({ ...act, invitationId: first.id })).toMatchObject({ ok: true });
    const second = { id: first.id, generation: 2 };
    expect(await findInvitationByToken(invitationToken(first))).toBeNull();
    expect(await findInvitationByToken(invitationToken(second))).not.toBeNull();
    expect((await renderInvitationMails([mail])).get(mail.id)).toHaveProperty("skip");

    expect(await revokeInvitation({ ...act, invitationId: first.id })).toMatchObject({ ok: true });
    expect(await findInvitationByToken(invitationToken(second))).toBeNull();
  });
});
