// One of every kind of mail that the product sends, as tests write them. Import it after `useFreshDatabase`.
import { invitationTokenHash } from "@/lib/invitations/links";
import { moreTimeKey } from "@/lib/invitations/more-time/occasion";
import { db } from "@/lib/platform/db";
import type { MailTemplate } from "@/lib/platform/outbox";

/** A mail to queue, and what it must be. */
export type MailSample = {
  readonly dedupeKey: string;
  readonly refs: Partial<Record<"surveyId" | "invitationId" | "userEmail" | "nonce", string>>;
  /** The one address that it goes to. */
  readonly to: string;
};

/** To whom the mails of a sample go, in which language. */
export type Reader = { readonly name: string; readonly language: string };

/** Somebody else in the same survey, whose address stands in nobody's mail. */
export const strangerAddress = "respondent-b@example.org";
const address = "respondent-a@example.org";
const day = 24 * 3600 * 1000;

/** A survey with rounds and everything long or foreign in it, a person who has submitted or not, and somebody else. */
export async function seedPanel({ name, language }: Reader, submitted: boolean) {
  const author = await db().user.create({
    data: { name: "Прof. Author Ä", email: `author-${crypto.randomUUID()}@example.org` },
  });
  const survey = await db().survey.create({
    data: {
      slug: crypto.randomUUID(),
      title: `Was hält? ما رأيك؟ ${"Long title ".repeat(20)}`,
      invitationMessage: `Dear colleague,\n\n${"word ".repeat(600)}`,
      status: "open",
      openedAt: new Date(),
      closesAt: new Date(Date.now() + 9 * day),
      language,
      members: { create: { userId: author.id, role: "owner" } },
      rounds: {
        create: {
          number: 1,
          opensAt: new Date(Date.now() - day),
          closesAt: new Date(Date.now() + 9 * day),
        },
      },
      questions: {
        create: {
          key: "why",
          position: 0,
          revisions: { create: { number: 1, kind: "text", prompt: "Why & how?" } },
        },
      },
    },
    include: { questions: { include: { revisions: true } } },
  });
  const invite = (email: string, own: string) => {
    const id = crypto.randomUUID();
    return db().invitation.create({
      data: {
        id,
        surveyId: survey.id,
        name: own,
        email,
        sentAt: new Date(),
        tokenHash: invitationTokenHash({ id, generation: 1 }),
      },
    });
  };
  await invite(strangerAddress, "Respondent B");
  const invitation = await invite(address, name);
  if (submitted) {
    await db().response.create({
      data: {
        invitationId: invitation.id,
        submittedAt: new Date(),
        submission: 1,
        answers: {
          create: {
            questionRevisionId: survey.questions[0]?.revisions[0]?.id ?? "",
            revisions: {
              create: { number: 1, submission: 1, text: `Weil — ${"unbroken".repeat(200)}` },
            },
          },
        },
      },
    });
  }
  return { survey, author, invitation };
}

type Template = MailTemplate;

/** A mail to an expert that is called by its template and the invitation. */
function toExpert(template: Template, submitted: boolean) {
  return async (reader: Reader): Promise<MailSample> => {
    const { survey, invitation } = await seedPanel(reader, submitted);
    if (template === "confirmation") {
      // As if the author had entered what this person submitted.
      const { id } = await db().answerImport.create({
        data: { surveyId: survey.id, respondents: 1, answers: 1 },
      });
      await db().response.updateMany({
        where: { invitationId: invitation.id },
        data: { importId: id },
      });
    }
    if (template === "published") {
      await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
    }
    return {
      dedupeKey: `${template}:${invitation.id}:1`,
      refs: { surveyId: survey.id, invitationId: invitation.id },
      to: address,
    };
  };
}

function ofQuotes(template: "quotes" | "quotes-reminder") {
  return async (reader: Reader): Promise<MailSample> => {
    const { survey, invitation } = await seedPanel(reader, true);
    const revision = await db().answerRevision.findFirstOrThrow({
      where: { answer: { response: { invitationId: invitation.id } } },
    });
    await db().answer.update({
      where: { id: revision.answerId },
      data: { quotable: true, attribution: "named" },
    });
    const round = await db().quoteRound.create({
      data: {
        surveyId: survey.id,
        number: 1,
        decideBy: new Date(),
        remindAt: new Date(),
        quotes: {
          create: {
            answerId: revision.answerId,
            answerRevisionId: revision.id,
            start: 0,
            end: revision.text.length,
            state: "proposed",
          },
        },
      },
    });
    return {
      dedupeKey: `${template}:${round.id}:${invitation.id}`,
      refs: { surveyId: survey.id, invitationId: invitation.id },
      to: address,
    };
  };
}

