import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirstScreen } from "@/components/answers/first-screen";
import { TooManyRequests } from "@/components/answers/too-many-requests";
import { loadFirstScreen } from "@/lib/answers/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("first"))("tab") };
}

/** The first screen of a personal link. Reading it changes nothing, so a mail scanner may. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const loaded = await loadFirstScreen(token);
  if (loaded.kind === "wait") return <TooManyRequests seconds={loaded.seconds} />;
  if (loaded.kind === "unknown") notFound();
  return <FirstScreen token={token} {...loaded.screen} />;
}
