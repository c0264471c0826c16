/** Half of a surrogate pair standing alone: no UTF-8 file can hold it and canonical JSON refuses it. */
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The one form in which text is stored and counted: NFC, line ends LF, no NUL (PostgreSQL cannot hold it), no lone
 * surrogate. Offsets of quotes are valid only in this form.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\u0000", "")
    .replace(loneSurrogate, "\uFFFD")
    .normalize("NFC");
}

/** {@link normalizeText} for every string inside a JSON value, keys included. */
export function normalizeJson(value: unknown): unknown {
  if (typeof value === "string") return normalizeText(value);
  if (Array.isArray(value)) return value.map(normalizeJson);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [normalizeText(key), normalizeJson(inner)]),
    );
  }
  return value;
}
