/** What a public address under `/s/<slug>` shows. */
export type PublicView =
  | { readonly kind: "synthesis" }
  | { readonly kind: "respondents" }
  | { readonly kind: "respondent"; readonly id: string }
  | { readonly kind: "answers"; readonly question: string }
  | { readonly kind: "works" }
  | { readonly kind: "opinions" }
  | { readonly kind: "figure"; readonly question: string }
  | { readonly kind: "compare"; readonly from: number; readonly to: number };

/** A page of a published synthesis; `version` is null for the latest one. */
export type PublicPage = { readonly version: number | null; readonly view: PublicView };

const number = /^[1-9][0-9]{0,5}$/;
const id = /^[\p{L}\p{N}-]{1,80}$/u;

/**
 * Reads the parts of an address behind `/s/<slug>`: none for the latest version, `v/2` for an older one, and the pages
 * beside each (`respondents`, `respondents/<id>`, `answers/<question>`, `works`, `figures/<question>`,
 * `opinions` for the map alone, `compare/1...2`). Null where no page is called so.
 */
export function parsePublicPath(parts: readonly string[]): PublicPage | null {
  const [head, version = "", ...rest] = parts;
  if (head !== "v") return withView(null, parts);
  return number.test(version) ? withView(Number(version), rest) : null;
}

function withView(version: number | null, parts: readonly string[]): PublicPage | null {
  const view = readView(parts);
  // A comparison names its two versions itself.
  return view === null || (view.kind === "compare" && version !== null) ? null : { version, view };
}

function readView(parts: readonly string[]): PublicView | null {
  const [head, name] = parts;
  if (head === undefined) return { kind: "synthesis" };
  if (parts.length === 1) {
    return head === "respondents" || head === "works" || head === "opinions"
      ? { kind: head }
      : null;
  }
  if (parts.length > 2 || name === undefined) return null;
  if (head === "compare") {
    const [, from = "", to = ""] = /^(\d+)\.\.\.(\d+)$/.exec(name) ?? [];
    if (!number.test(from) || !number.test(to) || from === to) return null;
    return { kind: "compare", from: Number(from), to: Number(to) };
  }
  if (!id.test(name)) return null;
  if (head === "respondents") return { kind: "respondent", id: name };
  if (head === "answers") return { kind: "answers", question: name };
  return head === "figures" ? { kind: "figure", question: name } : null;
}

/** The address of a page of the synthesis `slug`. */
export function publicPath(slug: string, { version, view }: PublicPage): string {
  const base = version === null ? `/s/${slug}` : `/s/${slug}/v/${version}`;
  switch (view.kind) {
    case "synthesis":
      return base;
    case "respondents":
    case "works":
    case "opinions":
      return `${base}/${view.kind}`;
    case "respondent":
      return `${base}/respondents/${view.id}`;
    case "answers":
      return `${base}/answers/${view.question}`;
    case "figure":
      return `${base}/figures/${view.question}`;
    case "compare":
      return `${base}/compare/${view.from}...${view.to}`;
  }
}
