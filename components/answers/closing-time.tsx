/** A closing date in the survey's own time zone, named. */
export function ClosingTime({ at, timeZone }: { at: Date; timeZone: string }) {
  const words = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  }).format(at);
  return (
    <time dateTime={at.toISOString()}>
      {words} ({timeZone})
    </time>
  );
}
