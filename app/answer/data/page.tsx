import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MyData } from "@/components/answers/my-data";
import { loadPersonalData } from "@/lib/publications/personal-data/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("data"))("tab") };
}

export default async function MyDataPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string }>;
}) {
  const [data, { refused }] = await Promise.all([loadPersonalData(), searchParams]);
  return <MyData data={data} refused={refused !== undefined} />;
}
