import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { templates } from "@/lib/core/survey/templates/catalogue";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, seedInvitation, typeAnswer } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { tightenConsent, withdrawResponse } = await import("@/lib/answers/consent/commands");
const { findDesk, findSubmittedDesk } = await import("@/lib/answers/queries");
const { stepRounds } = await import("@/lib/answers/rounds/commands");
const { renderRoundMail } = await import("@/lib/answers/rounds/emails/round");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { createSurvey, openSurvey } = await import("@/lib/surveys/commands");
const { dateRound } = await import("@/lib/surveys/rounds/commands");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { findFeedback } = await import("@/lib/synthesis/feedback/queries");
const { findSynthesisDraft } = await import("@/lib/synthesis/queries");
const { blankPublishedFields } = await import("./withdrawal/commands");

const now = new Date("2026-03-01T12:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** A survey in two rounds, open, whose first round was answered with these positions. */
async function panel(positions: readonly string[]) {
  const user = await db().user.create({ data: { email: `${randomUUID()}@example.org` } });
  const survey = await createSurvey({
    document: templates["two-rounds"].document,
    ownerId: user.id,
    source: "two-rounds",
    now,
  });
  await openSurvey({ surveyId: survey.id, actorId: user.id, now });
  const question = await db().questionRevision.findFirstOrThrow({
    where: { question: { surveyId: survey.id, key: "statement-1" } },
  });
  const people: string[] = [];
  for (const [index, value] of positions.entries()) {
    const invitation = await seedInvitation(survey.id, { name: `Respondent ${index}` });
    people.push(invitation.id);
    await beginAnswering(invitation, now);
    await answer(invitation.id, value, 1, now);
  }
  async function answer(id: string, value: string, submission: number, at: Date) {
    const desk = await findDesk(id);
    const text = `Person ${people.indexOf(id)} asks for independent audits of such systems.`;
    await typeAnswer(
      id,
      question.id,
      { value, text, attribution: "named", quotable: "yes" },
      at,
      (name) => desk?.versions[`answers.statement-1.${name}`] ?? 0,
    );
    return submitResponse(id, submission, at, blankPublishedFields);
  }
  return { survey, user, people, answer };
}

describe("rounds", () => {
  it("close and open by their dates, once, with one mail to each who answered", async () => {
    const { survey, people } = await panel(["1", "5", "5"]);
    const { id } = survey;
    expect(await stepRounds(id, days(20))).toBe("nothing");
    expect(await stepRounds(id, days(22))).toBe("closed");
    expect(await stepRounds(id, days(22))).toBe("nothing");
    await withdrawResponse(at(people, 2), days(22), blankPublishedFields);
    expect(await stepRounds(id, days(29))).toBe("opened");
    expect(await stepRounds(id, days(29))).toBe("nothing");
    const mails = await db().outboxMessage.findMany({
      where: { surveyId: id, template: "round" },
    });
    expect(mails.map(({ invitationId }) => invitationId).sort()).toEqual(people.slice(0, 2).sort());
    const rendered = await renderRoundMail(at(mails, 0));
    if ("skip" in rendered) throw new Error(rendered.skip);
    expect(rendered.text).toContain("round 2 of 2");
    expect(rendered.text).toContain("?to=others");
    expect(await stepRounds(id, days(60))).toBe("closed");
    expect(await stepRounds(id, days(60))).toBe("nothing");
  });

  it("begin with one's own earlier answers, which count in the round once they are submitted", async () => {
    const { survey, people, answer } = await panel(["1", "1", "1", "5", "5", "5"]);
    await regenerateSynthesis(survey.id, days(1));
    await stepRounds(survey.id, days(22));
    await stepRounds(survey.id, days(29));
    const desk = await findDesk(at(people, 0));
    expect(desk?.response).toMatchObject({ round: 2, submission: 0 });
    expect(desk?.draft.answers["statement-1"]).toMatchObject({ value: "1", attribution: "named" });
    // Until somebody submits in it, the synthesis is of the round before.
    const draft = async () => {
      await regenerateSynthesis(survey.id, days(30));
      return (await findSynthesisDraft(survey.id))?.document;
    };
    expect((await draft())?.methods.feedback).toEqual({ kind: "rounds", round: 1, of: 2 });
    for (const id of people.slice(0, 4)) {
      expect((await answer(id, "5", 1, days(30))).ok).toBe(true);
    }
    const second = await draft();
    expect(second?.methods.feedback).toEqual({ kind: "rounds", round: 2, of: 2 });
    // Never mixed: the two who did not answer again are not counted.
    expect(second?.sections[0]?.statistics).toMatchObject({ n: 4, counts: [0, 0, 0, 0, 4] });
    expect(second?.sections[0]?.shift).toMatchObject({ n: 4, moved: 0.75, stable: false });
    // What was fed back of the first round stays as it was.
    const feedback = await findFeedback(survey.id, 1, at(people, 5));
    expect(feedback?.figures.sections[0]?.statistics).toMatchObject({ n: 6 });
    expect(feedback?.points.map(({ shownAs }) => shownAs)).not.toContain("Respondent 5");
  });

  it("leave consent of an earlier round to be taken back, and a withdrawal reaches all rounds", async () => {
    const { survey, people } = await panel(["1", "5"]);
    await stepRounds(survey.id, days(22));
    await stepRounds(survey.id, days(29));
    const id = at(people, 0);
    const first = await findSubmittedDesk(id);
    expect(first?.response.round).toBe(1);
    const tightened = await tightenConsent(
      id,
      { answerId: first?.submitted[0]?.id ?? "", attribution: "author", quotable: false },
      days(30),
      blankPublishedFields,
    );
    expect(tightened.ok).toBe(true);
    expect((await withdrawResponse(id, days(30), blankPublishedFields)).ok).toBe(true);
    const left = await db().response.count({
      where: { invitationId: id, submission: { gt: 0 }, withdrawnAt: null },
    });
    expect(left).toBe(0);
  });

  it("are dated in order, by members who may edit", async () => {
    const { survey, user } = await panel([]);
    const other = await panel([]);
    const date = (change: object) =>
      dateRound({
        surveyId: survey.id,
        actorId: user.id,
        number: 1,
        opensAt: null,
        closesAt: days(10),
        now,
        ...change,
      });
    expect((await date({})).ok).toBe(true);
    expect((await db().survey.findUnique({ where: { id: survey.id } }))?.closesAt).toEqual(
      days(10),
    );
    expect(await date({ closesAt: days(40) })).toMatchObject({ reason: "invalid-input" });
    expect(await date({ number: 2, opensAt: days(9) })).toMatchObject({ reason: "invalid-input" });
    expect((await date({ number: 2, opensAt: days(12), closesAt: days(20) })).ok).toBe(true);
    expect(await date({ actorId: other.user.id })).toMatchObject({ reason: "not-found" });
  });
});
