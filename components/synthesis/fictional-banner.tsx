/** Says first of all that nobody on the page exists. */
export function FictionalBanner() {
  return (
    <aside className="fictional" aria-label="About this page">
      <p>
        <strong>This is a demonstration.</strong> The respondents are fictional and their answers
        were written to show what a synthesis looks like. Cited works are real.
      </p>
    </aside>
  );
}
