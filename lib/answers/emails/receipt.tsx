import { Body, Container, Heading, Html, Link, Preview, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { consentLabels } from "@/lib/core/answers/consent-words";
import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { textInWords, valueInWords } from "@/lib/core/answers/in-words";
import { invitationUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findDesk } from "../queries";

type ReceiptMailProps = {
  name: string;
  title: string;
  link: string;
  closes: string | null;
  answers: readonly { prompt: string; value: string; text: string; consent: string }[];
};

const serif = { fontFamily: "Georgia, 'Times New Roman', serif" };

function ReceiptMail({ name, title, link, closes, answers }: ReceiptMailProps) {
  return (
    <Html lang="en">
      <Preview>Your answers are in. This mail holds them in full.</Preview>
      <Body style={{ fontFamily: "system-ui, sans-serif", fontSize: "16px", lineHeight: "1.5" }}>
        <Container style={{ maxWidth: "36rem" }}>
          <Text>Dear {name},</Text>
          <Text>your answers to “{title}” are in. Thank you.</Text>
          <Text>
            {closes === null
              ? "You can change them while the survey is open, and show less of them or withdraw them at any time:"
              : `You can change them until ${closes}, and show less of them or withdraw them at any time:`}
          </Text>
          <Text>
            <Link href={link}>{link}</Link>
          </Text>
          <Text>The link is yours alone: whoever has it can change your answers.</Text>
          <Heading as="h2" style={{ ...serif, fontSize: "20px" }}>
            What you submitted
          </Heading>
          {answers.map((answer) => (
            <div key={answer.prompt}>
              <Heading as="h3" style={{ ...serif, fontSize: "17px" }}>
                {answer.prompt}
              </Heading>
              {answer.value !== "" && <Text>{answer.value}</Text>}
              {answer.text !== "" && (
                <Text style={{ ...serif, whiteSpace: "pre-line" }}>{answer.text}</Text>
              )}
              <Text style={{ color: "#555555", fontSize: "14px" }}>{answer.consent}</Text>
            </div>
          ))}
        </Container>
      </Body>
    </Html>
  );
}

/** The same words as plain text; written by hand, so that the respondent's line breaks stay as typed. */
function receiptText({ name, title, link, closes, answers }: ReceiptMailProps): string {
  return [
    `Dear ${name},`,
    `your answers to “${title}” are in. Thank you.`,
    closes === null
      ? "You can change them while the survey is open, and show less of them or withdraw them at any time:"
      : `You can change them until ${closes}, and show less of them or withdraw them at any time:`,
    link,
    "The link is yours alone: whoever has it can change your answers.",
    "What you submitted",
    ...answers.map(({ prompt, value, text, consent }) =>
      [prompt, value, text, consent].filter((part) => part !== "").join("\n"),
    ),
  ].join("\n\n");
}

/** The receipt of the last submission: the respondent's own answers in full, and the link to revise. */
export async function renderReceiptMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  if (message.invitationId === null) return { skip: "no invitation" };
  const desk = await findDesk(message.invitationId);
  if (desk === null || desk.response.submission === 0) return { skip: "nothing submitted" };
  const { invitation, survey, response } = desk;
  if (invitation.email === null) return { skip: "no address" };
  if (invitation.revokedAt !== null) return { skip: "invitation revoked" };
  if (response.withdrawnAt !== null) return { skip: "response withdrawn" };
  const props: ReceiptMailProps = {
    name: response.displayName || invitation.name,
    title: survey.title,
    link: invitationUrl(invitation),
    closes: survey.closesAt === null ? null : closingWords(survey.closesAt, survey.timeZone),
    answers: desk.questions.flatMap(({ question }) => {
      const answer = desk.submitted.find(({ questionKey }) => questionKey === question.id);
      if (answer === undefined) return [];
      const columns: AnswerColumns = answer.columns;
      return [
        {
          prompt: question.prompt,
          value: valueInWords(question, columns),
          text: textInWords(question, columns),
          consent: `${consentLabels[answer.attribution]}${answer.quotable ? "; may be quoted" : ""}`,
        },
      ];
    }),
  };
  return {
    to: { name: invitation.name, address: invitation.email },
    subject: `Your answers: ${survey.title}`,
    text: receiptText(props),
    html: await render(<ReceiptMail {...props} />),
  };
}

function closingWords(at: Date, timeZone: string): string {
  const words = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  }).format(at);
  return `${words} (${timeZone})`;
}
