import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import { directionOf, type Language } from "@/lib/core/language";
import type { RenderedMail } from "@/lib/platform/mail";
import { fillSlots, slot } from "@/lib/platform/mail-template";
import { translatorOf } from "@/messages/catalogue";

/** The personal addresses in a mail: to answer, and to end mails. */
export type Links = { readonly url: string; readonly stopUrl: string };

/** In whose name a mail is written, and who gets the replies. */
export type Sender = { readonly name: string; readonly address: string };

/** The sender of a survey's mails: its owner, under the name that the survey gives where it gives one; null without an owner. */
export function senderOf(
  survey: { readonly senderName: string },
  owner: { readonly name: string | null; readonly email: string } | null,
): Sender | null {
  return owner && { name: survey.senderName || owner.name || "", address: owner.email };
}

/** Whom to ask, as the last words of a mail say it. */
export function questionsTo(
  survey: { readonly senderName: string },
  owner: { readonly name: string | null; readonly email: string } | null,
  language: Language,
): string {
  const t = translatorOf(language, "mail.invitation");
  const sender = senderOf(survey, owner);
  if (sender === null) return t("questions");
  return sender.name === "" ? t("questionsTo", sender) : t("questionsToName", sender);
}

/** The words of a mail to an invited person, once: both its text and its HTML are made of these. */
export type Letter = Links & {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly before: readonly string[];
  readonly button: string;
  /** A second address, where the button does not lead to the person's own answers, and the words before it. */
  readonly own?: { readonly words: string; readonly url: string };
  readonly after: readonly string[];
  /** The words of the link that ends mails. */
  readonly stop: string;
};

const paragraph = {
  fontSize: "16px",
  lineHeight: "25px",
  color: "#1f2328",
  whiteSpace: "pre-line",
} as const;

const small = { ...paragraph, fontSize: "14px", lineHeight: "22px" } as const;

const unseen = { display: "none", overflow: "hidden", maxHeight: 0, maxWidth: 0, opacity: 0 };

/**
 * What a list of mails shows after the subject. Blanks keep the words of the mail from following it there; named in ASCII,
 * they make up a fifth of the mail and not two thirds.
 */
function InboxLine({ children }: { children: string }) {
  return (
    <div style={unseen} data-skip-in-text="true">
      {children}
      <div dangerouslySetInnerHTML={{ __html: "&nbsp;&zwnj;".repeat(100) }} />
    </div>
  );
}

/** The last line of a mail: the link that ends mails. */
export function StopLine({ words, url }: { words: string; url: string }) {
  return (
    <Text style={small}>
      <Link href={url} style={{ color: "#57606a", textDecoration: "underline" }}>
        {words}
      </Link>
    </Text>
  );
}

/** What lets a mail program end mails at one click. */
export function stopHeaders(stopUrl: string): Readonly<Record<string, string>> {
  return {
    "List-Unsubscribe": `<${stopUrl}/one-click>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** What the HTML of a mail depends on beside its texts. */
type Shape = {
  readonly language: Language;
  readonly before: number;
  readonly own: boolean;
  readonly after: number;
};

function LetterMail({ shape }: { shape: Shape }) {
  // In the order of `textsOf`.
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => slot(next++));
  const [title = "", ...before] = take(2 + shape.before);
  const [button = "", url = ""] = take(2);
  const [ownWords = "", ownUrl = ""] = take(shape.own ? 2 : 0);
  const after = take(shape.after);
  const [stop = "", stopUrl = ""] = take(2);
  return (
    <Html lang={shape.language} dir={directionOf(shape.language)}>
      <Head />
      <InboxLine>{title}</InboxLine>
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
            {button}
          </Button>
          <Text style={{ ...paragraph, fontSize: "14px", wordBreak: "break-all" }}>{url}</Text>
          {shape.own && (
            <Text style={small}>
              {ownWords}
              <br />
              <Link href={ownUrl} style={{ wordBreak: "break-all" }}>
                {ownUrl}
              </Link>
            </Text>
          )}
          <Hr style={{ borderColor: "#d0d7de" }} />
          {after.map((text) => (
            <Text key={text} style={small}>
              {text}
            </Text>
          ))}
          <StopLine words={stop} url={stopUrl} />
        </Container>
      </Body>
    </Html>
  );
}

function textsOf(letter: Letter, title: string): readonly string[] {
  const { greeting, before, button, url, own, after, stop, stopUrl } = letter;
  const second = own === undefined ? [] : [own.words, own.url];
  return [title, greeting, ...before, button, url, ...second, ...after, stop, stopUrl];
}

const skeletons = new Map<string, Promise<string>>();

/** The HTML of a shape with its texts left out: React renders it once, not once a person. */
function skeletonOf(shape: Shape): Promise<string> {
  const key = `${shape.language} ${shape.before} ${shape.own} ${shape.after}`;
  const known = skeletons.get(key) ?? render(<LetterMail shape={shape} />);
  skeletons.set(key, known);
  return known;
}

/** Writes a letter as a mail that can be ended at one click. `title` is what a list of mails shows after the subject. */
export async function composeLetter(
  letter: Letter,
  title: string,
  to: RenderedMail["to"],
  sender: Sender | null,
): Promise<RenderedMail> {
  return {
    to,
    subject: letter.subject,
    text: [
      letter.greeting,
      ...letter.before,
      `${letter.button}:\n${letter.url}`,
      ...(letter.own === undefined ? [] : [`${letter.own.words}\n${letter.own.url}`]),
      ...letter.after,
      `${letter.stop}:\n${letter.stopUrl}`,
    ].join("\n\n"),
    headers: stopHeaders(letter.stopUrl),
    html: fillSlots(
      await skeletonOf({
        language: letter.language,
        before: letter.before.length,
        own: letter.own !== undefined,
        after: letter.after.length,
      }),
      textsOf(letter, title),
    ),
    ...(sender === null ? {} : { fromName: sender.name, replyTo: sender.address }),
  };
}
