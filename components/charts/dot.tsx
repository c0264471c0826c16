import type { SVGProps } from "react";
import type { Voice } from "./voices";

type DotProps = SVGProps<SVGCircleElement> & {
  /** Whose answer it is, where that may be read. */
  voice?: Voice | undefined;
  /** False for every dot but the first of one answer: an address leads to one place. */
  first?: boolean;
};

/** A respondent's dot. Where the answer may be read, sources point to it, and it says whose it is. */
export function Dot({ voice, first = true, ...circle }: DotProps) {
  if (voice === undefined) return <circle {...circle} />;
  const { anchor, name } = voice;
  return (
    <circle {...circle} {...(first ? { id: anchor } : { "data-dot": anchor })}>
      <title>{name}</title>
    </circle>
  );
}
