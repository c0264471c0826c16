import { calendarDay, endOfDay } from "./zoned-time";

/** What a survey's closing is decided by. */
type Closing = {
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly openedAt: Date | null;
  /** The round that is answered now. */
  readonly round: number;
};

/** The end of the last day as its author has written it. One that came to the minute stays while its day is not touched. */
export function closingOf(
  survey: Closing,
  { closesOn, timeZone }: { readonly closesOn: string; readonly timeZone: string },
): Date | null {
  const keeps =
    survey.closesAt !== null &&
    timeZone === survey.timeZone &&
    calendarDay(survey.closesAt, timeZone) === closesOn;
  if (keeps) return survey.closesAt;
  return closesOn === "" ? null : endOfDay(closesOn, timeZone);
}

/** Why a survey cannot close at a moment, in words; null where it can. `rounds` are those that are not over. */
export function whyNotClosing(
  survey: Closing,
  closesAt: Date | null,
  rounds: readonly { readonly number: number; readonly opensAt: Date }[],
): string | null {
  if (closesAt?.getTime() === survey.closesAt?.getTime()) return null;
  if (closesAt !== null && survey.openedAt !== null && closesAt <= survey.openedAt) {
    return "The last day lies before the opening.";
  }
  const present = rounds.find(({ number }) => number === survey.round);
  if (present === undefined) return null;
  if (closesAt === null) return "A round needs its last day: the next one opens after it.";
  if (closesAt <= present.opensAt) return "The last day lies before the round opens.";
  const next = rounds.find(({ number }) => number === survey.round + 1);
  return next !== undefined && closesAt >= next.opensAt
    ? "The next round opens before this day. Date that one later first."
    : null;
}
