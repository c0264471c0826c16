import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { FirstScreen } from "@/components/answers/first-screen";
import { TooManyRequests } from "@/components/answers/too-many-requests";
import { listFirstScreen } from "@/lib/answers/first-screen";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress } from "@/lib/platform/request";

export const metadata: Metadata = {
  title: "Invitation",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** The first screen of a personal link. Reading it changes nothing, so a mail scanner may. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const limited = await limit("link", clientAddress(await headers()));
  if (!limited.ok) return <TooManyRequests seconds={limited.retryAfterSeconds} />;
  const { token } = await params;
  const screen = await listFirstScreen(token, new Date());
  if (screen === null) notFound();
  return <FirstScreen token={token} {...screen} />;
}
