import type { Metadata } from "next";
import { SignInForm } from "@/components/surveys/sign-in-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requestSignInAction } from "@/lib/auth/actions";
import { loadSignIn } from "@/lib/auth/loaders";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  const { sendsMail } = await loadSignIn();
  if (!sendsMail) {
    return (
      <Page width="text">
        <PageHeader
          title="Sign in"
          lead="For authors. This site sends no mail: its owner gives you a link that signs you in."
        />
        <p>
          The owner makes links under People. The owner’s own is printed when the site starts, and
          by <code>npm run -s sign-in -- ADDRESS</code> on its machine.
        </p>
      </Page>
    );
  }
  return (
    <Page width="text">
      <PageHeader
        title="Sign in"
        lead="For authors. We send you a link; there is no password to remember."
      />
      <SignInForm request={requestSignInAction} />
    </Page>
  );
}
