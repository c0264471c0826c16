import type { Metadata } from "next";
import { ActionForm } from "@/components/surveys/action-form";
import { ArrivalForm } from "@/components/surveys/arrival-form";
import { inviteWords } from "@/components/surveys/invites-to-me";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { signOutAction } from "@/lib/auth/actions";
import { acceptInviteAction, declineByLinkAction, joinAction } from "@/lib/surveys/members/actions";
import { loadJoin } from "@/lib/surveys/members/loaders";

export const metadata: Metadata = {
  title: "Work on a survey",
  referrer: "no-referrer",
  robots: { index: false },
};

/** Behind the link of an invite's mail. Reading it changes nothing, so a mail scanner may. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const loaded = await loadJoin(token);
  if (loaded.kind === "wait") {
    return (
      <Page width="text">
        <PageHeader
          title="One moment"
          lead={`Too many links were opened from here. Try again in ${loaded.seconds} seconds.`}
        />
      </Page>
    );
  }
  if (loaded.kind === "unknown") {
    return (
      <Page width="text">
        <PageHeader
          title="This link no longer works"
          lead="It was answered already, taken back, or has run out. Who accepted signs in by mail; otherwise ask for a new one."
        />
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </Page>
    );
  }
  const { reader, inviteId } = loaded;
  return (
    <Page width="text">
      <PageHeader
        title={loaded.handsOver ? "A survey for you to take over" : "Work on a survey"}
        lead={inviteWords(loaded)}
      />
      {reader === "newcomer" && (
        <ArrivalForm
          token={token}
          arrive={joinAction}
          label="Accept and sign in"
          nameHint="The others who work on the survey see it."
        />
      )}
      {reader === "signed-in" && (
        <ActionForm action={acceptInviteAction} fields={{ inviteId }} label="Accept" />
      )}
      {reader === "unproven" && (
        <p className="mb-5">
          This site sends no mail, so it cannot tell that the address is yours. Ask the owner of
          this site for a sign-in link: once you are signed in, open this link again and accept.
        </p>
      )}
      {reader === "has-account" && (
        <>
          <p className="mb-5">
            Your address has an account here. Sign in with it: the question waits above your
            surveys.
          </p>
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        </>
      )}
      {reader === "another" && (
        <>
          <p className="mb-5">
            You are signed in with another address than the one that this was sent to. Sign out,
            then open the link again.
          </p>
          <form action={signOutAction}>
            <button type="submit" className="min-h-11 text-accent underline underline-offset-4">
              Sign out
            </button>
          </form>
        </>
      )}
      {reader === "removed" && (
        <p>
          The owner of this site has ended the access of this address. Ask them to admit it again.
        </p>
      )}
      <div className="mt-8 border-t border-line pt-6">
        <ActionForm
          action={declineByLinkAction}
          fields={{ token }}
          label="No, thank you"
          variant="secondary"
        />
      </div>
    </Page>
  );
}
