import { toQuestion } from "@/lib/core/answers/assemble-draft";
import { db } from "@/lib/platform/db";

/** Everything that is held about one invited person, in plain names; null where the invitation is gone. */
export async function findPersonalData(invitationId: string) {
  const invitation = await db().invitation.findUnique({
    where: { id: invitationId },
    include: {
      survey: { select: { title: true, slug: true } },
      sessions: { orderBy: { createdAt: "asc" } },
      messages: { orderBy: { createdAt: "asc" } },
      suggestions: { orderBy: { createdAt: "asc" } },
      responses: {
        orderBy: { round: "asc" },
        include: {
          drafts: {
            orderBy: { id: "asc" },
            include: { questionRevision: { select: { prompt: true } } },
          },
          answers: {
            orderBy: [{ questionRevision: { question: { position: "asc" } } }, { id: "asc" }],
            include: {
              questionRevision: { include: { question: { select: { key: true } } } },
              revisions: { orderBy: { number: "asc" } },
              quotes: {
                orderBy: { id: "asc" },
                include: {
                  answerRevision: { select: { text: true } },
                  revisions: { orderBy: { number: "asc" } },
                },
              },
            },
          },
        },
      },
    },
  });
  if (invitation === null) return null;
  const published = await db().publishedField.findMany({
    where: {
      responseId: { in: invitation.responses.map(({ id }) => id) },
      salt: { not: null },
    },
    orderBy: [{ version: { number: "asc" } }, { id: "asc" }],
    include: { version: { select: { number: true } } },
  });
  const { survey, sessions, messages, suggestions, responses } = invitation;
  return {
    survey,
    invitation: {
      name: invitation.name,
      address: invitation.email,
      affiliation: invitation.affiliation,
      language: invitation.language,
      foundBy: invitation.recruitment,
      createdAt: invitation.createdAt,
      sentAt: invitation.sentAt,
      refusedAt: invitation.bouncedAt,
      refusedBecause: invitation.bounceReason,
      openedAt: invitation.openedAt,
      declinedAt: invitation.declinedAt,
      declinedBecause: invitation.declineReason,
      withdrawnAt: invitation.withdrawnAt,
    },
    devices: sessions.map(({ device, createdAt, lastSeenAt, expiresAt }) => ({
      device,
      createdAt,
      lastSeenAt,
      expiresAt,
    })),
    mails: messages.map(({ template, status, createdAt, sentAt, lastError }) => ({
      about: template,
      status,
      createdAt,
      sentAt,
      serverSaid: lastError,
    })),
    colleaguesNamed: suggestions.map(({ name, email, note, createdAt }) => ({
      name,
      address: email,
      note,
      createdAt,
    })),
    responses: responses.map((response) => ({
      round: response.round,
      shownName: response.displayName,
      shownRole: response.displayRole,
      description: response.roleWording,
      interests: response.interests,
      startedAt: response.startedAt,
      submittedAt: response.submittedAt,
      submissions: response.submission,
      withdrawnAt: response.withdrawnAt,
      toldModelHost: response.toldModelHost,
      openedOthersAt: response.sawOthersAt,
      typed: response.drafts.map(({ questionRevision, field, value, updatedAt }) => ({
        question: questionRevision?.prompt ?? null,
        field,
        value,
        updatedAt,
      })),
      answers: response.answers.map((answer) => ({
        question: answer.questionRevision.prompt,
        /** The question as it was asked: what the values below mean. */
        asked: toQuestion({
          ...answer.questionRevision,
          key: answer.questionRevision.question.key,
        }),
        shownAs: answer.attribution,
        mayBeQuoted: answer.quotable,
        consentedAt: answer.consentedAt,
        revisions: answer.revisions.map(
          ({ number, value, confidence, low, high, text, createdAt }) => ({
            number,
            value,
            confidence,
            low,
            high,
            text,
            createdAt,
          }),
        ),
        quotes: answer.quotes.map(
          ({ state, start, end, decidedAt, typed, answerRevision, revisions }) => ({
            words: answerRevision.text.slice(start, end),
            state,
            decidedAt,
            typed,
            edits: revisions.map(({ text, createdAt }) => ({ text, createdAt })),
          }),
        ),
      })),
    })),
    published: published.map(({ version, field, value }) => ({
      version: version.number,
      field,
      value,
    })),
  };
}
