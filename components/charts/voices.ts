/** Up to this many answers a chart draws each as a dot of its own; beyond it, bars. */
export const mostDots = 40;

/** Whose answer a dot stands for, where that may be read. */
export type Voice = {
  /** The dot's anchor on the page. */
  readonly anchor: string;
  readonly name: string;
  /** The answer's value, as it is stored. */
  readonly value: string;
};
