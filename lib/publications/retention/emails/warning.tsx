import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { env } from "@/lib/platform/env";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findErasureWarning } from "../queries";

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

function WarningMail({ words, url }: { words: readonly string[]; url: string }) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{words[0] ?? ""}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          {words.map((text) => (
            <Text key={text} style={paragraph}>
              {text}
            </Text>
          ))}
          <Text style={paragraph}>
            <Link href={url}>{url}</Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Warns an owner that names and texts of a survey are about to be erased. */
export async function renderErasureWarningMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const { surveyId, userEmail } = message;
  const warning = surveyId && userEmail ? await findErasureWarning(surveyId, userEmail) : null;
  if (warning === null || !userEmail) return { skip: "nothing is to be erased now" };
  const { title, months, from, timeZone } = warning;
  const url = `${env().SITE_URL}/surveys/${surveyId}`;
  const words = [
    `From ${formatInstant(from, timeZone)} on, names, addresses and texts of “${title}” are erased: its respondents were told that they are kept for ${months === 1 ? "one month" : `${months} months`} after the end.`,
    "They go from the records and from every published version, and each page says so. Counts and figures stay, and the hashes of the versions still hold.",
    "This cannot be undone. What you still want to publish, publish before; the time cannot be made longer than your respondents were told.",
  ];
  return {
    to: { name: "", address: userEmail },
    subject: `Names and texts will be erased: ${title}`,
    text: [...words, url].join("\n\n"),
    html: await render(<WarningMail words={words} url={url} />),
  };
}
