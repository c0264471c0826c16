import { Body, Button, Container, Head, Html, Preview, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { chosenLanguage, directionOf, instantInWords } from "@/lib/core/language";
import { invitationUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findRoundToMail } from "../queries";

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" } as const;

/** Says that a round is open, and leads to what the panel said in the one before. */
export async function renderRoundMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const number = Number(message.dedupeKey.split(":")[2]);
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const found = await findRoundToMail(message.invitationId, number);
  if (found === null) return { skip: "the round is gone" };
  const { invitation } = found;
  const { survey, email } = invitation;
  if (email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (invitation.withdrawnAt !== null) return { skip: "the answers were withdrawn" };
  if (survey.round !== number) return { skip: "a later round is open" };
  const closesAt = survey.rounds.find((round) => round.number === number)?.closesAt;
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.round");
  const author = survey.members[0]?.user ?? null;
  const url = `${invitationUrl(invitation)}?to=others`;
  const subject = t("subject", { number, title: survey.title });
  const before = [
    t("dear", { name: invitation.name }),
    t("open", { number, of: survey.rounds.length, title: survey.title }),
    t("prefilled"),
    ...(closesAt === undefined
      ? []
      : [t("until", { date: instantInWords(closesAt, language, survey.timeZone) })]),
  ];
  const personal = t("personal");
  return {
    to: { name: invitation.name, address: email },
    subject,
    text: [...before, `${t("button")}:\n${url}`, personal].join("\n\n"),
    html: await render(
      <Html lang={language} dir={directionOf(language)}>
        <Head />
        <Preview>{subject}</Preview>
        <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
          <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
            {before.map((text) => (
              <Text key={text} style={paragraph}>
                {text}
              </Text>
            ))}
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
              {t("button")}
            </Button>
            <Text style={{ ...paragraph, fontSize: "14px", wordBreak: "break-all" }}>{url}</Text>
            <Text style={{ ...paragraph, fontSize: "14px" }}>{personal}</Text>
          </Container>
        </Body>
      </Html>,
    ),
    ...(author === null ? {} : { replyTo: author.email }),
  };
}
