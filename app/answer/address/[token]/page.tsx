import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HeldUnder } from "@/components/answers/held-under";
import { loadHeldUnder } from "@/lib/publications/personal-data/address/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("held"))("tab") };
}

export default async function HeldUnderPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ refused?: string; erased?: string }>;
}) {
  const [{ token }, { refused, erased }] = await Promise.all([params, searchParams]);
  return (
    <HeldUnder
      held={await loadHeldUnder(token)}
      path={`/answer/address/${token}`}
      refused={refused !== undefined}
      erased={erased !== undefined}
    />
  );
}
