import type { Synthesis } from "../synthesis/synthesis-schema";
import { cleanLine } from "./clean-text";
import type { ExportMeta } from "./export-meta";

/** How a synthesis is cited in running text: "A. Author (2026). Title. Consilience, version 2. https://…". */
export function citationText(synthesis: Synthesis, meta: ExportMeta): string {
  const { authors, title, fictional } = synthesis.survey;
  const names = authors.map(({ name }) => cleanLine(name)).filter(Boolean);
  const year = /^\d{4}/.exec(meta.date ?? synthesis.methods.to ?? "")?.[0];
  const head = [names.join(", "), year ? `(${year})` : ""].filter(Boolean).join(" ");
  const line = cleanLine(title);
  return [
    head && `${head}.`,
    /[.?!]$/.test(line) ? line : `${line}.`,
    fictional ? "Demonstration with fictional respondents." : "",
    meta.version === undefined ? "Consilience." : `Consilience, version ${meta.version}.`,
    meta.url ?? "",
  ]
    .filter(Boolean)
    .join(" ");
}
