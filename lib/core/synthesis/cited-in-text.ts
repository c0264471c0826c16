import type { NamedWork } from "./parse-works";
import { trimAddress } from "./parse-works";

// In a comment on a position, a work is what has an address: a DOI, a preprint, a submission, a page. A title without one
// cannot be told from the sentence around it.

/** What any address has in it: most comments have none of these, and are not looked at further. */
const hint = /:\/\/|www\.|10\.\d{4}|arxiv|openreview/i;

/** No alternative can match one text in two ways, so that no text takes longer than its length. */
const addressForm = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"'\x60|]+`,
    String.raw`\b(?:arxiv\.org|alphaxiv\.org|openreview\.net|(?:dx\.)?doi\.org)\/[^\s<>"'\x60|]+`,
    String.raw`\b10\.\d{4,9}\/[^\s<>"'\x60|]+`,
    String.raw`\barxiv(?: preprint)?[:\s]\s?(?:arxiv:)?(?<arxiv>\d{4}\.\d{4,5}(?:v\d+)?|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?)`,
    String.raw`\bopenreview[:\s]\s?(?<openreview>[\w-]{8,14})\b`,
  ].join("|"),
  "gi",
);

/** So far before an address its title may begin. */
const REACH = 300;
const titleInQuotes =
  /[“"«„]([^“”"«»„\n]{12,250})[”"»“][\s,.;:()[\]–—-]{0,6}(?:(?:doi|url|see|at)[:\s]\s?)?$/i;
const titleInLink = /\[([^[\]\n]{12,250})\]\(<?$/;

/** The title that stands right before an address: in quotation marks, or as the words of a Markdown link. */
function titleBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - REACH), at);
  const title = (titleInLink.exec(before) ?? titleInQuotes.exec(before))?.[1]?.trim() ?? "";
  // "this recent paper" names nothing, and neither does an address written out.
  const isTitle = title.split(/\s+/).length >= 4 && !/:\/\/|^www\./i.test(title);
  return isTitle ? title.replace(/\s+/g, " ") : "";
}

/** An OpenReview id has letters of both cases or digits; "openreview discussion" has not. */
function isForumId(id: string): boolean {
  return /\d/.test(id) || (/[a-z][A-Z]/.test(id) && /[a-z]/.test(id));
}

/** The works that a text in sentences cites by DOI, arXiv id, OpenReview id or web address, in its order. */
export function citedInText(text: string): NamedWork[] {
  if (!hint.test(text)) return [];
  const works: NamedWork[] = [];
  for (const found of text.matchAll(addressForm)) {
    const { arxiv, openreview } = found.groups ?? {};
    if (openreview !== undefined && !isForumId(openreview)) continue;
    const address =
      arxiv !== undefined
        ? `arxiv:${arxiv}`
        : openreview !== undefined
          ? `https://openreview.net/forum?id=${openreview}`
          : trimAddress(found[0]);
    works.push({ title: titleBefore(text, found.index), address, details: {} });
  }
  return works;
}
