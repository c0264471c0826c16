/** One work as a respondent wrote it down. */
export type NamedWork = {
  readonly title: string;
  readonly address: string;
  readonly details: Readonly<Record<string, string>>;
};

/** A row as other tools write it. */
type Row = Readonly<Record<string, string | number | boolean | null>>;

// By hand, because the form loads this file and nothing else of a schema.
function isRow(value: unknown): value is Row {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (cell) => cell === null || ["string", "number", "boolean"].includes(typeof cell),
    )
  );
}

const addressIn =
  /(?:https?:\/\/|www\.)[^\s<>"'`|]+|\b10\.\d{4,9}\/[^\s<>"'`|]+|\barxiv:\s*[^\s<>"'`|,;]+|\bdoi:\s*10\.[^\s<>"'`|]+/gi;
const addressKeys = ["url", "link", "address", "doi", "arxiv"];

/** Punctuation that ends the sentence around an address, not the address. */
export function trimAddress(address: string): string {
  let trimmed = address.trim();
  for (;;) {
    const before = trimmed;
    trimmed = trimmed.replace(/[.,;:!?'"*_\]>}]+$/, "");
    // A closing parenthesis belongs to an address only where one is opened in it.
    if (trimmed.endsWith(")") && trimmed.split("(").length < trimmed.split(")").length) {
      trimmed = trimmed.slice(0, -1);
    }
    if (trimmed === before) return trimmed;
  }
}

/** A title without the marks of a citation around it: quotation marks, "arXiv preprint", "[cs.AI]", "available at". */
function tidyTitle(words: string): string {
  let title = words
    .replace(/\(\s*\)|\[\s*\]|<\s*>|\[[a-z-]+\.[A-Z]{2}\]/g, "")
    .replace(/\b(?:arxiv preprint|available (?:at|from)|retrieved from|doi|url|link)\s*:?\s*$/i, "")
    .replace(/\s+/g, " ");
  for (;;) {
    const before = title;
    title = title
      .replace(/^[\s,;:.–—|-]+|[\s,;:–—|-]+$/g, "")
      .replace(/^(["“„«'‘])(.*)["”“»'’]([.,]?)$/, (whole, open: string, inner: string) =>
        /["”“»]/.test(inner) && open !== "'" ? whole : inner,
      );
    if (title === before) return title;
  }
}

/** The works of one line: addresses beside a title are the title's, addresses alone are a work each. */
function fromLine(line: string): NamedWork[] {
  const bare = line
    .replace(/^\s*(?:[-*•–]|\d{1,3}[.)]|\[\d{1,3}\])\s+/, "")
    .replace(/\[([^\]]{1,500})\]\(([^)\s]{1,2000})\)/, "$1 $2")
    .trim();
  if (bare === "") return [];
  const addresses: string[] = [];
  let rest = "";
  let at = 0;
  for (const found of bare.matchAll(addressIn)) {
    rest += bare.slice(at, found.index);
    at = found.index + found[0].length;
    addresses.push(trimAddress(found[0].replace(/\s+/g, "")));
  }
  const [address = "", ...others] = addresses;
  const title = addresses.length === 0 ? bare : tidyTitle(rest + bare.slice(at));
  const named = { title: /[\p{L}\p{N}]/u.test(title) ? title : "", address, details: {} };
  if (named.title !== "" || others.length === 0) return [named];
  return addresses.map((one) => ({ title: "", address: one, details: {} }));
}

function fromRow(
  row: Readonly<Record<string, string | number | boolean | null>>,
): NamedWork | null {
  let title = "";
  let address = "";
  const details: Record<string, string> = {};
  for (const [rawKey, cell] of Object.entries(row)) {
    const key = rawKey.trim().toLowerCase();
    const words = cell === null ? "" : String(cell).replace(/\s+/g, " ").trim();
    if (words === "") continue;
    if (key === "title") title = words;
    else if (addressKeys.includes(key)) {
      const spelled = key === "arxiv" && !/arxiv/i.test(words) ? `arxiv:${words}` : words;
      if (address === "" || key === "url") address = trimAddress(spelled);
    } else details[rawKey.trim()] = words;
  }
  if (title !== "" && address === "") {
    const [line] = fromLine(title);
    if (line !== undefined && line.address !== "") return { ...line, details };
  }
  return title === "" && address === "" ? null : { title, address, details };
}

/**
 * Reads the works that an answer names: a JSON array of objects, or one a line. Null where the text begins like such an
 * array and is none.
 */
export function parseWorks(text: string): NamedWork[] | null {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  if (/^\[\s*(?:\{|\])/.test(trimmed)) {
    let json: unknown;
    try {
      json = JSON.parse(trimmed);
    } catch {
      return null;
    }
    if (!Array.isArray(json) || !json.every(isRow)) return null;
    return json.map(fromRow).filter((work) => work !== null);
  }
  return trimmed.split("\n").flatMap(fromLine);
}
