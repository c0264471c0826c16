import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { isAdmitted } from "../queries";
import { signInMinutes, signInUrl } from "../sign-in-token";

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

function SignInMail({ url, site }: { url: string; site: string }) {
  return (
    <Html lang="en">
      <Head />
      <Preview>Open the link and press “Sign in”.</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          <Text style={paragraph}>
            Somebody asked to sign in to Consilience at {site} with this address.
          </Text>
          <Text style={paragraph}>
            Open this link and press “Sign in”. It works once, for {signInMinutes} minutes.
          </Text>
          <Button
            href={url}
            style={{
              backgroundColor: "#14624a",
              color: "#ffffff",
              padding: "12px 20px",
              borderRadius: "6px",
              fontSize: "16px",
            }}
          >
            Open the sign-in page
          </Button>
          <Text style={{ ...paragraph, fontSize: "14px", wordBreak: "break-all" }}>{url}</Text>
          <Text style={{ ...paragraph, fontSize: "14px" }}>
            If it was not you, do nothing: without the link nobody gets in.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Writes the mail with a sign-in link, rebuilt from the nonce. */
export async function renderSignInMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const { userEmail, nonce } = message;
  if (userEmail === null || nonce === null) return { skip: "the message names no address" };
  if (!(await isAdmitted(userEmail))) return { skip: "the address is no longer admitted" };
  const url = signInUrl(userEmail, nonce);
  const site = new URL(url).host;
  return {
    to: { name: "", address: userEmail },
    subject: `Sign in to Consilience at ${site}`,
    text: [
      `Somebody asked to sign in to Consilience at ${site} with this address.`,
      `Open this link and press “Sign in”. It works once, for ${signInMinutes} minutes.`,
      url,
      "If it was not you, do nothing: without the link nobody gets in.",
    ].join("\n\n"),
    html: await render(<SignInMail url={url} site={site} />),
  };
}