/** One of each kind: a kind without a sample does not compile. */
export const mailSamples: Readonly<Record<Template, (reader: Reader) => Promise<MailSample>>> = {
  invitation: toExpert("invitation", false),
  reminder: toExpert("reminder", false),
  receipt: toExpert("receipt", true),
  round: toExpert("round", true),
  confirmation: toExpert("confirmation", true),
  published: toExpert("published", true),
  quotes: ofQuotes("quotes"),
  "quotes-reminder": ofQuotes("quotes-reminder"),
  reworded: async (reader) => {
    const { survey, invitation } = await seedPanel(reader, true);
    const { questionId, number, kind } = survey.questions[0]?.revisions[0] ?? {};
    if (questionId === undefined || number === undefined || kind === undefined) {
      throw new Error("the panel was asked nothing");
    }
    const reworded = await db().questionRevision.create({
      data: { questionId, number: number + 1, kind, prompt: "Was hält, <b>wirklich</b>?" },
    });
    return {
      dedupeKey: `reworded:${reworded.id}:${invitation.id}`,
      refs: { surveyId: survey.id, invitationId: invitation.id },
      to: address,
    };
  },
  "address-proof": async (reader) => {
    const { invitation, survey } = await seedPanel(reader, true);
    return {
      dedupeKey: `address-proof:${invitation.id}:${Date.now()}`,
      refs: { surveyId: survey.id, invitationId: invitation.id },
      to: address,
    };
  },
  "more-time": async (reader) => {
    const { invitation, survey } = await seedPanel(reader, false);
    const until = new Date(Date.now() + 20 * day);
    await db().invitation.update({
      where: { id: invitation.id },
      data: { extendedUntil: until },
    });
    return {
      dedupeKey: moreTimeKey(invitation.id, until, 0),
      refs: { surveyId: survey.id, invitationId: invitation.id },
      to: address,
    };
  },
  "self-nomination": async (reader) => {
    const { survey } = await seedPanel(reader, false);
    await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
    const email = "reader@example.org";
    const nomination = await db().selfNomination.create({
      data: { surveyId: survey.id, email, name: reader.name, note: strangerAddress },
    });
    return {
      dedupeKey: `self-nomination:${nomination.id}:1`,
      refs: { surveyId: survey.id },
      to: email,
    };
  },
  "invitation-test": async (reader) => {
    const { survey, author, invitation } = await seedPanel(reader, false);
    return {
      dedupeKey: `invitation-test:${crypto.randomUUID()}:${invitation.id}`,
      refs: { surveyId: survey.id, userEmail: author.email },
      to: author.email,
    };
  },
  "member-invite": async (reader) => {
    const { survey, author } = await seedPanel(reader, false);
    const email = "member@example.org";
    const invite = await db().memberInvite.create({
      data: {
        surveyId: survey.id,
        email,
        role: "editor",
        invitedById: author.id,
        expiresAt: new Date(Date.now() + day),
      },
    });
    return { dedupeKey: `member-invite:${invite.id}`, refs: { surveyId: survey.id }, to: email };
  },
  "publication-blocked": async (reader) => {
    const { survey, author } = await seedPanel(reader, false);
    await db().publicationPlan.create({
      data: {
        surveyId: survey.id,
        publishAt: new Date(),
        blockedAt: new Date(),
        plannedById: author.id,
      },
    });
    return {
      dedupeKey: `publication-blocked:${survey.id}:1`,
      refs: { surveyId: survey.id, userEmail: author.email },
      to: author.email,
    };
  },
  "erasure-warning": async (reader) => {
    const { survey, author } = await seedPanel(reader, false);
    const ended = new Date(Date.now() - 400 * day);
    await db().survey.update({
      where: { id: survey.id },
      data: {
        status: "closed",
        closesAt: null,
        closedAt: ended,
        retentionMonths: 12,
        erasureWarnedFor: new Date(Date.now() + 14 * day),
      },
    });
    await db().surveyMember.upsert({
      where: { surveyId_userId: { surveyId: survey.id, userId: author.id } },
      create: { surveyId: survey.id, userId: author.id, role: "owner" },
      update: {},
    });
    return {
      dedupeKey: `erasure-warning:${survey.id}:1:${author.id}`,
      refs: { surveyId: survey.id, userEmail: author.email },
      to: author.email,
    };
  },
  "sign-in": async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await db().admittedAddress.create({ data: { email } });
    return {
      dedupeKey: `sign-in:${crypto.randomUUID()}`,
      refs: { userEmail: email, nonce: "a nonce" },
      to: email,
    };
  },
};
