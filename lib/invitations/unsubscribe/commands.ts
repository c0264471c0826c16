import { recordAudit } from "@/lib/audit/commands";
import { transaction } from "@/lib/platform/db";
import { blocksOf } from "../contact-blocks/address";

type Who = { readonly id: string; readonly surveyId: string; readonly email: string | null };

/** What somebody wants no mail about: this survey, or anything from this site. */
export type StopScope = "survey" | "site";

/** Ends mails to an invited person. The link to answer keeps working; saying it twice changes nothing. */
export async function stopMails(invitation: Who, scope: StopScope, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await tx.invitation.updateMany({
      where: { id: invitation.id, unsubscribedAt: null },
      data: { unsubscribedAt: now },
    });
    if (scope === "site" && invitation.email !== null) {
      await tx.$executeRaw`
        INSERT INTO "ContactBlock" (id, email, "createdAt")
        VALUES (gen_random_uuid(), ${invitation.email}, ${now}) ON CONFLICT DO NOTHING`;
    }
    await recordAudit(tx, {
      kind: "invitation.unsubscribed",
      surveyId: invitation.surveyId,
      details: { invitationId: invitation.id, scope },
    });
  });
}

/** Takes it back, for the survey and for the site. */
export async function resumeMails(invitation: Who): Promise<void> {
  await transaction(async (tx) => {
    await tx.invitation.update({ where: { id: invitation.id }, data: { unsubscribedAt: null } });
    if (invitation.email !== null) {
      await tx.contactBlock.deleteMany({
        where: { ...blocksOf(invitation.email), userId: null },
      });
    }
    await recordAudit(tx, {
      kind: "invitation.resubscribed",
      surveyId: invitation.surveyId,
      details: { invitationId: invitation.id },
    });
  });
}
