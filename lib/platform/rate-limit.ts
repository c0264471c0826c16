import pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "./env";
import { sha256Hex } from "./tokens";

/** How many of each thing one key may do in how many seconds. */
const buckets = {
  "sign-in": { points: 10, duration: 900 },
  link: { points: 60, duration: 300 },
  form: { points: 60, duration: 300 },
  save: { points: 600, duration: 60 },
  claim: { points: 10, duration: 900 },
} as const;

export type Bucket = keyof typeof buckets;
export type Limit =
  | { readonly ok: true }
  | { readonly ok: false; readonly retryAfterSeconds: number };

const holder = globalThis as unknown as {
  consilienceLimiters?: ReadonlyMap<Bucket, RateLimiterPostgres>;
};

function limiters(): ReadonlyMap<Bucket, RateLimiterPostgres> {
  if (holder.consilienceLimiters === undefined) {
    const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
    holder.consilienceLimiters = new Map(
      (Object.keys(buckets) as Bucket[]).map((bucket) => [
        bucket,
        new RateLimiterPostgres({
          storeClient: pool,
          storeType: "pool",
          tableName: "rate_limits",
          tableCreated: true,
          keyPrefix: bucket,
          duration: buckets[bucket].duration,
          points: buckets[bucket].points * env().RATE_LIMIT_FACTOR,
        }),
      ]),
    );
  }
  return holder.consilienceLimiters;
}

/** Counts one use. The key (an address, a cookie) is stored hashed. Counters live in PostgreSQL: all instances share them. */
export async function limit(bucket: Bucket, key: string): Promise<Limit> {
  try {
    await limiters().get(bucket)?.consume(sha256Hex(key));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { ok: false, retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) };
  }
}
