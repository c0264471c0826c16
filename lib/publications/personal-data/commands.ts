import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { hashBlocks } from "@/lib/invitations/contact-blocks/commands";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { blankPublishedFields } from "../withdrawal/commands";
import { emptyInvitation, forgetAddress, forgetModelWork } from "./traces";

const everyField = ["name", "role", "value", "text"] as const;

/** What the author's list shows in the place of the name. */
const erasedName = "Erased at their own request";

/**
 * Erases an invited person: names, address, words, values, decisions, devices and mails go from the records, and from every
 * published version, whose hash still holds. What stays is that somebody was invited and withdrew, so that the number of the
 * invited stays true, and the figures of versions already published, which are not anybody's. The survey's draft goes with
 * it and is computed anew from what is left. Cannot be undone. Gives the ids that the responses had: by these a browser
 * knows what it kept of them.
 */
export async function erasePerson(
  invitationId: string,
  now: Date,
): Promise<Outcome<readonly string[]>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${invitationId}::uuid FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM "Response" WHERE "invitationId" = ${invitationId}::uuid FOR UPDATE`;
    const invitation = await tx.invitation.findUnique({
      where: { id: invitationId },
      include: { responses: { select: { id: true } } },
    });
    if (invitation === null) return { ok: false, reason: "not-found" };
    const { surveyId } = invitation;
    for (const { id } of invitation.responses) {
      await blankPublishedFields(tx, { responseId: id, fields: everyField });
      await forgetModelWork(tx, { surveyId, responseId: id });
    }
    await tx.response.deleteMany({ where: { invitationId } });
    await tx.colleagueSuggestion.updateMany({
      where: { invitationId },
      data: { invitationId: null },
    });
    const { email } = invitation;
    if (email !== null) {
      await forgetAddress(tx, { email, surveyId });
      // That nobody may write there stays true; the address goes.
      await hashBlocks(tx, email);
    }
    await emptyInvitation(tx, invitationId, { label: erasedName, withdrawn: true }, now);
    await tx.synthesisDraft.deleteMany({ where: { surveyId } });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId });
    await recordAudit(tx, { kind: "person.erased", surveyId, details: { invitationId } });
    return { ok: true, value: invitation.responses.map(({ id }) => id) };
  });
}
