import type { Synthesis } from "../synthesis/synthesis-schema";
import { cleanLine } from "./clean-text";
import type { ExportMeta } from "./export-meta";

/** How a synthesis is cited in running text: "A. Author (2026). Title. Consilience, version 2. https://…"; the title comes first where no author is named. */
export function citationText(synthesis: Synthesis, meta: ExportMeta): string {
  const { authors, title, fictional } = synthesis.survey;
  const names = authors.map(({ name }) => cleanLine(name)).filter(Boolean);
  const year = /^\d{4}/.exec(meta.date ?? synthesis.methods.to ?? "")?.[0];
  const when = year ? `(${year})` : "";
  const line = cleanLine(title);
  const closed = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);
  const signed = [names.join(", "), when].filter(Boolean).join(" ");
  const unsigned = [line, when].filter(Boolean).join(" ");
  return [
    ...(names.length > 0 ? [`${signed}.`, closed(line)] : [closed(unsigned)]),
    fictional ? "Demonstration with fictional respondents." : "",
    meta.version === undefined ? "Consilience." : `Consilience, version ${meta.version}.`,
    meta.url ?? "",
  ]
    .filter(Boolean)
    .join(" ");
}
