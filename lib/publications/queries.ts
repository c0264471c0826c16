import type { Change } from "@/lib/core/publication/changelog";
import { openVersion } from "@/lib/core/publication/open-version";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db } from "@/lib/platform/db";

/** A published version, opened: what was withdrawn since is blank in it. */
export type PublishedSynthesis = {
  readonly slug: string;
  readonly number: number;
  readonly latest: number;
  readonly publishedAt: Date;
  readonly sha256: string;
  /** When names and texts were erased as respondents had been promised; null while they stand. */
  readonly erasedAt: Date | null;
  readonly synthesis: Synthesis;
  readonly versions: readonly {
    readonly number: number;
    readonly publishedAt: Date;
    readonly changelog: readonly Change[];
  }[];
};

/** A published synthesis by its address: the version asked for, or the latest. Null where there is none. */
export async function findPublishedSynthesis(
  slug: string,
  number?: number,
): Promise<PublishedSynthesis | null> {
  const publication = await db().publication.findUnique({
    where: { slug },
    include: {
      survey: { select: { erasedAt: true } },
      versions: {
        orderBy: { number: "desc" },
        select: { id: true, number: true, publishedAt: true, changelog: true },
      },
    },
  });
  const [latest] = publication?.versions ?? [];
  if (!publication || publication.unpublishedAt || !latest) return null;
  const wanted =
    number === undefined ? latest : publication.versions.find((one) => one.number === number);
  if (!wanted) return null;
  const version = await db().publishedVersion.findUnique({
    where: { id: wanted.id },
    include: { fields: true },
  });
  if (!version) return null;
  return {
    slug,
    number: version.number,
    latest: latest.number,
    publishedAt: version.publishedAt,
    sha256: version.sha256,
    erasedAt: publication.survey.erasedAt,
    synthesis: openVersion(version.document, version.fields),
    versions: publication.versions.map((one) => ({
      number: one.number,
      publishedAt: one.publishedAt,
      changelog: readChangelog(one.changelog),
    })),
  };
}

/** Whether the survey of this address was published once and is unpublished, or deleted, now. */
export async function isTakenBack(slug: string): Promise<boolean> {
  const publication = await db().publication.findUnique({
    where: { slug },
    select: { unpublishedAt: true },
  });
  return publication !== null && publication.unpublishedAt !== null;
}

/** Which part of the list of published syntheses is wanted. */
type Part = {
  readonly skip: number;
  readonly take: number;
  /** Whether demonstrations are among them. */
  readonly fictional: boolean;
};

/** Where a published synthesis stands, without anything of its answers. */
type Listed = {
  readonly slug: string;
  readonly publishedAt: Date;
  /** Ids of its questions, in their order. */
  readonly questions: readonly string[];
};

/** The published syntheses, those with the newest version first: one query, in which no answer is read. */
export async function listPublished({ skip, take, fictional }: Part): Promise<readonly Listed[]> {
  return db().$queryRaw<Listed[]>`
    SELECT p.slug, v."publishedAt", v.questions
    FROM "Publication" p
    CROSS JOIN LATERAL (
      SELECT one."publishedAt",
        one.document #>> '{survey,fictional}' AS fictional,
        jsonb_path_query_array(one.document, '$.sections[*].question.id') AS questions
      FROM "PublishedVersion" one
      WHERE one."publicationId" = p.id
      ORDER BY one.number DESC
      LIMIT 1
    ) v
    WHERE p."unpublishedAt" IS NULL AND (${fictional} OR v.fictional IS DISTINCT FROM 'true')
    ORDER BY v."publishedAt" DESC, p.slug
    LIMIT ${take} OFFSET ${skip}`;
}

/** How many published syntheses there are, demonstrations included. */
export async function countPublished(): Promise<number> {
  return db().publication.count({ where: { unpublishedAt: null, versions: { some: {} } } });
}

/**
 * A part of the published syntheses in their latest versions, the newest first, each as `show` makes it: versions are
 * opened one after the other, so that a list never holds more than one.
 */
export async function mapPublished<T>(
  part: Part,
  show: (published: PublishedSynthesis) => T,
): Promise<T[]> {
  const shown: T[] = [];
  for (const { slug } of await listPublished(part)) {
    const published = await findPublishedSynthesis(slug);
    if (published !== null) shown.push(show(published));
  }
  return shown;
}

function readChangelog(stored: unknown): Change[] {
  // Written by publishSurvey alone, from the same type.
  return Array.isArray(stored) ? (stored as Change[]) : [];
}
