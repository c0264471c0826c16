/** Stands where a synthesis was unpublished: its address does not lie about having existed. */
export function Tombstone() {
  return (
    <article className="synthesis subpage">
      <header className="title-block">
        <h1 className="subtitle">This synthesis was taken back</h1>
        <p className="aside">
          It stood at this address and was unpublished by its author. Its versions, files and
          figures are no longer served. If it is published again, it will stand here.
        </p>
        <p className="aside">
          <a className="link" href="/">
            What is published
          </a>
        </p>
      </header>
    </article>
  );
}
