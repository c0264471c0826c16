import { toQuestion } from "@/lib/core/answers/assemble-draft";
import { wordingsOf } from "@/lib/core/survey/wordings";
import { db } from "@/lib/platform/db";
import { listAnswered } from "@/lib/surveys/wordings/queries";

/** What the mail that asks for an answer to new words is written from; null where there is nothing to ask any more. */
export async function findRewordedMail(invitationId: string, revisionId: string) {
  const invitation = await db().invitation.findUnique({
    where: { id: invitationId },
    include: {
      survey: {
        include: { members: { include: { user: true }, orderBy: { createdAt: "asc" } } },
      },
    },
  });
  const question = await db().question.findFirst({
    where: { revisions: { some: { id: revisionId } } },
    include: { revisions: true },
  });
  if (invitation === null || question === null) return null;
  const [present = [], ...earlier] = wordingsOf(question.revisions);
  const [newest] = present;
  if (newest === undefined || !present.some(({ id }) => id === revisionId)) return null;
  const answered = (await listAnswered(db(), invitation.surveyId)).filter(
    (one) => one.invitationId === invitationId,
  );
  if (answered.some((one) => present.some(({ id }) => id === one.revisionId))) return null;
  const before = earlier.flat().find(({ id }) => answered.some((one) => one.revisionId === id));
  if (before === undefined) return null;
  const { key } = question;
  return {
    invitation,
    before: toQuestion({ ...before, key }),
    now: toQuestion({ ...newest, key }),
  };
}
