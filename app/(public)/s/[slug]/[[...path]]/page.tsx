import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { describePage } from "@/components/synthesis/page-metadata";
import { PublicPageView } from "@/components/synthesis/public-page-view";
import { Tombstone } from "@/components/synthesis/tombstone";
import { parsePublicPath } from "@/lib/core/publication/address";
import { loadCanPrint } from "@/lib/exports/loaders";
import { loadIsTakenBack, loadPublicPage, loadSiteUrl } from "@/lib/publications/loaders";
import { listOrderSchema } from "@/lib/publications/schema";

export const dynamic = "force-dynamic";

type Props = {
  params: Promise<{ slug: string; path?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function load({ params }: Props) {
  const { slug, path = [] } = await params;
  const address = parsePublicPath(path.map(decodeURIComponent));
  if (address === null) notFound();
  return { slug, address, page: await loadPublicPage(slug, address) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { address, page } = await load(props);
  if (page === null) return { title: "Nothing here", robots: { index: false } };
  return describePage(page, address.view, { url: loadSiteUrl(), canPrint: loadCanPrint() });
}

export default async function PublishedPage(props: Props) {
  const { slug, page } = await load(props);
  if (page === null) {
    if (await loadIsTakenBack(slug)) return <Tombstone />;
    notFound();
  }
  const order = listOrderSchema.parse(await props.searchParams);
  return (
    <PublicPageView page={page} order={order} siteUrl={loadSiteUrl()} canPrint={loadCanPrint()} />
  );
}
