import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { lintMail } from "@/e2e/support/mail-lint";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { db } = await import("@/lib/platform/db");
const { env } = await import("@/lib/platform/env");
const { closeQueue } = await import("@/lib/platform/queue");
const { invitationTokenHash } = await import("@/lib/invitations/links");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

const stranger = "respondent-b@example.org";
const hostileNames = [
  "Respondent A",
  "Zoë “Q” O’Neil-Łukasiewicz, Dr.",
  "عائشة بنت طلحة",
  "דנה ירושלמי",
  "山田 花子",
  `Respondent ${"very ".repeat(35)}long`,
  "Eve\r\nBcc: mallory@example.net",
  "Eve\nSubject: Something else\n\nAnother body",
  `"<b>Eve</b>" <mallory@example.net>`,
];

const from = () => /<?([^\s<>]+@[^\s<>]+?)>?$/.exec(env().MAIL_FROM)?.[1] ?? "";

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});
beforeEach(() => {
  server.received.length = 0;
});

/** A survey with rounds, a person of this name who has submitted or not, and somebody else. */
async function panel(name: string, language: string, submitted: boolean) {
  const author = await db().user.create({
    data: { name: "Прof. Author Ä", email: `author-${crypto.randomUUID()}@example.org` },
  });
  const day = 24 * 3600 * 1000;
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
  await invite(stranger, "Respondent B");
  const invitation = await invite("respondent-a@example.org", name);
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
  return { survey, invitation };
}

/** As if the author had entered what this person submitted. */
async function enter(surveyId: string, invitationId: string) {
  const { id } = await db().answerImport.create({
    data: { surveyId, respondents: 1, answers: 1 },
  });
  await db().response.updateMany({ where: { invitationId }, data: { importId: id } });
}

/** Sends one mail and gives it back as it went over the wire. */
async function wire(
  template: string,
  dedupeKey: string,
  refs: Partial<Record<"surveyId" | "invitationId" | "userEmail" | "nonce", string>>,
): Promise<string> {
  const message = await db().outboxMessage.create({ data: { template, dedupeKey, ...refs } });
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
  const stored = await db().outboxMessage.findUniqueOrThrow({ where: { id: message.id } });
  expect(stored, stored.lastError ?? template).toMatchObject({ status: "sent" });
  return server.received.at(-1) ?? "";
}

describe("mails to experts", () => {
  const cases = [
    ...hostileNames.map((name) => ["en", name] as const),
    ["de", "Zoë Łukasiewicz"] as const,
  ];
  it.each(cases)("are well made in %s for %j", async (language, name) => {
    const expected = { to: "respondent-a@example.org", from: from(), strangers: [stranger] };
    for (const [template, submitted] of [
      ["invitation", false],
      ["reminder", false],
      ["receipt", true],
      ["round", true],
      ["confirmation", true],
    ] as const) {
      const { survey, invitation } = await panel(name, language, submitted);
      if (template === "confirmation") await enter(survey.id, invitation.id);
      const raw = await wire(template, `${template}:${invitation.id}:1`, {
        surveyId: survey.id,
        invitationId: invitation.id,
      });
      expect(await lintMail(raw, expected), template).toEqual([]);
    }
  });
});

