import { presentRevisions } from "@/lib/core/survey/wordings";
import { findBlocks } from "@/lib/invitations/contact-blocks/queries";
import { invitationUrl } from "@/lib/invitations/links";
import { db } from "@/lib/platform/db";
import { listAnswered } from "@/lib/surveys/wordings/queries";
import type { Prisma } from "@/prisma/generated/client/client";
import type { HandLink, HandOccasion } from "./schema";

const counted = { submittedAt: { not: null }, withdrawnAt: null } as const;

/** For whom there is something to open on an occasion; null where the survey has nothing of the kind at the moment. */
function whoIsMeant(
  occasion: Exclude<HandOccasion, "reworded">,
  survey: { readonly round: number; readonly previewForNamed: boolean; readonly isPublic: boolean },
): Prisma.InvitationWhereInput | null {
  switch (occasion) {
    case "quotes":
      return {
        responses: {
          some: { ...counted, answers: { some: { quotes: { some: { state: "proposed" } } } } },
        },
      };
    case "round":
      if (survey.round < 2) return null;
      return {
        responses: { some: { round: survey.round, submittedAt: null, withdrawnAt: null } },
      };
    case "preview":
      if (!survey.previewForNamed) return null;
      return { responses: { some: { ...counted, answers: { some: { attribution: "named" } } } } };
    case "published":
      return survey.isPublic ? { responses: { some: counted } } : null;
  }
}

/** Whose answer stands under earlier words alone of a question that was asked again: the question that is asked anew, by person. */
async function askedAnew(surveyId: string): Promise<ReadonlyMap<string, string>> {
  const questions = await db().question.findMany({
    where: { surveyId },
    orderBy: { position: "desc" },
    include: { revisions: { orderBy: { number: "desc" } } },
  });
  const answered = await listAnswered(db(), surveyId);
  const anew = new Map<string, string>();
  for (const { key, revisions } of questions) {
    const [newest] = revisions;
    if (newest === undefined || newest.askedAgainAt === null || newest.correction) continue;
    const present = presentRevisions(revisions);
    const own = new Set(revisions.map(({ id }) => id));
    const done = new Set(
      answered.filter((one) => present.has(one.revisionId)).map((one) => one.invitationId),
    );
    for (const { revisionId, invitationId } of answered) {
      if (own.has(revisionId) && !done.has(invitationId)) anew.set(invitationId, key);
    }
  }
  return anew;
}

/**
 * The links that an author hands over on an occasion, each person's own, for those who may edit the survey; empty for everybody
 * else. Whoever withdrew, declined or was revoked is not among them.
 */
export async function listHandLinks(
  surveyId: string,
  userId: string,
  occasion: HandOccasion,
): Promise<HandLink[]> {
  const survey = await db().survey.findFirst({
    where: { id: surveyId, members: { some: { userId, role: { in: ["owner", "editor"] } } } },
    include: { members: { select: { userId: true } }, publication: true },
  });
  if (survey === null || survey.status === "archived" || survey.fictional) return [];
  const isPublic = survey.publication !== null && survey.publication.unpublishedAt === null;
  const anew = occasion === "reworded" ? await askedAnew(survey.id) : null;
  const meant =
    occasion === "reworded"
      ? { id: { in: [...(anew?.keys() ?? [])] } }
      : whoIsMeant(occasion, { ...survey, isPublic });
  if (meant === null) return [];
  const people = await db().invitation.findMany({
    where: {
      ...meant,
      surveyId: survey.id,
      revokedAt: null,
      withdrawnAt: null,
      declinedAt: null,
      erasedAt: null,
    },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: { id: true, generation: true, name: true, email: true, unsubscribedAt: true },
  });
  const blocks = await findBlocks(
    db(),
    people.flatMap(({ email }) => email ?? []),
    survey.members.map((member) => member.userId),
  );
  const blocked = new Set(blocks.map(({ email }) => email));
  const to = { quotes: "quotes", round: "others", reworded: "reworded", preview: "preview" };
  return people.map((person) => {
    const question = anew?.get(person.id);
    const place = occasion === "published" ? null : to[occasion];
    const query = new URLSearchParams({
      ...(place === null ? {} : { to: place }),
      ...(question === undefined ? {} : { question }),
    }).toString();
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      url: `${invitationUrl(person)}${query === "" ? "" : `?${query}`}`,
      wantsNone: person.unsubscribedAt !== null || blocked.has(person.email ?? ""),
    };
  });
}
