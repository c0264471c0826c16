import { trimAddress } from "./parse-works";

const arxivNew = /\b(\d{4}\.\d{4,5})(?:v\d+)?\b/;
const arxivOld = /\b([a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\b/i;
const arxivPlace =
  /(?:^|\/\/|\.)(?:arxiv|alphaxiv)\.org\/|huggingface\.co\/papers\/|^\s*arxiv:|10\.48550\/arxiv\./i;
const doiForm = /\b(10\.\d{4,9}\/[^\s<>"']+)/;
const trackingKeys = /^(?:utm_.*|fbclid|gclid|mc_[a-z]+|ref|ref_src|source|igshid)$/i;

/** Where a work is found: a stable id and a canonical address. */
export type WorkAddress = { readonly id: string; readonly url: string };

function arxivAddress(address: string): WorkAddress | null {
  if (!arxivPlace.test(address)) return null;
  const number = arxivNew.exec(address)?.[1] ?? arxivOld.exec(address)?.[1]?.toLowerCase();
  if (number === undefined) return null;
  // A subject class ("math.GT/0309136") is no part of the id.
  const plain = number.replace(/^([a-z-]+)\.[a-z]{2}\//, "$1/");
  return { id: `arxiv:${plain}`, url: `https://arxiv.org/abs/${plain}` };
}

function doiAddress(address: string): WorkAddress | null {
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // A stray per cent sign: the address stands as written.
  }
  const found = doiForm.exec(decoded)?.[1];
  if (found === undefined) return null;
  const inUrl = /^https?:/i.test(address.trim());
  const bare = inUrl
    ? found.replace(/[?#].*$/, "").replace(/\/(?:full|pdf|abstract|epdf)$/i, "")
    : found;
  const doi = trimAddress(bare).toLowerCase();
  return { id: `doi:${doi}`, url: `https://doi.org/${encodeURI(doi)}` };
}

/** The registry's own number of a preprint, which is the end of its DOI. */
function ssrnAddress(address: string): WorkAddress | null {
  const number =
    /\bssrn\.com\/(?:sol3\/papers\.cfm\?(?:.*&)?abstract_id=|abstract=)(\d{4,9})\b/i.exec(
      address,
    )?.[1];
  if (number === undefined) return null;
  return { id: `doi:10.2139/ssrn.${number}`, url: `https://doi.org/10.2139/ssrn.${number}` };
}

function webAddress(address: string): WorkAddress | null {
  const spelled = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(spelled)) return null;
  const url = new URL(spelled);
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes(".")) return null;
  if (/(?:^|\.)openreview\.net$/.test(url.hostname)) {
    const forum = url.searchParams.get("id");
    if (forum !== null && /^[\w-]{1,60}$/.test(forum)) {
      return { id: `openreview:${forum}`, url: `https://openreview.net/forum?id=${forum}` };
    }
  }
  url.protocol = "https:";
  url.username = "";
  url.password = "";
  url.hash = "";
  if (url.port === "80" || url.port === "443") url.port = "";
  for (const key of [...url.searchParams.keys()]) {
    if (trackingKeys.test(key)) url.searchParams.delete(key);
  }
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/\/(?:index\.html?)?$/, "") || "/";
  const shown = url.href.replace(/\/$/, "");
  return { id: `url:${shown.replace(/^https:\/\/(?:www\.)?/, "")}`, url: shown };
}

/** Recognises arXiv (old and new ids, any version, abs or pdf), DOI, OpenReview, and normalises other web addresses. */
export function readWorkAddress(raw: string): WorkAddress | null {
  const address = trimAddress(raw);
  if (address === "") return null;
  return (
    arxivAddress(address) ?? doiAddress(address) ?? ssrnAddress(address) ?? webAddress(address)
  );
}
