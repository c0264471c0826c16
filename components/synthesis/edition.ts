/** One entry of a version's changelog, written from the data. */
export type Change = { readonly kind: string; readonly text: string };

/** The published version that a page shows. */
export type Edition = {
  readonly slug: string;
  readonly number: number;
  readonly latest: number;
  readonly publishedAt: Date;
  readonly sha256: string;
  /** When names and texts were erased as respondents had been promised; null while they stand. */
  readonly erasedAt: Date | null;
  readonly versions: readonly {
    readonly number: number;
    readonly publishedAt: Date;
    readonly changelog: readonly Change[];
  }[];
};
