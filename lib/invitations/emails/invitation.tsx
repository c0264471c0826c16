import { Body, Button, Container, Head, Hr, Html, Preview, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage, Survey } from "@/prisma/generated/client/client";
import { invitationUrl } from "../links";
import { findInvitationToMail } from "../queries";

type Author = { readonly name: string | null; readonly email: string };

/** The words of the mail, once: both its text and its HTML are made of these. */
type Words = {
  readonly greeting: string;
  readonly before: readonly string[];
  readonly button: string;
  readonly url: string;
  readonly after: readonly string[];
};

function invitationWords(
  survey: Survey & { readonly questions: readonly unknown[] },
  author: Author | null,
  name: string,
  url: string,
): Words {
  const who = author?.name || author?.email || "The authors";
  const count = survey.questions.length;
  const minutes = Math.max(5, Math.ceil((count * 3) / 5) * 5);
  const own = survey.invitationMessage.trim();
  return {
    greeting: name === "" ? "Hello," : `Dear ${name},`,
    before: [
      ...(own === ""
        ? [
            `${who} invites you to answer a survey among researchers: “${survey.title}”. The answers become one public page that shows where the field agrees, where it does not, and why.`,
          ]
        : [...own.split(/\n{2,}/), `The survey: “${survey.title}”.`]),
      `It has ${count} ${count === 1 ? "question" : "questions"} and takes about ${minutes} minutes. What you type is saved as you go, and you can come back on any device.`,
    ],
    button: "Open your survey",
    url,
    after: [
      "For each answer you choose how it may be shown: with your name, with a role in your own words, or only as part of the counts. You can change or withdraw your answers.",
      ...(survey.submittingApprovesQuotes
        ? [
            "Submitting approves verbatim quotes from those answers that you allow to be quoted. Nothing else is quoted.",
          ]
        : ["Nothing that you write is quoted verbatim without your approval."]),
      ...(survey.closesAt === null
        ? []
        : [`The survey is open until ${formatInstant(survey.closesAt, survey.timeZone)}.`]),
      "The link is personal: please do not pass it on. It opens a page where you can also say that you would rather not take part.",
      author === null
        ? "Questions? Reply to this mail."
        : `Questions? Reply to this mail, or write to ${who === author.email ? who : `${who} at ${author.email}`}.`,
    ],
  };
}

const paragraph = {
  fontSize: "16px",
  lineHeight: "25px",
  color: "#1f2328",
  whiteSpace: "pre-line",
} as const;

function InvitationMail({ words, title }: { words: Words; title: string }) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{title}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          {[words.greeting, ...words.before].map((text) => (
            <Text key={text} style={paragraph}>
              {text}
            </Text>
          ))}
          <Button
            href={words.url}
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
          <Text style={{ ...paragraph, fontSize: "14px", wordBreak: "break-all" }}>
            {words.url}
          </Text>
          <Hr style={{ borderColor: "#d0d7de" }} />
          {words.after.map((text) => (
            <Text key={text} style={{ ...paragraph, fontSize: "14px", lineHeight: "22px" }}>
              {text}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}

/** The invitation as a mail. The preview and the worker both call this, so that what is shown is what goes out. */
export async function composeInvitation(
  survey: Survey & { readonly questions: readonly unknown[] },
  author: Author | null,
  invitee: { readonly name: string; readonly email: string | null },
  url: string,
): Promise<RenderedMail> {
  const words = invitationWords(survey, author, invitee.name, url);
  return {
    to: { name: invitee.name, address: invitee.email ?? "" },
    subject: `Your view: ${survey.title}`,
    text: [words.greeting, ...words.before, `${words.button}:\n${words.url}`, ...words.after].join(
      "\n\n",
    ),
    html: await render(<InvitationMail words={words} title={survey.title} />),
    ...(author === null ? {} : { replyTo: author.email }),
  };
}

/** Writes the invitation that an outbox row asks for; skips one that may no longer go out. */
export async function renderInvitationMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const invitation = await findInvitationToMail(message.invitationId);
  if (invitation === null || invitation.email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (invitation.withdrawnAt !== null) return { skip: "the invitation was withdrawn" };
  if (invitation.declinedAt !== null) return { skip: "the invitation was declined" };
  if (message.dedupeKey !== `invitation:${invitation.id}:${invitation.generation}`) {
    return { skip: "a newer mail carries the link" };
  }
  if (surveyPhase(invitation.survey, new Date()) !== "open")
    return { skip: "the survey is closed" };
  return composeInvitation(
    invitation.survey,
    invitation.survey.members[0]?.user ?? null,
    invitation,
    invitationUrl(invitation),
  );
}
