import type { ContactFacts } from "./contact";

/** Without case and accents, so that "zurich" finds "Zürich"; a database's own comparing knows neither in every locale. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Tells whether a person has every word of a search, in any field. An empty search finds everybody. */
export function contactFinder(search: string): (contact: ContactFacts) => boolean {
  const words = folded(search)
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 10);
  return (contact) => {
    const { name, email, affiliation, role, orcid, notes } = contact;
    const text = folded([name, email, affiliation, role, orcid, notes].join("\n"));
    return words.every((word) => text.includes(word));
  };
}
