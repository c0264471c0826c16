import { randomBytes } from "node:crypto";

/**
 * Ids for rows that are written many at a time by SQL: UUIDs of version 7 as Prisma draws them, made at `now`, which sort
 * in the order in which they were drawn.
 */
export function orderedIds(now: Date): () => string {
  const time = now.getTime().toString(16).padStart(12, "0");
  let count = 0;
  return () => {
    const random = randomBytes(8);
    // A counter of 28 bits stands where the random bits begin: twelve after the version, sixteen after the variant.
    const counter = count++;
    const high = ((counter >>> 16) & 0xfff).toString(16).padStart(3, "0");
    const variant = (0x8000 | ((counter >>> 2) & 0x3fff)).toString(16);
    const low = (((counter & 3) << 6) | ((random[0] ?? 0) & 0x3f)).toString(16).padStart(2, "0");
    const rest = random.subarray(1, 6).toString("hex");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${variant}-${low}${rest}`;
  };
}
