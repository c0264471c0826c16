/** Whether a name is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}

/** The last minute of a calendar day ("2026-03-29") in a time zone, as an instant. */
export function endOfDay(date: string, timeZone: string): Date {
  const wall = Date.parse(`${date}T23:59:00Z`);
  // The zone's offset at the wall time read as UTC, then at the instant that this gives: right across changes of the clock.
  const guess = wall - offsetMs(new Date(wall), timeZone);
  return new Date(wall - offsetMs(new Date(guess), timeZone));
}

/**
 * The instants at which clocks in a time zone show a time ("2026-03-29T02:30"), in order: one as a rule, two where the clock
 * is put back over it, none where it is put forward past it or the text is no time.
 */
export function instantsOf(wallTime: string, timeZone: string): readonly Date[] {
  const wall = Date.parse(`${wallTime}Z`);
  // Some texts are read as another time: the thirtieth of February as the second of March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(`${wallTime}:00.`)) return [];
  const day = 24 * 3600 * 1000;
  const offsets = new Set(
    [-day, 0, day].map((shift) => offsetMs(new Date(wall + shift), timeZone)),
  );
  return [...offsets]
    .map((offset) => ({ offset, at: new Date(wall - offset) }))
    .filter(({ offset, at }) => offsetMs(at, timeZone) === offset)
    .map(({ at }) => at)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** An instant in words with its zone and how far that is from UTC: "29 March 2026, 23:59 (Europe/Berlin, GMT+2)". */
export function formatInstantWithOffset(instant: Date, timeZone: string): string {
  const offset = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" })
    .formatToParts(instant)
    .find(({ type }) => type === "timeZoneName")?.value;
  return formatInstant(instant, timeZone).replace(/\)$/, `, ${offset ?? "GMT"})`);
}

/** The calendar day of an instant in a time zone, "2026-03-29". */
export function calendarDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);
}

/** An instant in words with its zone: "29 March 2026, 23:59 (Europe/Berlin)". */
export function formatInstant(instant: Date, timeZone: string): string {
  const words = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
  return `${words.replace(" at ", ", ")} (${timeZone})`;
}

/** A day in words: "29 March 2026". */
export function formatDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(instant);
}

/** A time of day: "23:59". */
export function formatTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}

function offsetMs(instant: Date, timeZone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(instant.getTime() / 1000) * 1000;
}
