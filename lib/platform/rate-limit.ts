import pg from "pg";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { env } from "./env";
import { sha256Hex } from "./tokens";

/** How many of each thing one key may do in how many seconds. */
const buckets = {
  "sign-in": { points: 10, duration: 900 },
  link: { points: 60, duration: 300 },
  form: { points: 60, duration: 300 },
  lookup: { points: 60, duration: 600 },
  claim: { points: 10, duration: 900 },
  "mail-test": { points: 10, duration: 900 },
  /** Asking to be invited: each makes a mail to an address that a stranger typed. */
  nomination: { points: 6, duration: 3600 },
  api: { points: 600, duration: 60 },
} as const;

/**
 * What only people already let in do, and often or all at once: counted in each process, so that a save or a submission
 * writes no counter.
 */
const localBuckets = {
  save: { points: 600, duration: 60 },
  submit: { points: 60, duration: 300 },
} as const;

export type Bucket = keyof typeof buckets | keyof typeof localBuckets;
export type Limit =
  | { readonly ok: true }
  | { readonly ok: false; readonly retryAfterSeconds: number };

const holder = globalThis as unknown as {
  consilienceLimiters?: ReadonlyMap<string, RateLimiterAbstract>;
};

function limiters(): ReadonlyMap<string, RateLimiterAbstract> {
  if (holder.consilienceLimiters === undefined) {
    const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
    const factor = env().RATE_LIMIT_FACTOR;
    holder.consilienceLimiters = new Map<string, RateLimiterAbstract>([
      ...Object.entries(buckets).map(
        ([bucket, { points, duration }]) =>
          [
            bucket,
            new RateLimiterPostgres({
              storeClient: pool,
              storeType: "pool",
              tableName: "rate_limits",
              tableCreated: true,
              keyPrefix: bucket,
              duration,
              points: points * factor,
            }),
          ] as const,
      ),
      ...Object.entries(localBuckets).map(
        ([bucket, { points, duration }]) =>
          [
            bucket,
            new RateLimiterMemory({ keyPrefix: bucket, duration, points: points * factor }),
          ] as const,
      ),
    ]);
  }
  return holder.consilienceLimiters;
}

/**
 * Counts one use. The key (an address, a response) is stored hashed. Counters live in PostgreSQL, where all instances
 * share them, but for those of `localBuckets`.
 */
export async function limit(bucket: Bucket, key: string): Promise<Limit> {
  try {
    await limiters().get(bucket)?.consume(sha256Hex(key));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { ok: false, retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) };
  }
}
