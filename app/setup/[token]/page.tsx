import type { Metadata } from "next";
import { ArrivalForm } from "@/components/surveys/arrival-form";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { claimOwnerAction } from "@/lib/auth/actions";
import { loadClaim } from "@/lib/auth/loaders";

export const metadata: Metadata = {
  title: "Become the owner",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { open } = await loadClaim(token);
  if (!open) {
    return (
      <Page width="text">
        <PageHeader
          title="This link no longer works"
          lead="It was used already, or it was mistyped. Whoever became the owner signs in by mail."
        />
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </Page>
    );
  }
  return (
    <Page width="text">
      <PageHeader
        title="Become the owner"
        lead="The owner of this installation says who may write surveys here. There is one."
      />
      <ArrivalForm
        token={token}
        arrive={claimOwnerAction}
        label="Become the owner"
        nameHint="Researchers whom you invite see it."
        asksAddress
      />
    </Page>
  );
}
