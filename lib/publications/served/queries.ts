import pg from "pg";
import { joined } from "@/lib/platform/byte-cache";
import { env } from "@/lib/platform/env";

/** Under what a publication's pages are kept, and whether they are taken back. */
export type PublicEpoch = { readonly epoch: string; readonly takenBack: boolean };

const holder = globalThis as unknown as {
  consilienceEpochs?: (slug: string | null) => Promise<PublicEpoch | null>;
};

const statement = `
SELECT "slug", "epoch"::text AS "epoch", "unpublishedAt" IS NOT NULL AS "takenBack"
  FROM "Publication" WHERE "slug" = ANY($1)
UNION ALL
SELECT NULL, md5(coalesce(string_agg("epoch"::text, ',' ORDER BY "id"), '')), false
  FROM "Publication" WHERE $2`;

type Row = PublicEpoch & { readonly slug: string | null };

/**
 * The epoch of a publication (null where there is none of that address), or of all of them together. It is read anew for
 * each request, so that nothing changed before the request is missed; requests that come at the same time share a reading.
 */
export function readEpoch(slug: string | null): Promise<PublicEpoch | null> {
  holder.consilienceEpochs ??= makeReader();
  return holder.consilienceEpochs(slug);
}

function makeReader() {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
  // A connection that breaks while it waits is replaced at the next question; without this the process would end.
  pool.on("error", () => undefined);
  return joined<string | null, PublicEpoch | null>(async (slugs) => {
    const named = [...new Set(slugs.filter((slug) => slug !== null))];
    const { rows } = await pool.query<Row>({
      name: "epochs",
      text: statement,
      values: [named, slugs.includes(null)],
    });
    const found = new Map(rows.map(({ slug, epoch, takenBack }) => [slug, { epoch, takenBack }]));
    return (slug) => found.get(slug) ?? null;
  });
}
