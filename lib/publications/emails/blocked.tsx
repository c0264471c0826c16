import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import { env } from "@/lib/platform/env";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findBlockedPlan } from "../desk/queries";

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

function BlockedMail({ title, desk }: { title: string; desk: string }) {
  return (
    <Html lang="en">
      <Head />
      <Preview>The page is as it was. Somebody has to look.</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          <Text style={paragraph}>
            “{title}” was to be published now, and something stands in the way. Nothing was
            published; what is public is as it was.
          </Text>
          <Text style={paragraph}>
            What it is, with a link to each place, stands beside the draft:
          </Text>
          <Text style={paragraph}>
            <Link href={desk}>{desk}</Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Tells an author that a planned publication did not take place. */
export async function renderBlockedMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const { surveyId, userEmail } = message;
  const plan = surveyId && userEmail ? await findBlockedPlan(surveyId, userEmail) : null;
  if (!plan || !userEmail) return { skip: "the plan was called off" };
  const desk = `${env().SITE_URL}/surveys/${surveyId}/synthesis`;
  return {
    to: { name: "", address: userEmail },
    subject: `Not published: ${plan.title}`,
    text: [
      `“${plan.title}” was to be published now, and something stands in the way. Nothing was published; what is public is as it was.`,
      "What it is, with a link to each place, stands beside the draft:",
      desk,
    ].join("\n\n"),
    html: await render(<BlockedMail title={plan.title} desk={desk} />),
  };
}
