import { Body, Container, Head, Html, Link, Preview, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { invitationUrl } from "@/lib/invitations/links";
import { env } from "@/lib/platform/env";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findPublishedMail } from "../desk/queries";

type PublishedMailProps = { name: string; title: string; page: string; own: string };

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

function PublishedMail({ name, title, page, own }: PublishedMailProps) {
  return (
    <Html lang="en">
      <Head />
      <Preview>What came of the answers, in one page.</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          <Text style={paragraph}>Dear {name},</Text>
          <Text style={paragraph}>what you and the others answered to “{title}” is published:</Text>
          <Text style={paragraph}>
            <Link href={page}>{page}</Link>
          </Text>
          <Text style={paragraph}>
            You can show less of your answers or withdraw them at any time; the page changes at
            once:
          </Text>
          <Text style={paragraph}>
            <Link href={own}>{own}</Link>
          </Text>
          <Text style={{ ...paragraph, fontSize: "14px" }}>
            The second link is yours alone: whoever has it can change your answers.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Tells somebody who answered that a version is published. */
export async function renderPublishedMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const found = message.invitationId && (await findPublishedMail(message.invitationId));
  if (!found) return { skip: "nothing is published, or the respondent withdrew" };
  const { invitation, title, slug, name } = found;
  const props = {
    name,
    title,
    page: `${env().SITE_URL}/s/${slug}`,
    own: invitationUrl(invitation),
  };
  return {
    to: { name: invitation.name, address: invitation.email },
    subject: `Published: ${title}`,
    text: [
      `Dear ${name},`,
      `what you and the others answered to “${title}” is published:`,
      props.page,
      "You can show less of your answers or withdraw them at any time; the page changes at once:",
      props.own,
      "The second link is yours alone: whoever has it can change your answers.",
    ].join("\n\n"),
    html: await render(<PublishedMail {...props} />),
  };
}
