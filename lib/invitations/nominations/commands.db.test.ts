import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { at, granted, seedInvitation, seedSurvey } = await import("@/e2e/support/seeds");
const { listInvitationsWithBlocks } = await import("../queries");
const commands = await import("./commands");
const { renderNominationMail } = await import("./emails/confirm");
const { nominationToken } = await import("./links");
const { findAskableSurvey, findNomination, listNominations } = await import("./queries");
const { nominationSchema } = await import("./schema");

const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3600 * 1000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** A published survey. */
async function published(data: Parameters<typeof seedSurvey>[2] = {}) {
  const { survey, owner } = await seedSurvey(now, [], data);
  await db().publication.create({
    data: {
      surveyId: survey.id,
      slug: survey.slug,
      versions: { create: { number: 1, document: {}, sha256: "0" } },
    },
  });
  return { survey, owner, act: { surveyId: survey.id, actorId: owner.id, now } };
}

const reader = (email: string) => ({
  ...nominationSchema.parse({
    name: " Reader   of the page ",
    email,
    affiliation: "An institute",
    note: "Works on it.",
  }),
  language: "en" as const,
});

const mailsOf = (surveyId: string) =>
  db().outboxMessage.findMany({ where: { surveyId, template: "self-nomination" } });

async function asked(surveyId: string, email: string) {
  granted(await commands.askToBeInvited(surveyId, reader(email), now));
  return db().selfNomination.findUniqueOrThrow({
    where: { surveyId_email: { surveyId, email } },
  });
}

it("a reader asks, confirms by mail, is approved, and is counted as self-nominated", async () => {
  const { survey, owner, act } = await published();
  const nomination = await asked(survey.id, "reader@example.org");
  expect(await listNominations(survey.id, owner.id)).toEqual([]);

  const mail = await renderNominationMail(at(await mailsOf(survey.id), 0));
  if ("skip" in mail) throw new Error(mail.skip);
  const token = nominationToken(nomination);
  expect(mail.text).toContain(token);
  // Whatever a stranger typed does not travel by our mail.
  expect(`${mail.text}${mail.html}${mail.subject}`).not.toMatch(/Reader of|institute|Works on/);
  expect(mail.headers?.["List-Unsubscribe"]).toMatch(/\/one-click>$/);

  const found = await findNomination(token);
  if (found === null) throw new Error("the link opens nothing");
  expect(granted(await commands.confirmNomination(found, now))).toBe("asked");
  expect(granted(await commands.confirmNomination(found, now))).toBe("asked");
  expect(await listNominations(survey.id, owner.id)).toMatchObject([
    { name: "Reader of the page", state: "open" },
  ]);
  const decision = { ...act, nominationId: nomination.id };
  granted(await commands.dismissNomination(decision));
  granted(await commands.approveNomination(decision));
  granted(await commands.approveNomination(decision));
  expect(await listInvitationsWithBlocks(survey.id, owner.id)).toMatchObject([
    { name: "Reader of the page", recruitment: "self", state: "added" },
  ]);
  expect(granted(await commands.confirmNomination(found, now))).toBe("invited");
});

it("says the same of every address, and mails nobody who is blocked or was asked thrice", async () => {
  const { survey } = await published();
  await seedInvitation(survey.id, { email: "invited@example.org" });
  await db().contactBlock.create({ data: { email: "no-mail@example.org", userId: null } });
  const answers = [];
  for (const email of ["new@example.org", "invited@example.org", "no-mail@example.org"]) {
    answers.push(await commands.askToBeInvited(survey.id, reader(email), now));
  }
  for (let n = 0; n < 5; n += 1) {
    answers.push(await commands.askToBeInvited(survey.id, reader("new@example.org"), now));
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await mailsOf(survey.id)).toHaveLength(3 + 1);
  expect(await db().selfNomination.count({ where: { email: "no-mail@example.org" } })).toBe(0);
});

it("what is not confirmed is deleted after a week, and whoever says so keeps nothing here", async () => {
  const { survey, owner } = await published();
  const forgotten = await asked(survey.id, "forgotten@example.org");
  const confirmed = await asked(survey.id, "kept@example.org");
  granted(await commands.confirmNomination(confirmed, now));
  await commands.forgetUnconfirmed(inDays(6));
  expect(await findNomination(nominationToken(forgotten))).not.toBeNull();
  await commands.forgetUnconfirmed(inDays(8));
  expect(await findNomination(nominationToken(forgotten))).toBeNull();
  expect(await listNominations(survey.id, owner.id)).toHaveLength(1);

  await commands.refuseNomination(confirmed, true, now);
  expect(await listNominations(survey.id, owner.id)).toEqual([]);
  expect(await commands.askToBeInvited(survey.id, reader("kept@example.org"), now)).toMatchObject({
    ok: true,
  });
  expect(await db().selfNomination.count({ where: { surveyId: survey.id } })).toBe(0);
});

it("only what is public may be asked for, and only its editors decide", async () => {
  const open = await published();
  const demo = await published({ fictional: true });
  const taken = await published();
  await db().publication.update({
    where: { surveyId: taken.survey.id },
    data: { unpublishedAt: now },
  });
  expect(await findAskableSurvey(open.survey.slug)).toMatchObject({ surveyId: open.survey.id });
  expect(await findAskableSurvey(demo.survey.slug)).toBeNull();
  expect(await findAskableSurvey(taken.survey.slug)).toBeNull();

  const nomination = await asked(open.survey.id, "x@example.org");
  granted(await commands.confirmNomination(nomination, now));
  const stranger = { ...demo.act, nominationId: nomination.id };
  expect(await commands.approveNomination(stranger)).toMatchObject({ reason: "not-found" });
  expect(await commands.approveNomination({ ...stranger, surveyId: open.survey.id })).toMatchObject(
    { reason: "not-found" },
  );
  expect(await listNominations(open.survey.id, demo.owner.id)).toEqual([]);
});
