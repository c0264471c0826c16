// citation.js brings no types: the parts that the tests use.
declare module "@citation-js/core" {
  type Name = { readonly given?: string; readonly family?: string; readonly literal?: string };
  export type Item = {
    readonly id: string;
    readonly type: string;
    readonly title?: string;
    readonly author?: readonly Name[];
    readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
    readonly URL?: string;
    readonly DOI?: string;
  };
  export class Cite {
    constructor(data: string);
    readonly data: readonly Item[];
  }
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-csl";
