/** What tells one wording of a question from another. */
export type RevisionFacts = {
  readonly id: string;
  readonly number: number;
  /** The author declared it the same question as the revision before. */
  readonly correction: boolean;
};

/** One wording of a question: a revision with the corrections of it, the newest first. Answers to any of them are answers to one question. */
export type Wording<Revision> = readonly [Revision, ...Revision[]];

/** The wordings of a question, the present one first; the first revision is a wording whatever it was declared. */
export function wordingsOf<Revision extends RevisionFacts>(
  revisions: readonly Revision[],
): readonly Wording<Revision>[] {
  const wordings: [Revision, ...Revision[]][] = [];
  let joins = false;
  for (const revision of [...revisions].sort((a, b) => b.number - a.number)) {
    const last = wordings.at(-1);
    if (joins && last !== undefined) last.push(revision);
    else wordings.push([revision]);
    joins = revision.correction;
  }
  return wordings;
}

/** The ids of the revisions whose answers answer the present wording. */
export function presentRevisions(revisions: readonly RevisionFacts[]): ReadonlySet<string> {
  return new Set(wordingsOf(revisions)[0]?.map(({ id }) => id));
}
