import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Devices } from "@/components/answers/devices";
import { MyData } from "@/components/answers/my-data";
import { loadDevices } from "@/lib/answers/devices/loaders";
import { loadPersonalData, loadProvesAddresses } from "@/lib/publications/personal-data/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("data"))("tab") };
}

export default async function MyDataPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string; ended?: string; mailed?: string }>;
}) {
  const [data, { devices, own }, { refused, ended, mailed }, sendsMail] = await Promise.all([
    loadPersonalData(),
    loadDevices(),
    searchParams,
    loadProvesAddresses(),
  ]);
  return (
    <MyData
      data={data}
      refused={refused !== undefined}
      mailed={mailed !== undefined}
      sendsMail={sendsMail}
    >
      <Devices devices={devices} own={own} ended={ended !== undefined} />
    </MyData>
  );
}
