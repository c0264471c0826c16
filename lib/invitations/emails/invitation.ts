import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  emptyPlaceholders,
  faultsInWords,
  fillMessage,
  type Placeholder,
  type PlaceholderValues,
  unknownPlaceholders,
} from "@/lib/core/invitations/message";
import { chosenLanguage, instantInWords, type Language, listInWords } from "@/lib/core/language";
import { surveyPhase, withMoreTime } from "@/lib/core/survey/lifecycle";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage, QuestionKind, Survey } from "@/prisma/generated/client/client";
import { correspondentOf } from "../correspondent";
import { invitationUrl, type Linkable, unsubscribeUrl } from "../links";
import { type InvitationToMail, listInvitationsToMail } from "../queries";
import { listBlockedAddresses } from "../unsubscribe/queries";
import { composeLetter, type Letter, type Links, questionsTo, senderOf } from "./letter";

/** A survey as its mail needs it; of each question the newest wording stands first. */
type AskingSurvey = Survey & {
  readonly questions: readonly {
    readonly revisions: readonly { readonly kind: QuestionKind }[];
  }[];
};

type Author = { readonly name: string | null; readonly email: string };
export type Invitee = {
  readonly name: string;
  readonly email: string | null;
  readonly affiliation: string;
  /** Null means the survey's. */
  readonly language: string | null;
};

/** What everybody who is asked in one language reads. */
type SharedWords = Omit<Letter, keyof Links | "greeting">;

function sharedWords(survey: AskingSurvey, author: Author | null, language: Language): SharedWords {
  const t = translatorOf(language, "mail.invitation");
  const first = translatorOf(language, "first");
  const who = survey.senderName || author?.name || author?.email || t("authors");
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
      t("consent", {
        count: survey.attributions.length,
        // In the very words of the first screen, which the link opens.
        levels: listInWords(
          survey.attributions.map((level) => first(`levels.${level}`)),
          language,
          "disjunction",
        ),
      }),
      t(survey.submittingApprovesQuotes ? "quotesBySubmitting" : "quotesByApproval"),
      ...(survey.closesAt === null
        ? []
        : [t("until", { date: instantInWords(survey.closesAt, language, survey.timeZone) })]),
      t("personal"),
      questionsTo(survey, author, language),
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
): Letter {
  const language = chosenLanguage(invitee.language, survey.language);
  const known = worded.get(survey) ?? new Map<Language, SharedWords>();
  worded.set(survey, known);
  const shared = known.get(language) ?? sharedWords(survey, author, language);
  known.set(language, shared);
  const t = translatorOf(language, "mail.invitation");
  const greeting = invitee.name === "" ? t("hello") : t("dear", { name: invitee.name });
  if (!survey.invitationMessage.includes("{")) return { ...shared, ...links, greeting };
  const values = placeholderValues(survey, author, invitee);
  const before = shared.before.map((text, at) =>
    at < shared.before.length - 2 ? fillMessage(text, values) : text,
  );
  return { ...shared, before, ...links, greeting };
}

/** What stands for each placeholder of the author's message in the mail to one person. */
export function placeholderValues(
  survey: Pick<Survey, "title" | "closesAt" | "timeZone" | "language" | "senderName">,
  author: Author | null,
  invitee: Invitee,
): PlaceholderValues {
  const language = chosenLanguage(invitee.language, survey.language);
  return {
    name: invitee.name,
    affiliation: invitee.affiliation,
    survey: survey.title,
    "closing date":
      survey.closesAt === null ? "" : instantInWords(survey.closesAt, language, survey.timeZone),
    author: survey.senderName || author?.name || author?.email || "",
  };
}

/** What keeps the author's message from going to somebody; a mail never leaves with braces or with a gap in it. */
export type MessageFaults = {
  readonly unknown: readonly string[];
  readonly empty: readonly Placeholder[];
};

/** The placeholders of a survey's message that mean nothing, and those that are empty for this person; null without any. */
export function messageFaults(
  survey: Pick<Survey, "invitationMessage"> & Parameters<typeof placeholderValues>[0],
  author: Author | null,
  invitee: Invitee,
): MessageFaults | null {
  const { invitationMessage } = survey;
  if (!invitationMessage.includes("{")) return null;
  const unknown = unknownPlaceholders(invitationMessage);
  const empty = emptyPlaceholders(invitationMessage, placeholderValues(survey, author, invitee));
  return unknown.length + empty.length === 0 ? null : { unknown, empty };
}

/**
 * The invitation as a mail. The preview and the worker both call this, so that what is shown is what goes out. Whoever calls
 * it has looked for faults in the author's message.
 */
export async function composeInvitation(
  survey: AskingSurvey,
  author: Author | null,
  invitee: Invitee,
  links: Links,
): Promise<RenderedMail> {
  return composeLetter(
    invitationWords(survey, author, invitee, links),
    survey.title,
    { name: invitee.name, address: invitee.email ?? "" },
    senderOf(survey, author),
  );
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
  const survey = withMoreTime(invitation.survey, invitation.extendedUntil);
  if (surveyPhase(survey, new Date()) !== "open") {
    return { skip: "the survey is closed" };
  }
  const author = correspondentOf(invitation.survey);
  const faults = messageFaults(survey, author, invitation);
  if (faults !== null) {
    const language = chosenLanguage(null, survey.language);
    return { skip: `the message says nothing for ${faultsInWords(faults, language)}` };
  }
  return composeForOne(survey, author, invitation);
}

/** The invitation as a mail with the links of whom it is for. */
export function composeForOne(
  survey: AskingSurvey,
  author: Author | null,
  invitation: Invitee & Linkable,
): Promise<RenderedMail> {
  return composeInvitation(survey, author, invitation, {
    url: invitationUrl(invitation),
    stopUrl: unsubscribeUrl(invitation),
  });
}

/** The ids of the invitations whose address is blocked for their survey. */
export async function listBlocked(
  invitations: readonly InvitationToMail[],
): Promise<ReadonlySet<string>> {
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
  const rendered = new Map<string, RenderedMail | { readonly skip: string }>();
  for (const [at, message] of messages.entries()) {
    // Mails that are leaving do not wait until all of these are written.
    if (at % 8 === 7) await letOthersRun();
    const invitation = invitations.get(message.invitationId ?? "");
    const isBlocked = invitation !== undefined && blocked.has(invitation.id);
    rendered.set(message.id, await renderInvitation(message, invitation, isBlocked));
  }
  return rendered;
}
