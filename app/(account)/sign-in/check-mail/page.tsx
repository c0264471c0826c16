import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadCheckMail } from "@/lib/auth/loaders";

export const metadata: Metadata = { title: "Check your mail" };

export default function CheckMailPage() {
  const { minutes } = loadCheckMail();
  return (
    <Page width="text">
      <PageHeader
        title="Check your mail"
        lead={`If this address is admitted, a link is on its way. It works once, for ${minutes} minutes.`}
      />
      <p>
        Nothing there? Look in the spam folder,{" "}
        <Link className="text-accent underline underline-offset-4" href="/sign-in">
          try again
        </Link>
        , or ask the owner of this site whether your address is admitted.
      </p>
    </Page>
  );
}
