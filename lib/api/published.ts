import { toSummaryCard } from "@/lib/core/export/summary-card";
import { isShownBy } from "@/lib/core/publication/respondents";
import { env } from "@/lib/platform/env";
import {
  countPublished,
  findPublishedSynthesis,
  isTakenBack,
  mapPublished,
  type PublishedSynthesis,
} from "@/lib/publications/queries";
import { problem } from "./door";

// What the API says of published syntheses: all of it has passed the consent serializer.

type Paging = { readonly page: number; readonly perPage: number };

function pageOf<T>(all: readonly T[], { page, perPage }: Paging) {
  const from = (page - 1) * perPage;
  return { items: all.slice(from, from + perPage), page, perPage, total: all.length };
}

function card(published: PublishedSynthesis) {
  return toSummaryCard(published, `${env().SITE_URL}/s/${published.slug}`);
}

/** Every published synthesis in short, the newest first. */
export async function publishedCards(paging: Paging) {
  const { page, perPage } = paging;
  const part = { skip: (page - 1) * perPage, take: perPage, fictional: true };
  const items = await mapPublished(part, card);
  return { items, page, perPage, total: await countPublished() };
}

/** A version, or the refusal that says why there is none. */
export async function requirePublished(
  slug: string,
  version?: number,
): Promise<{ ok: true; value: PublishedSynthesis } | { ok: false; response: Response }> {
  const value = await findPublishedSynthesis(slug, version);
  if (value) return { ok: true, value };
  return { ok: false, response: problem((await isTakenBack(slug)) ? 410 : 404) };
}

/** A synthesis in short. */
export function publishedCard(published: PublishedSynthesis) {
  return card(published);
}

/** The answers of a version that may be shown. */
export function publishedAnswers(
  { synthesis }: PublishedSynthesis,
  { question, ...paging }: Paging & { readonly question?: string | undefined },
) {
  const shown = synthesis.answers.filter(
    (answer) => isShownBy(answer) && (question === undefined || answer.question === question),
  );
  return pageOf(shown, paging);
}
