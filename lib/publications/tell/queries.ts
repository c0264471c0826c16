import { openTitle, type StoredTitle, titleCommitments } from "@/lib/core/publication/page-title";
import { db } from "@/lib/platform/db";

/** Who is written to of a version: everyone who answered, has an address and has not withdrawn. */
export function toTell(surveyId: string) {
  return {
    surveyId,
    email: { not: null },
    revokedAt: null,
    withdrawnAt: null,
    responses: { some: { submittedAt: { not: null }, withdrawnAt: null } },
  };
}

/** How many people would get the mail that a version is published. */
export async function countToTell(surveyId: string): Promise<number> {
  return db().invitation.count({ where: toTell(surveyId) });
}

/** The title of a publication's page as its latest version has it, read without the rest of the version. */
async function findPageTitle(publicationId: string): Promise<string | null> {
  const [version] = await db().$queryRaw<(StoredTitle & { readonly id: string })[]>`
    SELECT id, document #> '{survey,title}' AS computed,
      jsonb_path_query_first(
        document, '$.overlay[*] ? (@.kind == "text" && @.block == "title").text'
      ) AS edited
    FROM "PublishedVersion"
    WHERE "publicationId" = ${publicationId}::uuid
    ORDER BY number DESC
    LIMIT 1`;
  if (version === undefined) return null;
  const commitment = { in: titleCommitments(version) };
  const fields =
    commitment.in.length === 0
      ? []
      : await db().publishedField.findMany({ where: { versionId: version.id, commitment } });
  return openTitle(version, fields);
}

/** What the mail to somebody who answered says; null where there is nothing to tell any more. */
export async function findPublishedMail(invitationId: string) {
  const invitation = await db().invitation.findFirst({
    where: {
      id: invitationId,
      revokedAt: null,
      withdrawnAt: null,
      survey: { publication: { unpublishedAt: null } },
      responses: { some: { submittedAt: { not: null }, withdrawnAt: null } },
    },
    select: {
      id: true,
      generation: true,
      name: true,
      email: true,
      language: true,
      survey: {
        select: {
          title: true,
          senderName: true,
          language: true,
          publication: { select: { id: true, slug: true } },
          correspondentId: true,
          members: { include: { user: true }, orderBy: { createdAt: "asc" } },
        },
      },
      responses: { select: { displayName: true } },
    },
  });
  const publication = invitation?.survey.publication;
  if (!invitation?.email || !publication) return null;
  return {
    invitation: { ...invitation, email: invitation.email },
    survey: invitation.survey,
    slug: publication.slug,
    title: (await findPageTitle(publication.id)) ?? invitation.survey.title,
    name: invitation.responses[0]?.displayName || invitation.name,
  };
}
