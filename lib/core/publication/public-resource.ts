/** A public thing that may be kept and given to everybody: whose epoch it follows, and the one address of all its spellings. */
export type PublicResource = {
  /** Null where it shows something of every publication, or of none. */
  readonly slug: string | null;
  /** Path and query with nothing in it that changes nothing. */
  readonly address: string;
  readonly kind: "page" | "figure" | "file";
};

const slugPath = /^\/s\/([a-z0-9-]{1,120})(?:\/(.*))?$/;
const versionPart = /^v\/[1-9][0-9]{0,5}(?:\/|$)/;

/** Names behind the question mark that a path understands. */
const known: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^respondents$/, ["sort", "order"]],
  [/^works$/, ["question", "sort", "order"]],
  [/^export\//, ["v"]],
];
const apiNames = ["page", "perPage", "version", "question"];

/**
 * Whether a GET of this address asks for something public that is the same for everybody; null where not. An address with
 * unknown names behind its question mark is the same thing as without them.
 */
export function publicResource(
  path: string,
  query: ReadonlyMap<string, string>,
): PublicResource | null {
  if (path === "/") return { slug: null, address: withQuery(path, query, ["page"]), kind: "page" };
  if (path === "/method") return { slug: null, address: path, kind: "page" };
  if (path === "/reader.js") return { slug: null, address: path, kind: "file" };
  if (path === "/feed" || path === "/sitemap.xml" || path === "/api/v1/openapi.json") {
    return { slug: null, address: path, kind: "file" };
  }
  const api = /^\/api\/v1\/syntheses(?:\/([a-z0-9-]{1,120})(?:\/[a-z]+(?:\/\d{1,6})?)?)?$/.exec(
    path,
  );
  if (api) {
    return { slug: api[1] ?? null, address: withQuery(path, query, apiNames), kind: "file" };
  }
  const [, slug, rest = ""] = slugPath.exec(path) ?? [];
  if (slug === undefined || path.length > 400) return null;
  const inner = rest.replace(versionPart, "");
  const names = known.find(([pattern]) => pattern.test(inner))?.[1] ?? [];
  const kind = /^(?:figures\/|opinions$)/.test(inner)
    ? "figure"
    : /^(?:export\/|feed$|image$|card$)/.test(inner)
      ? "file"
      : "page";
  return { slug, address: withQuery(path, query, names), kind };
}

function withQuery(path: string, query: ReadonlyMap<string, string>, names: readonly string[]) {
  const kept = names.flatMap((name) => {
    const value = query.get(name);
    return value === undefined || value.length > 120 ? [] : [[name, value]];
  });
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
}
