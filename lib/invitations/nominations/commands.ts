import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import type { Language } from "@/lib/core/language";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { queueMail } from "@/lib/platform/outbox";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import type { SelfNomination } from "@/prisma/generated/client/client";
import { inviteOne } from "../invite-one";
import { listBlockedAddresses } from "../unsubscribe/queries";
import { isInvited } from "./queries";
import { confirmDays, maximumConfirmations, type NominationWords } from "./schema";

/** More than these wait for no survey: whoever fills it with made-up addresses fills nothing else. */
const maximumUnconfirmed = 500;

/**
 * Takes up a reader's request to be invited and mails its address, which must confirm it. The answer is the same whether
 * the address is invited, was asked for before, or wants no mail: nobody learns here who is invited.
 */
export async function askToBeInvited(
  surveyId: string,
  asked: NominationWords & { readonly language: Language },
  now: Date,
): Promise<Outcome<null>> {
  if (mailServerUrl() === null) return { ok: false, reason: "no-mail" };
  return transaction(async (tx) => {
    // One after another, so that two clicks are one request.
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const members = await tx.surveyMember.findMany({ where: { surveyId } });
    const blocked = await listBlockedAddresses(
      [asked.email],
      members.map(({ userId }) => userId),
    );
    if (blocked.size > 0) return { ok: true, value: null };
    const key = { surveyId_email: { surveyId, email: asked.email } };
    const earlier = await tx.selfNomination.findUnique({ where: key });
    if (earlier === null) {
      const waiting = await tx.selfNomination.count({ where: { surveyId, state: "unconfirmed" } });
      if (waiting >= maximumUnconfirmed) return { ok: false, reason: "too-many-requests" };
    } else if (earlier.state !== "unconfirmed" || earlier.mails >= maximumConfirmations) {
      return { ok: true, value: null };
    }
    const { id, mails } = await tx.selfNomination.upsert({
      where: key,
      create: { ...asked, surveyId, mails: 1, createdAt: now },
      // Whoever owns the address sees these words before confirming them.
      update: { ...asked, mails: { increment: 1 } },
    });
    await queueMail(tx, {
      template: "self-nomination",
      dedupeKey: `self-nomination:${id}:${mails}`,
      surveyId,
    });
    return { ok: true, value: null };
  });
}

/** What became of a confirmation: the author decides now, or there is nothing to decide. */
export type Confirmed = "asked" | "invited";

/** The owner of the address confirms: from now on the author sees the request. Twice is once. */
export async function confirmNomination(
  nomination: SelfNomination,
  now: Date,
): Promise<Outcome<Confirmed>> {
  const { id, surveyId, email } = nomination;
  return transaction(async (tx) => {
    if (nomination.state === "unconfirmed") {
      const { count } = await tx.selfNomination.updateMany({
        where: { id, state: "unconfirmed" },
        data: { state: "open", confirmedAt: now },
      });
      if (count > 0)
        await recordAudit(tx, {
          kind: "nomination.confirmed",
          surveyId,
          details: { nominationId: id },
        });
    }
    return { ok: true, value: (await isInvited(surveyId, email)) ? "invited" : "asked" };
  });
}

/**
 * The owner of the address takes a request back, or says that it was somebody else's; nothing of it is kept. With `block`
 * nobody can write to the address from this site any more. What was approved is an invitation, with a link of its own.
 */
export async function refuseNomination(
  nomination: SelfNomination,
  block: boolean,
  now: Date,
): Promise<void> {
  const { id, surveyId, email } = nomination;
  await transaction(async (tx) => {
    await tx.selfNomination.deleteMany({ where: { id, state: { not: "approved" } } });
    if (block) {
      await tx.contactBlock.createMany({
        data: [{ email, userId: null, createdAt: now }],
        skipDuplicates: true,
      });
    }
    await recordAudit(tx, { kind: "nomination.refused", surveyId, details: { nominationId: id } });
  });
}

type Decision = {
  readonly surveyId: string;
  readonly nominationId: string;
  readonly actorId: string;
  readonly now: Date;
};

/** Makes an invitation of a confirmed request, recruited by the person themselves, for the author to send like any other. */
export async function approveNomination(input: Decision): Promise<Outcome<{ name: string }>> {
  return transaction(async (tx) => {
    const found = await lockNomination(tx, input);
    if (!found.ok) return found;
    const { name, email, affiliation, language, state } = found.value;
    if (state === "approved") return { ok: true, value: { name } };
    const { surveyId } = input;
    const person = { surveyId, name, email, affiliation, language, recruitment: "self" as const };
    const invited = await inviteOne(tx, person, input.now);
    if (!invited.ok) return invited;
    await decide(tx, input, "approved");
    await recordAudit(tx, {
      kind: "nomination.approved",
      actorId: input.actorId,
      surveyId: input.surveyId,
      details: { nominationId: input.nominationId, ...invited.value },
    });
    return { ok: true, value: { name } };
  });
}

/** Puts a request aside. Approving it later is possible. */
export async function dismissNomination(input: Decision): Promise<Outcome<{ name: string }>> {
  return transaction(async (tx) => {
    const found = await lockNomination(tx, input);
    if (!found.ok) return found;
    if (found.value.state === "approved") return { ok: false, reason: "conflict" };
    await decide(tx, input, "dismissed");
    await recordAudit(tx, {
      kind: "nomination.dismissed",
      actorId: input.actorId,
      surveyId: input.surveyId,
      details: { nominationId: input.nominationId },
    });
    return { ok: true, value: { name: found.value.name } };
  });
}

/** Reads and locks one confirmed request for an editor of its survey. */
async function lockNomination(tx: Tx, input: Decision): Promise<Outcome<SelfNomination>> {
  const survey = await findSurvey(input.surveyId, input.actorId, tx);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  await tx.$queryRaw`SELECT 1 FROM "SelfNomination" WHERE id = ${input.nominationId}::uuid FOR UPDATE`;
  const nomination = await tx.selfNomination.findFirst({
    where: { id: input.nominationId, surveyId: survey.id, state: { not: "unconfirmed" } },
  });
  return nomination === null ? { ok: false, reason: "not-found" } : { ok: true, value: nomination };
}

async function decide(tx: Tx, input: Decision, state: "approved" | "dismissed"): Promise<void> {
  await tx.selfNomination.update({
    where: { id: input.nominationId },
    data: { state, decidedAt: input.now, decidedById: input.actorId },
  });
}

/** Deletes the requests that nobody confirmed in time. Returns how many. */
export async function forgetUnconfirmed(now: Date): Promise<number> {
  const { count } = await db().selfNomination.deleteMany({
    where: {
      state: "unconfirmed",
      createdAt: { lt: new Date(now.getTime() - confirmDays * 24 * 3600 * 1000) },
    },
  });
  return count;
}
