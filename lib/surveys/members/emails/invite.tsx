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
import { inviteUrl } from "../links";
import { findOpenInvite, type OpenInvite } from "../queries";
import { inviteDays } from "../schema";

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" };

/** What the mail says: both its text and its HTML are made of these. */
function wordsOf({ invitedBy, survey, role, handsOver }: OpenInvite) {
  const who = invitedBy?.name || invitedBy?.email || "The owner";
  const { title } = survey;
  const roles = {
    owner: "as an owner: you may do everything, also say who else works on it.",
    editor: "as an editor: you may change it, invite experts and publish.",
    viewer: "as a viewer: you may read everything that its authors read, and change nothing.",
  };
  return {
    subject: handsOver ? `Yours to take over: ${title}` : `Work with me on: ${title}`,
    first: handsOver
      ? `${who} offers you the survey “${title}”. Once you accept you own it, and they remain as an editor.`
      : `${who} asks you to work on the survey “${title}” on Consilience, ${roles[role]}`,
    second: `Open the page and say yes or no there. The link is yours alone and works for ${inviteDays} days.`,
    button: "Look at it",
  };
}

function InviteMail({ words, url }: { words: ReturnType<typeof wordsOf>; url: string }) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{words.first}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          <Text style={paragraph}>{words.first}</Text>
          <Text style={paragraph}>{words.second}</Text>
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
            {words.button}
          </Button>
          <Text style={{ ...paragraph, fontSize: "14px", wordBreak: "break-all" }}>{url}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Asks somebody to work on a survey, or to take it over. */
export async function renderMemberInviteMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  const invite = await findOpenInvite(message.dedupeKey.split(":")[1] ?? "", new Date());
  if (invite === null) return { skip: "the invite was answered or taken back" };
  const words = wordsOf(invite);
  const url = inviteUrl(invite.id);
  return {
    to: { name: "", address: invite.email },
    subject: words.subject,
    text: [words.first, words.second, `${words.button}:\n${url}`].join("\n\n"),
    html: await render(<InviteMail words={words} url={url} />),
    ...(invite.invitedBy === null ? {} : { replyTo: invite.invitedBy.email }),
  };
}