it("the mails that ask for quotes, tell of a version and let an author in are well made", async () => {
  const { survey, invitation } = await panel("Zoë “Q” Łukasiewicz", "de", true);
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
  const expected = { to: "respondent-a@example.org", from: from(), strangers: [stranger] };
  for (const template of ["quotes", "quotes-reminder"]) {
    const raw = await wire(template, `${template}:${round.id}:${invitation.id}`, {
      surveyId: survey.id,
      invitationId: invitation.id,
    });
    expect(await lintMail(raw, expected), template).toEqual([]);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  }
  // Now that the quotes are asked for, the question is reworded.
  const answered = await db().answer.findUniqueOrThrow({
    where: { id: revision.answerId },
    include: { questionRevision: true },
  });
  const { questionId, number, kind, settings } = answered.questionRevision;
  const reworded = await db().questionRevision.create({
    data: {
      questionId,
      number: number + 1,
      kind,
      settings: settings ?? {},
      prompt: "Was hält, <b>wirklich</b>?",
    },
  });
  const again = await wire("reworded", `reworded:${reworded.id}:${invitation.id}`, {
    surveyId: survey.id,
    invitationId: invitation.id,
  });
  expect(await lintMail(again, expected)).toEqual([]);
  await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
  const published = await wire("published", `published:${survey.id}:${invitation.id}`, {
    surveyId: survey.id,
    invitationId: invitation.id,
  });
  expect(await lintMail(published, expected)).toEqual([]);
  const told = await simpleParser(published);
  expect(told.subject).toContain("Veröffentlicht");
  expect(told.text).toContain("Keine E-Mails mehr");
  expect(told.headers.get("list")).toHaveProperty("unsubscribe");
  const userEmail = "author-b@example.org";
  await db().admittedAddress.create({ data: { email: userEmail } });
  const planner = await db().user.create({ data: { email: "author-c@example.org" } });
  await db().surveyMember.create({
    data: { surveyId: survey.id, userId: planner.id, role: "editor" },
  });
  await db().publicationPlan.create({
    data: {
      surveyId: survey.id,
      publishAt: new Date(),
      blockedAt: new Date(),
      plannedById: planner.id,
    },
  });
  const blocked = await wire("publication-blocked", `publication-blocked:${survey.id}:1`, {
    surveyId: survey.id,
    userEmail: planner.email,
  });
  const toAuthor = { ...expected, to: planner.email };
  expect(await lintMail(blocked, toAuthor)).toEqual([]);
  const raw = await wire("sign-in", "sign-in:lint", { userEmail, nonce: "a nonce" });
  expect(await lintMail(raw, { to: userEmail, from: from(), strangers: [stranger] })).toEqual([]);
});

it("to a person who wants no more, only the receipt of a submission goes out", async () => {
  const { survey, invitation } = await panel("Respondent A", "en", true);
  await db().invitation.update({
    where: { id: invitation.id },
    data: { unsubscribedAt: new Date() },
  });
  await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
  const refs = { surveyId: survey.id, invitationId: invitation.id };
  const templates = Object.keys(mailRenderers).filter(
    (template) => !["sign-in", "publication-blocked", "member-invite"].includes(template),
  );
  await db().outboxMessage.createMany({
    data: templates.map((template) => ({
      template,
      dedupeKey: `${template}:${invitation.id}:1`,
      ...refs,
    })),
  });
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
  const sent = await db().outboxMessage.findMany({ where: { ...refs, status: "sent" } });
  expect(sent.map(({ template }) => template)).toEqual(["receipt"]);
  expect(server.received).toHaveLength(1);
});

describe("the lint", () => {
  it("finds what is wrong", async () => {
    const { survey, invitation } = await panel("Respondent A", "en", false);
    const raw = await wire("invitation", `invitation:${invitation.id}:1`, {
      surveyId: survey.id,
      invitationId: invitation.id,
    });
    const expected = { to: "respondent-a@example.org", from: from(), strangers: [stranger] };
    const lint = (broken: string) => lintMail(broken, expected);
    expect(await lint(raw)).toEqual([]);
    expect(await lint(raw.replace("\r\nTo:", `\r\nBcc: ${stranger}\r\nTo:`))).toEqual([
      "there is a Bcc",
      "it holds the address of another recipient",
    ]);
    expect(await lint(raw.replace("\r\nTo:", `\r\nX-Long: ${"x".repeat(1000)}\r\nTo:`))).toEqual([
      expect.stringContaining("longer than 998 octets"),
    ]);
    expect(await lint(raw.replace(/href=3D"http:/, 'href=3D"'))).toContainEqual(
      expect.stringContaining("not absolute"),
    );
    expect(await lintMail(raw, { ...expected, from: "another@example.org" })).toHaveLength(1);
  });
});
