/**
 * Names one word about more time to one person: until when, and how many such words went before. A mail whose day is no longer
 * the one that stands says nothing true.
 */
export function moreTimeKey(invitationId: string, until: Date, before: number): string {
  return `more-time:${invitationId}:${until.getTime()}:${before}`;
}

/** Until when a mail says that somebody may answer. */
export function untilOf(dedupeKey: string): number {
  return Number(dedupeKey.split(":")[2]);
}
