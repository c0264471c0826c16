import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContinueScreen } from "@/components/answers/continue-screen";
import { FirstScreen } from "@/components/answers/first-screen";
import { TooManyRequests } from "@/components/answers/too-many-requests";
import { loadFirstScreen } from "@/lib/answers/loaders";
import { destinationSchema } from "@/lib/answers/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("first"))("tab") };
}

/** The first screen of a personal link. Reading it changes nothing, so a mail scanner may. */
export default async function InvitationPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{
    to?: string | string[];
    question?: string | string[];
    suggested?: string;
  }>;
}) {
  const [{ token }, search] = await Promise.all([params, searchParams]);
  const loaded = await loadFirstScreen(token);
  if (loaded.kind === "wait") return <TooManyRequests seconds={loaded.seconds} />;
  if (loaded.kind === "unknown") notFound();
  const to = destinationSchema.safeParse(search.to);
  if (to.success && loaded.screen.begun) {
    const { name, title } = loaded.screen;
    const question = typeof search.question === "string" ? search.question : undefined;
    return (
      <ContinueScreen token={token} to={to.data} question={question} name={name} title={title} />
    );
  }
  const { language: _, ...screen } = loaded.screen;
  return <FirstScreen token={token} {...screen} suggested={search.suggested} />;
}
