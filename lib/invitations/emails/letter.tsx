import {
  Body,
  Button,
  Container,
  Head,
  Hr,
  Html,
  Link,
  Preview,
  Text,
} from "@react-email/components";
import { render } from "@react-email/render";
import { directionOf, type Language } from "@/lib/core/language";
import type { RenderedMail } from "@/lib/platform/mail";
import { fillSlots, slot } from "@/lib/platform/mail-template";

/** The personal addresses in a mail: to answer, and to end mails. */
export type Links = { readonly url: string; readonly stopUrl: string };

/** The words of a mail to an invited person, once: both its text and its HTML are made of these. */
export type Letter = Links & {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly before: readonly string[];
  readonly button: string;
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

/** What the HTML of a mail depends on beside its texts. */
type Shape = { readonly language: Language; readonly before: number; readonly after: number };

function LetterMail({ shape }: { shape: Shape }) {
  // In the order of `textsOf`.
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => slot(next++));
  const [title = "", ...before] = take(2 + shape.before);
  const [button = "", url = ""] = take(2);
  const after = take(shape.after);
  const [stop = "", stopUrl = ""] = take(2);
  return (
    <Html lang={shape.language} dir={directionOf(shape.language)}>
      <Head />
      <Preview>{title}</Preview>
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
          <Hr style={{ borderColor: "#d0d7de" }} />
          {after.map((text) => (
            <Text key={text} style={{ ...paragraph, fontSize: "14px", lineHeight: "22px" }}>
              {text}
            </Text>
          ))}
          <Text style={{ ...paragraph, fontSize: "14px", lineHeight: "22px" }}>
            <Link href={stopUrl} style={{ color: "#57606a", textDecoration: "underline" }}>
              {stop}
            </Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function textsOf(letter: Letter, title: string): readonly string[] {
  const { greeting, before, button, url, after, stop, stopUrl } = letter;
  return [title, greeting, ...before, button, url, ...after, stop, stopUrl];
}

const skeletons = new Map<string, Promise<string>>();

/** The HTML of a shape with its texts left out: React renders it once, not once a person. */
function skeletonOf(shape: Shape): Promise<string> {
  const key = `${shape.language} ${shape.before} ${shape.after}`;
  const known = skeletons.get(key) ?? render(<LetterMail shape={shape} />);
  skeletons.set(key, known);
  return known;
}

/** Writes a letter as a mail that can be ended at one click. `title` is what a list of mails shows after the subject. */
export async function composeLetter(
  letter: Letter,
  title: string,
  to: RenderedMail["to"],
  replyTo: string | null,
): Promise<RenderedMail> {
  return {
    to,
    subject: letter.subject,
    text: [
      letter.greeting,
      ...letter.before,
      `${letter.button}:\n${letter.url}`,
      ...letter.after,
      `${letter.stop}:\n${letter.stopUrl}`,
    ].join("\n\n"),
    headers: {
      "List-Unsubscribe": `<${letter.stopUrl}/one-click>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    html: fillSlots(
      await skeletonOf({
        language: letter.language,
        before: letter.before.length,
        after: letter.after.length,
      }),
      textsOf(letter, title),
    ),
    ...(replyTo === null ? {} : { replyTo }),
  };
}
