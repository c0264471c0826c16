import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import type { Attribution } from "@/lib/core/answers/answer";
import type { AnswerColumns, PersonDraft } from "@/lib/core/answers/draft-fields";
import { textInWords, valueInWords } from "@/lib/core/answers/in-words";
import { chosenLanguage, directionOf, instantInWords, type Language } from "@/lib/core/language";
import { StopLine, stopHeaders } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findDesk } from "../queries";

type ReceiptMailProps = {
  language: Language;
  name: string;
  title: string;
  link: string;
  /** The link that ends mails, and its words. */
  stop: { readonly words: string; readonly url: string };
  /** Until when the answers can be changed, in words; null without an end. */
  closes: string | null;
  /** Under which name and description the answers stand. */
  shownAs: readonly string[];
  answers: readonly { prompt: string; value: string; text: string; consent: string }[];
};

// As the other mails look.
const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" } as const;
const quiet = { ...paragraph, fontSize: "14px", lineHeight: "22px", color: "#57606a" } as const;
const heading = { ...paragraph, fontWeight: "bold", margin: "28px 0 0" } as const;

function ReceiptMail(props: ReceiptMailProps) {
  const { language, name, title, link, stop, closes, shownAs, answers } = props;
  const t = translatorOf(language, "mail.receipt");
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head />
      <Preview>{t("preview")}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          <Text style={paragraph}>{t("dear", { name })}</Text>
          <Text style={paragraph}>{t("in", { title })}</Text>
          <Text style={paragraph}>
            {closes === null ? t("changeOpen") : t("changeUntil", { date: closes })}
          </Text>
          <Button
            href={link}
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
          <Text style={{ ...quiet, wordBreak: "break-all" }}>{link}</Text>
          <Text style={quiet}>{t("personal")}</Text>
          <Hr style={{ borderColor: "#d0d7de" }} />
          <Heading as="h2" style={{ ...paragraph, fontSize: "20px", fontWeight: "bold" }}>
            {t("submitted")}
          </Heading>
          {shownAs.map((line) => (
            <Text key={line} style={{ ...paragraph, margin: "0" }}>
              {line}
            </Text>
          ))}
          {answers.map((answer) => (
            <div key={answer.prompt}>
              <Heading as="h3" style={heading}>
                {answer.prompt}
              </Heading>
              {answer.value !== "" && (
                <Text style={{ ...paragraph, margin: "8px 0 0" }}>{answer.value}</Text>
              )}
              {answer.text !== "" && (
                <Text
                  style={{
                    ...paragraph,
                    margin: "8px 0 0",
                    whiteSpace: "pre-line",
                    overflowWrap: "anywhere",
                  }}
                >
                  {answer.text}
                </Text>
              )}
              <Text style={{ ...quiet, margin: "8px 0 0" }}>{answer.consent}</Text>
            </div>
          ))}
          <Hr style={{ borderColor: "#d0d7de", marginTop: "28px" }} />
          <StopLine words={stop.words} url={stop.url} />
        </Container>
      </Body>
    </Html>
  );
}

/** The same words as plain text; written by hand, so that the respondent's line breaks stay as typed. */
function receiptText({
  language,
  name,
  title,
  link,
  stop,
  closes,
  shownAs,
  answers,
}: ReceiptMailProps): string {
  const t = translatorOf(language, "mail.receipt");
  return [
    t("dear", { name }),
    t("in", { title }),
    closes === null ? t("changeOpen") : t("changeUntil", { date: closes }),
    link,
    t("personal"),
    t("submitted"),
    ...(shownAs.length === 0 ? [] : [shownAs.join("\n")]),
    ...answers.map(({ prompt, value, text, consent }) =>
      [prompt, value, text, consent].filter((part) => part !== "").join("\n"),
    ),
    `${stop.words}:\n${stop.url}`,
  ].join("\n\n");
}

function shownAsLines(
  person: Pick<PersonDraft, "displayName" | "displayRole" | "roleWording" | "interests">,
  levels: ReadonlySet<Attribution>,
  language: Language,
): string[] {
  const t = translatorOf(language, "receipt");
  const { displayName, displayRole, roleWording, interests } = person;
  const who = [displayName, displayRole].filter(Boolean).join(", ");
  return [
    ...(levels.has("named") ? [t("shownNamed", { who })] : []),
    ...(levels.has("named") && interests !== "" ? [t("shownInterests", { interests })] : []),
    ...(levels.has("role") ? [t("shownRole", { wording: roleWording })] : []),
  ];
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
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.receipt");
  const sayValue = translatorOf(language, "values");
  const sayConsent = translatorOf(language, "consent");
  const props: ReceiptMailProps = {
    language,
    name: response.displayName || invitation.name,
    title: survey.title,
    link: invitationUrl(invitation),
    stop: {
      words: translatorOf(language, "mail.invitation")("stop"),
      url: unsubscribeUrl(invitation),
    },
    closes:
      survey.closesAt === null ? null : instantInWords(survey.closesAt, language, survey.timeZone),
    shownAs: shownAsLines(
      response,
      new Set(desk.submitted.map(({ attribution }) => attribution)),
      language,
    ),
    answers: desk.questions.flatMap(({ question }) => {
      const answer = desk.submitted.find(({ questionKey }) => questionKey === question.id);
      if (answer === undefined) return [];
      const columns: AnswerColumns = answer.columns;
      return [
        {
          // The words that were answered, and the value in their terms.
          prompt: answer.earlierPrompt ?? question.prompt,
          value: valueInWords(answer.asked, columns, {
            language,
            say: (message, values) => sayValue(message, values),
          }),
          text: textInWords(answer.asked, columns),
          consent: sayConsent("chosen", {
            label: sayConsent(`labels.${answer.attribution}`),
            quotable: answer.quotable ? "yes" : "no",
          }),
        },
      ];
    }),
  };
  return {
    to: { name: invitation.name, address: invitation.email },
    subject: t("subject", { title: survey.title }),
    text: receiptText(props),
    headers: stopHeaders(props.stop.url),
    html: await render(<ReceiptMail {...props} />),
  };
}
