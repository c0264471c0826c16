/**
 * Reads an ORCID as people paste it ("0000-0002-1825-0097", its address, without dashes) and writes it with dashes; null
 * where it is none, or a digit was mistyped (its last character is a checksum: ISO 7064, MOD 11-2).
 */
export function parseOrcid(raw: string): string | null {
  const bare = raw
    .trim()
    .replace(/^https?:\/\/(?:www\.)?orcid\.org\//i, "")
    .replace(/\/$/, "");
  const compact = bare.replace(/[-\s\u2010-\u2015]/g, "").toUpperCase();
  if (!/^\d{15}[\dX]$/.test(compact)) return null;
  let total = 0;
  for (const digit of compact.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  if ((check === 10 ? "X" : String(check)) !== compact.at(-1)) return null;
  return compact.replace(/(.{4})(?=.)/g, "$1-");
}
