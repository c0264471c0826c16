import { db } from "@/lib/platform/db";

/** Surveys in several rounds that have opened and in which a round is still to be opened or closed. */
export async function listSurveysInRounds(): Promise<string[]> {
  const surveys = await db().survey.findMany({
    where: {
      status: { in: ["open", "closed"] },
      openedAt: { not: null },
      rounds: { some: { closedAt: null } },
    },
    select: { id: true },
  });
  return surveys.map(({ id }) => id);
}

/** What the mail of a round is written from. */
export async function findRoundToMail(invitationId: string, number: number) {
  return db().response.findUnique({
    where: { invitationId_round: { invitationId, round: number } },
    include: {
      invitation: {
        include: {
          survey: {
            include: {
              rounds: true,
              members: { include: { user: true }, orderBy: { createdAt: "asc" } },
            },
          },
        },
      },
    },
  });
}
