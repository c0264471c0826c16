import { isToConfirm } from "@/lib/core/answers/entered";
import { db, type Tx } from "@/lib/platform/db";

/** What the mail that asks to confirm is written from; null where the invitation is gone. */
export async function findEnteredToMail(invitationId: string) {
  const invitation = await db().invitation.findUnique({
    where: { id: invitationId },
    include: {
      survey: {
        include: { members: { include: { user: true }, orderBy: { createdAt: "asc" } } },
      },
      responses: {
        where: { importId: { not: null } },
        select: {
          importId: true,
          confirmedAt: true,
          withdrawnAt: true,
          _count: { select: { answers: true } },
        },
      },
    },
  });
  if (invitation === null) return null;
  const { responses, ...rest } = invitation;
  const waiting = responses.find((one) => isToConfirm(one) && one.withdrawnAt === null);
  return { ...rest, entered: waiting === undefined ? null : waiting._count.answers };
}

/** Where somebody stands whose answers the author entered. */
export type EnteredState =
  | "confirmed"
  | "withdrawn"
  | "revoked"
  | "no address"
  | "not asked"
  | "queued"
  | "asked"
  | "mail refused"
  | "no more mails";

/** Somebody whose answers the author entered. */
export type EnteredPerson = {
  readonly invitationId: string;
  readonly generation: number;
  readonly importId: string;
  readonly name: string;
  readonly email: string | null;
  readonly answers: number;
  readonly state: EnteredState;
};

/** The people of a survey whose answers were entered, by name; empty for a stranger. */
export async function listEnteredPeople(
  surveyId: string,
  userId: string,
  client: Tx = db(),
): Promise<readonly EnteredPerson[]> {
  const responses = await client.response.findMany({
    where: {
      importId: { not: null },
      invitation: { surveyId, survey: { members: { some: { userId } } } },
    },
    orderBy: [{ invitation: { name: "asc" } }, { id: "asc" }],
    include: {
      _count: { select: { answers: true } },
      invitation: {
        include: {
          messages: {
            where: { template: "confirmation" },
            orderBy: { createdAt: "desc" },
            take: 1,
            select: { status: true },
          },
        },
      },
    },
  });
  return responses.map(({ invitation, importId, confirmedAt, withdrawnAt, _count }) => {
    const mail = invitation.messages[0]?.status;
    const state = (): EnteredState => {
      if (confirmedAt !== null) return "confirmed";
      if (withdrawnAt !== null || invitation.withdrawnAt !== null) return "withdrawn";
      if (invitation.revokedAt !== null) return "revoked";
      if (invitation.email === null) return "no address";
      if (mail === "failed" || invitation.bouncedAt !== null) return "mail refused";
      if (mail === "queued" || mail === "sending") return "queued";
      if (mail === "sent" || mail === "unknown") return "asked";
      return invitation.unsubscribedAt === null ? "not asked" : "no more mails";
    };
    return {
      invitationId: invitation.id,
      generation: invitation.generation,
      importId: importId ?? "",
      name: invitation.name,
      email: invitation.email,
      answers: _count.answers,
      state: state(),
    };
  });
}
