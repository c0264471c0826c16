import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();
process.env["SMTP_URL"] = "none";

// Read their settings when they are first used, so they come after the line above.
const { at, granted, seedInvitation, seedSurvey, why } = await import("@/e2e/support/seeds");
const { listHandLinks } = await import("@/lib/answers/hand-links/queries");
const { handOccasions } = await import("@/lib/answers/hand-links/schema");
const { stepRounds } = await import("@/lib/answers/rounds/commands");
const { findInvitationByToken } = await import("@/lib/invitations/queries");
const { invitationTokenHash } = await import("@/lib/invitations/links");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { acceptInviteAsNewcomer, inviteMember } = await import("@/lib/surveys/members/commands");
const { askAgain } = await import("@/lib/surveys/wordings/commands");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { askForQuotes } = await import("@/lib/synthesis/quotes/commands");

const now = new Date();
const day = 24 * 3600 * 1000;
const words = [1, 2, 3].map(
  (index) =>
    `Independent audits of frontier systems catch mistakes that their developers overlook every time. Audits by independent reviewers are slow and the reviewers lack the money for work ${index}.`,
);
let texts = 0;

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function answered(surveyId: string, questionRevisionId: string, data = {}) {
  const id = crypto.randomUUID();
  const tokenHash = invitationTokenHash({ id, generation: 1 });
  await seedInvitation(surveyId, { id, tokenHash, sentAt: now, ...data });
  await db().response.create({
    data: {
      invitationId: id,
      displayName: "Respondent A",
      submittedAt: now,
      submission: 1,
      answers: {
        create: {
          questionRevisionId,
          attribution: "named",
          quotable: true,
          revisions: { create: { number: 1, submission: 1, text: words[texts++] ?? "" } },
        },
      },
    },
  });
  return id;
}

it("where no mail is sent an author reaches everybody by links of their own: quotes, questions asked again, a later round, the page", async () => {
  const { survey, owner, revision } = await seedSurvey(now, [why], {
    closesAt: new Date(now.getTime() + 9 * day),
    previewForNamed: true,
    rounds: {
      create: [1, 2].map((number) => ({
        number,
        opensAt: new Date(now.getTime() + (number === 1 ? -9 : 10) * day),
        closesAt: new Date(now.getTime() + number * 9 * day + day),
      })),
    },
  });
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const id = await answered(survey.id, revision("why"));
  const quiet = await answered(survey.id, revision("why"), { unsubscribedAt: now });
  await answered(survey.id, revision("why"), { revokedAt: now });
  await seedInvitation(survey.id, { sentAt: now });
  const links = async (occasion: (typeof handOccasions)[number], userId = owner.id) =>
    (await listHandLinks(survey.id, userId, occasion)).map(({ id: who, url }) => [
      who,
      url.split("?")[1] ?? "",
    ]);
  const both = (query: string) =>
    expect.arrayContaining([
      [id, query],
      [quiet, query],
    ]);

  await regenerateSynthesis(survey.id, now);
  expect(await links("quotes")).toEqual([]);
  const decideBy = new Date(now.getTime() + 5 * day);
  granted(await askForQuotes({ ...act, decideBy }));
  expect(await links("quotes")).toEqual(both("to=quotes"));
  expect(await links("quotes")).toHaveLength(2);
  const [first] = await listHandLinks(survey.id, owner.id, "quotes");
  const token = /\/answer\/([\w-]+)\?/.exec(first?.url ?? "")?.[1] ?? "";
  expect(await findInvitationByToken(token)).toMatchObject({ id: first?.id });
  expect(
    (await listHandLinks(survey.id, owner.id, "quotes")).filter(({ wantsNone }) => wantsNone),
  ).toMatchObject([{ id: quiet }]);

  expect(await links("preview")).toEqual(both("to=preview"));

  expect(await links("reworded")).toEqual([]);
  const asked = await db().questionRevision.findFirstOrThrow({ where: { id: revision("why") } });
  const reworded = await db().questionRevision.create({
    data: { questionId: asked.questionId, number: 2, kind: "text", prompt: "Why indeed?" },
  });
  granted(await askAgain({ ...act, revisionId: reworded.id }));
  expect(await links("reworded")).toEqual(both("to=reworded&question=why"));

  expect(await links("round")).toEqual([]);
  expect(await stepRounds(survey.id, new Date(now.getTime() + 10.5 * day))).toBe("closed");
  expect(await stepRounds(survey.id, new Date(now.getTime() + 11 * day))).toBe("opened");
  expect(await links("round")).toEqual(both("to=others"));

  await db().publication.create({ data: { surveyId: survey.id, slug: survey.slug } });
  expect(await links("published")).toEqual(both(""));

  const [viewer, stranger] = await Promise.all(
    ["viewer", "stranger"].map((name) =>
      db().user.create({ data: { email: `${name}@example.org` } }),
    ),
  );
  await db().surveyMember.create({
    data: { surveyId: survey.id, userId: viewer?.id ?? "", role: "viewer" },
  });
  for (const user of [viewer, stranger]) {
    for (const occasion of handOccasions) {
      expect(await links(occasion, user?.id), occasion).toEqual([]);
    }
  }
  expect(await db().outboxMessage.count()).toBe(0);
});

it("the link of a member's invite makes no account where no mail proves the address", async () => {
  const { survey, owner } = await seedSurvey(now, [why]);
  const email = "colleague@example.org";
  granted(
    await inviteMember({ surveyId: survey.id, actorId: owner.id, now, email, role: "editor" }),
  );
  const invite = at(await db().memberInvite.findMany({ where: { surveyId: survey.id } }), 0);
  const arrive = { inviteId: invite.id, name: "Colleague", now, sessionDays: 30 };
  expect(await acceptInviteAsNewcomer(arrive)).toEqual({ ok: false, reason: "not-signed-in" });
  expect(await db().user.count({ where: { email } })).toBe(0);
});
