/** Names one reminder of one person in one round, so that two workers that find it due queue it once. */
export function reminderKey(invitationId: string, round: number, number: number): string {
  return `reminder:${invitationId}:${round === 1 ? number : `r${round}.${number}`}`;
}

/** The round in which a reminder was queued. */
export function roundOfReminder(dedupeKey: string): number {
  return Number(/:r(\d+)\.\d+$/.exec(dedupeKey)?.[1] ?? 1);
}
