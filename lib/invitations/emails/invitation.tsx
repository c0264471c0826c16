import { Body, Button, Container, Head, Hr, Html, Preview, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { chosenLanguage, directionOf, instantInWords, type Language } from "@/lib/core/language";
import { surveyPhase } from "@/lib/core/survey/lifecycle";

import { minutesToAnswer } from "@/lib/core/survey/minutes";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage, QuestionKind, Survey } from "@/prisma/generated/client/client";
import { invitationUrl } from "../links";
import { findInvitationToMail } from "../queries";

/** A survey as its mail needs it; of each question the newest wording stands first. */
type AskingSurvey = Survey & {
  readonly questions: readonly {
    readonly revisions: readonly { readonly kind: QuestionKind }[];
  }[];
};

type Author = { readonly name: string | null; readonly email: string };
type Invitee = {
  readonly name: string;
  readonly email: string | null;
  /** Null means the survey's. */
  readonly language: string | null;
};

/** The words of the mail, once: both its text and its HTML are made of these. */
type Words = {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly before: readonly string[];
  readonly button: string;
  readonly url: string;
  readonly after: readonly string[];
};

function invitationWords(
  survey: AskingSurvey,
  author: Author | null,
  invitee: Invitee,
  url: string,
): Words {
  const language = chosenLanguage(invitee.language, survey.language);
  const t = translatorOf(language, "mail.invitation");
  const who = author?.name || author?.email || t("authors");
  const questions = survey.questions.length;
  const minutes = minutesToAnswer(
    survey.questions.flatMap(({ revisions }) => revisions.slice(0, 1).map(({ kind }) => kind)),
  );
  const own = survey.invitationMessage.trim();
  const { title } = survey;
  return {
    language,
    subject: t("subject", { title }),
    greeting: invitee.name === "" ? t("hello") : t("dear", { name: invitee.name }),
    before: [
      ...(own === ""
        ? [t("own", { author: who, title })]
        : [...own.split(/\n{2,}/), t("theSurvey", { title })]),
      t("amount", { questions, minutes }),
    ],
    button: t("button"),
    url,
    after: [
      t("consent"),
      t(survey.submittingApprovesQuotes ? "quotesBySubmitting" : "quotesByApproval"),
      ...(survey.closesAt === null
        ? []
        : [t("until", { date: instantInWords(survey.closesAt, language, survey.timeZone) })]),
      t("personal"),
      author === null
        ? t("questions")
        : author.name
          ? t("questionsToName", { name: author.name, address: author.email })
          : t("questionsTo", { address: author.email }),
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
    <Html lang={words.language} dir={directionOf(words.language)}>
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
  survey: AskingSurvey,
  author: Author | null,
  invitee: Invitee,
  url: string,
): Promise<RenderedMail> {
  const words = invitationWords(survey, author, invitee, url);
  return {
    to: { name: invitee.name, address: invitee.email ?? "" },
    subject: words.subject,
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
