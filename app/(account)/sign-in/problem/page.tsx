import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "You are not signed in" };

const words: Record<string, string> = {
  Verification: "The link was used already, or it is too old. Ask for a new one.",
  AccessDenied: "This address is not admitted. Ask the owner of this site.",
  TooMany: "Too many attempts from here. Please wait a quarter of an hour.",
};

export default async function ProblemPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string | string[] }>;
}) {
  const { error } = await searchParams;
  const lead = typeof error === "string" ? words[error] : undefined;
  return (
    <Page width="text">
      <PageHeader
        title="You are not signed in"
        lead={lead ?? "Something went wrong on our side. Nothing is lost: ask for a new link."}
      />
      <ButtonLink href="/sign-in">Ask for a new link</ButtonLink>
    </Page>
  );
}
