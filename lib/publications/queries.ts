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
    synthesis: openVersion(version.document, version.fields),
    versions: publication.versions.map((one) => ({
      number: one.number,
      publishedAt: one.publishedAt,
      changelog: readChangelog(one.changelog),
    })),
  };
}

/** Whether the survey of this address was published once and is unpublished now. */
export async function isTakenBack(slug: string): Promise<boolean> {
  const publication = await db().publication.findUnique({
    where: { slug },
    select: { unpublishedAt: true, _count: { select: { versions: true } } },
  });
  return (
    publication !== null && publication.unpublishedAt !== null && publication._count.versions > 0
  );
}

/** Every published synthesis in its latest version, the newest first. */
export async function listPublishedSyntheses(): Promise<PublishedSynthesis[]> {
  const publications = await db().publication.findMany({
    where: { unpublishedAt: null, versions: { some: {} } },
    select: { slug: true },
  });
  const found = await Promise.all(publications.map(({ slug }) => findPublishedSynthesis(slug)));
  return found
    .filter((one) => one !== null)
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}

function readChangelog(stored: unknown): Change[] {
  // Written by publishSurvey alone, from the same type.
  return Array.isArray(stored) ? (stored as Change[]) : [];
}
