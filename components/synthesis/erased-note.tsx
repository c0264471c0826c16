import { longDate } from "./reading";

/** Says that names and texts are gone from the page, because respondents had been promised that they go. */
export function ErasedNote({ at }: { at: Date }) {
  return (
    <aside className="fictional" aria-label="Names and texts">
      <p>
        <strong>Names and texts were erased on {longDate(at)}</strong>, at the end of the time for
        which respondents had been told that they are kept. Where this page says “withdrawn”, that
        is why. Counts and figures stand as they were published.
      </p>
    </aside>
  );
}
