import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Devices } from "@/components/answers/devices";
import { MyData } from "@/components/answers/my-data";
import { loadDevices } from "@/lib/answers/devices/loaders";
import { loadPersonalData } from "@/lib/publications/personal-data/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("data"))("tab") };
}

export default async function MyDataPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string; ended?: string }>;
}) {
  const [data, { devices, own }, { refused, ended }] = await Promise.all([
    loadPersonalData(),
    loadDevices(),
    searchParams,
  ]);
  return (
    <MyData data={data} refused={refused !== undefined}>
      <Devices devices={devices} own={own} ended={ended !== undefined} />
    </MyData>
  );
}
