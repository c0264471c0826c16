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
import { readWorks } from "@/lib/core/answers/draft-fields";
import { chosenLanguage, dayInWords, directionOf, type Language } from "@/lib/core/language";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { StopLine, stopHeaders } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findQuotesToMail, type RespondentQuote } from "../queries";

/** The words of the mail, once: both its text and its HTML are made of these. */
type Words = {
  readonly greeting: string;
  readonly before: readonly string[];
  readonly quotes: readonly {
    readonly id: string;
    readonly prompt: string;
    /** The passage with what stands around it. */
    readonly before: string;
    readonly passage: string;
    readonly after: string;
    readonly signed: string;
  }[];
  readonly button: string;
  readonly url: string;
  readonly after: readonly string[];
  /** The words of the link that ends mails. */
  readonly stop: string;
  readonly stopUrl: string;
};

const aroundLimit = 240;

/** The end of what comes before a passage, cut at a word. */
function tail(text: string): string {
  if (text.length <= aroundLimit) return text;
  const cut = text.slice(-aroundLimit);
  return `… ${cut.slice(cut.indexOf(" ") + 1)}`;
}

/** The beginning of what comes after a passage, cut at a word. */
function head(text: string): string {
  if (text.length <= aroundLimit) return text;
  const cut = text.slice(0, aroundLimit);
  return `${cut.slice(0, Math.max(0, cut.lastIndexOf(" ")))} …`;
}

function inContext(quote: RespondentQuote): Words["quotes"][number] {
  const works = quote.question.kind === "works";
  const passage = quote.text.slice(quote.start, quote.end);
  return {
    id: quote.id,
    prompt: quote.question.prompt,
    before: works ? "" : tail(quote.text.slice(0, quote.start)),
    passage: works
      ? readWorks(passage)
          .map((work) => Object.values(work).filter(Boolean).join(", "))
          .join("\n")
      : passage,
    after: works ? "" : head(quote.text.slice(quote.end)),
    signed: [quote.shownAs, quote.role].filter(Boolean).join(", "),
  };
}

const paragraph = { fontSize: "16px", lineHeight: "25px", color: "#1f2328" } as const;
const quiet = { ...paragraph, fontSize: "14px", lineHeight: "22px", color: "#57606a" } as const;

function QuotesMail({
  words,
  title,
  language,
}: {
  words: Words;
  title: string;
  language: Language;
}) {
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head />
      <Preview>{title}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: "Georgia, serif" }}>
        <Container style={{ maxWidth: "560px", padding: "24px 16px" }}>
          {[words.greeting, ...words.before].map((text) => (
            <Text key={text} style={paragraph}>
              {text}
            </Text>
          ))}
          {words.quotes.map((quote) => (
            <div key={quote.id}>
              <Heading as="h2" style={{ ...paragraph, fontWeight: "bold", marginBottom: "0" }}>
                {quote.prompt}
              </Heading>
              <Text
                style={{
                  ...quiet,
                  whiteSpace: "pre-line",
                  borderLeft: "3px solid #d0d7de",
                  paddingLeft: "12px",
                }}
              >
                {quote.before}
                <strong style={{ color: "#1f2328" }}>{quote.passage}</strong>
                {quote.after}
              </Text>
              <Text style={quiet}>— {quote.signed}</Text>
            </div>
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
          <Text style={{ ...quiet, wordBreak: "break-all" }}>{words.url}</Text>
          <Hr style={{ borderColor: "#d0d7de" }} />
          {words.after.map((text) => (
            <Text key={text} style={quiet}>
              {text}
            </Text>
          ))}
          <StopLine words={words.stop} url={words.stopUrl} />
        </Container>
      </Body>
    </Html>
  );
}

/** The same words as plain text; the passage stands between arrows, since plain text has no bold. */
function asText(words: Words): string {
  return [
    words.greeting,
    ...words.before,
    ...words.quotes.map(
      ({ prompt, before, passage, after, signed }) =>
        `${prompt}\n\n${before}» ${passage} «${after}\n\n— ${signed}`,
    ),
    `${words.button}:\n${words.url}`,
    ...words.after,
    `${words.stop}:\n${words.stopUrl}`,
  ].join("\n\n");
}

/**
 * The one mail of a round: every quote that is proposed from a respondent's answers, in context, and the link to decide; and
 * the one that reminds of those still open. Skips whoever withdrew, was revoked, or has decided meanwhile.
 */
export async function renderQuotesMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const [template, roundId = ""] = message.dedupeKey.split(":");
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const found = await findQuotesToMail(roundId, message.invitationId);
  if (found === null) return { skip: "the round is gone" };
  const { round, invitation } = found;
  const { email } = invitation;
  if (email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  const quotes = found.quotes.filter(({ state }) => state === "proposed");
  if (quotes.length === 0) return { skip: "nothing is open" };
  const { survey } = round;
  const author = correspondentOf(survey);
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.quotes");
  const reminds = template === "quotes-reminder";
  const asked = {
    author: author?.name || author?.email || t("authors"),
    count: quotes.length,
    title: survey.title,
  };
  const subject = t(reminds ? "subjectReminder" : "subject", { title: survey.title });
  const words: Words = {
    greeting: t("dear", { name: invitation.name }),
    before: [
      t(reminds ? "reminds" : "asks", asked),
      t("until", {
        count: quotes.length,
        date: dayInWords(round.decideBy, language, survey.timeZone),
      }),
    ],
    quotes: quotes.map(inContext),
    button: t("button", { count: quotes.length }),
    url: `${invitationUrl(invitation)}?to=quotes`,
    after: [t("anyTime")],
    stop: translatorOf(language, "mail.invitation")("stop"),
    stopUrl: unsubscribeUrl(invitation),
  };
  return {
    to: { name: invitation.name, address: email },
    subject,
    text: asText(words),
    headers: stopHeaders(words.stopUrl),
    html: await render(<QuotesMail words={words} title={subject} language={language} />),
    ...(author === null ? {} : { replyTo: author.email }),
  };
}
