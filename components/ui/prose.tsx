import type { ReactNode } from "react";

/** Words set for reading: the serif, the measure, the spacing of paragraphs. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}
