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

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

/** The mail by which the owner of a site tests its settings. */
export async function renderSettingsTestMail(address: string): Promise<RenderedMail> {
  const page = `${env().SITE_URL}/mail`;
  const arrived = `Mail from ${new URL(page).host} arrives. If you found this among unwanted mail, that is where invitations land too: the page names what helps.`;
  return {
    to: { name: "", address },
    subject: `A test of the mail settings of ${new URL(page).host}`,
    text: [arrived, page].join("\n\n"),
    html: await render(
      <Html lang="en">
        <Head />
        <Preview>Mail from this site arrives.</Preview>
        <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
          <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
            <Text style={paragraph}>{arrived}</Text>
            <Text style={paragraph}>
              <Link href={page}>{page}</Link>
            </Text>
          </Container>
        </Body>
      </Html>,
    ),
  };
}
