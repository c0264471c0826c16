import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = {
  title: "Confirm your sign-in",
  referrer: "no-referrer",
  robots: { index: false },
};

type Query = { token?: string | string[]; email?: string | string[] };

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { token, email } = await searchParams;
  if (typeof token !== "string" || typeof email !== "string" || !token || !email) {
    redirect("/sign-in");
  }
  return (
    <Page width="text">
      <PageHeader title="One more click" lead={`You are about to sign in as ${email}.`} />
      <form method="post" action="/api/auth/callback/email">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <Button type="submit">Sign in</Button>
      </form>
    </Page>
  );
}
