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
import { chosenLanguage, directionOf, instantInWords, type Language } from "@/lib/core/language";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import type { RenderedMail } from "@/lib/platform/mail";
import { fillSlots, slot } from "@/lib/platform/mail-template";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage, QuestionKind, Survey } from "@/prisma/generated/client/client";
import { invitationUrl, unsubscribeUrl } from "../links";
import { type InvitationToMail, listInvitationsToMail } from "../queries";
import { listBlockedAddresses } from "../unsubscribe/queries";

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

/** What everybody who is asked in one language reads. */
type SharedWords = {
  readonly language: Language;
  readonly subject: string;
  readonly before: readonly string[];
  readonly button: string;
  readonly after: readonly string[];
  /** The words of the link that ends mails. */
  readonly stop: string;
};

/** The words of the mail, once: both its text and its HTML are made of these. */
type Words = SharedWords & Links & { readonly greeting: string };

/** The personal addresses in a mail: to answer, and to end mails. */
export type Links = { readonly url: string; readonly stopUrl: string };

function sharedWords(survey: AskingSurvey, author: Author | null, language: Language): SharedWords {
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
    before: [
      ...(own === ""
        ? [t("own", { author: who, title })]
        : [...own.split(/\n{2,}/), t("theSurvey", { title })]),
      t("amount", { questions, minutes }),
    ],
    button: t("button"),
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
    stop: t("stop"),
  };
}

/** Words for one survey as it was read, so that thousands of mails do not word the same sentences anew. */
const worded = new WeakMap<AskingSurvey, Map<Language, SharedWords>>();

function invitationWords(
  survey: AskingSurvey,
  author: Author | null,
  invitee: Invitee,
  links: Links,
): Words {
  const language = chosenLanguage(invitee.language, survey.language);
  const known = worded.get(survey) ?? new Map<Language, SharedWords>();
  worded.set(survey, known);
  const shared = known.get(language) ?? sharedWords(survey, author, language);
  known.set(language, shared);
  const t = translatorOf(language, "mail.invitation");
  const greeting = invitee.name === "" ? t("hello") : t("dear", { name: invitee.name });
  return { ...shared, ...links, greeting };
}

const paragraph = {
  fontSize: "16px",
  lineHeight: "25px",
  color: "#1f2328",
  whiteSpace: "pre-line",
} as const;

/** What the HTML of a mail depends on beside its texts. */
type Shape = { readonly language: Language; readonly before: number; readonly after: number };

function InvitationMail({ shape }: { shape: Shape }) {
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

function textsOf(words: Words, title: string): readonly string[] {
  const { greeting, before, button, url, after, stop, stopUrl } = words;
  return [title, greeting, ...before, button, url, ...after, stop, stopUrl];
}

const skeletons = new Map<string, Promise<string>>();

/** The HTML of a shape with its texts left out: React renders it once, not once a person. */
function skeletonOf(shape: Shape): Promise<string> {
  const key = `${shape.language} ${shape.before} ${shape.after}`;
  const known = skeletons.get(key) ?? render(<InvitationMail shape={shape} />);
  skeletons.set(key, known);
  return known;
}

/** The invitation as a mail. The preview and the worker both call this, so that what is shown is what goes out. */
export async function composeInvitation(
  survey: AskingSurvey,
  author: Author | null,
  invitee: Invitee,
  links: Links,
): Promise<RenderedMail> {
  const words = invitationWords(survey, author, invitee, links);
  return {
    to: { name: invitee.name, address: invitee.email ?? "" },
    subject: words.subject,
    text: [
      words.greeting,
      ...words.before,
      `${words.button}:\n${words.url}`,
      ...words.after,
      `${words.stop}:\n${words.stopUrl}`,
    ].join("\n\n"),
    headers: {
      "List-Unsubscribe": `<${words.stopUrl}/one-click>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    html: fillSlots(
      await skeletonOf({
        language: words.language,
        before: words.before.length,
        after: words.after.length,
      }),
      textsOf(words, survey.title),
    ),
    ...(author === null ? {} : { replyTo: author.email }),
  };
}

async function renderInvitation(
  message: OutboxMessage,
  invitation: InvitationToMail | undefined,
  isBlocked: boolean,
): Promise<RenderedMail | { readonly skip: string }> {
  if (invitation === undefined || invitation.email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (invitation.withdrawnAt !== null) return { skip: "the invitation was withdrawn" };
  if (invitation.declinedAt !== null) return { skip: "the invitation was declined" };
  if (invitation.unsubscribedAt !== null) return { skip: "the person wants no more mails" };
  if (isBlocked) return { skip: "nobody may write to this address" };
  if (message.dedupeKey !== `invitation:${invitation.id}:${invitation.generation}`) {
    return { skip: "a newer mail carries the link" };
  }
  if (surveyPhase(invitation.survey, new Date()) !== "open") {
    return { skip: "the survey is closed" };
  }
  return composeInvitation(
    invitation.survey,
    invitation.survey.members.find(({ role }) => role === "owner")?.user ?? null,
    invitation,
    { url: invitationUrl(invitation), stopUrl: unsubscribeUrl(invitation) },
  );
}

/** The ids of the invitations whose address is blocked for their survey. */
async function listBlocked(invitations: readonly InvitationToMail[]): Promise<ReadonlySet<string>> {
  const blocked = new Set<string>();
  for (const own of Map.groupBy(invitations, ({ surveyId }) => surveyId).values()) {
    const members = own[0]?.survey.members.map(({ userId }) => userId) ?? [];
    const emails = own.flatMap(({ email }) => email ?? []);
    const addresses = await listBlockedAddresses(emails, members);
    for (const { id, email } of own) if (addresses.has(email ?? "")) blocked.add(id);
  }
  return blocked;
}

/** Writes the invitations that outbox rows ask for, each under its message's id; skips those that may no longer go out. */
export async function renderInvitationMails(
  messages: readonly OutboxMessage[],
): Promise<ReadonlyMap<string, RenderedMail | { readonly skip: string }>> {
  const ids = messages.flatMap(({ invitationId }) => invitationId ?? []);
  const invitations = new Map((await listInvitationsToMail(ids)).map((one) => [one.id, one]));
  const blocked = await listBlocked([...invitations.values()]);
  const surveys = new Map<string, InvitationToMail["survey"]>();
  const rendered = new Map<string, RenderedMail | { readonly skip: string }>();
  for (const message of messages) {
    const found = invitations.get(message.invitationId ?? "");
    // One object for one survey: its words are made once.
    const survey = surveys.get(found?.surveyId ?? "") ?? found?.survey;
    if (survey !== undefined) surveys.set(survey.id, survey);
    const invitation = found && survey && { ...found, survey };
    rendered.set(
      message.id,
      await renderInvitation(message, invitation, blocked.has(found?.id ?? "")),
    );
  }
  return rendered;
}
