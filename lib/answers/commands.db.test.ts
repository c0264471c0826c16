import { beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { db } from "@/lib/platform/db";
import { beginAnswering, declineInvitation, submitResponse } from "./commands";
import { type BlankPublishedFields, tightenConsent, withdrawResponse } from "./consent/commands";
import { findSession } from "./devices/queries";
import { saveDraftFields } from "./drafts/commands";
import { findDesk } from "./queries";

await useFreshDatabase();

const now = new Date("2026-03-01T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
let counter = 0;

type Blanked = { answerId?: string; responseId?: string; fields: readonly string[] };
let blanked: Blanked[] = [];
const blank: BlankPublishedFields = async (_tx, what) => {
  blanked.push(what);
};

async function openSurvey() {
  counter += 1;
  const survey = await db().survey.create({
    data: {
      slug: `survey-${counter}`,
      title: "A survey",
      status: "open",
      openedAt: hours(-1),
      closesAt: hours(24),
      questions: {
        create: [
          {
            key: "will-it",
            position: 0,
            revisions: {
              create: {
                number: 1,
                kind: "stance",
                prompt: "Will it?",
                required: true,
                settings: { scale: ["No", "Perhaps", "Yes"], confidence: true },
              },
            },
          },
          {
            key: "why",
            position: 1,
            revisions: { create: { number: 1, kind: "text", prompt: "Why?" } },
          },
        ],
      },
    },
    include: { questions: { include: { revisions: true }, orderBy: { position: "asc" } } },
  });
  const [stance, text] = survey.questions.map((question) => question.revisions[0]?.id ?? "");
  return { survey, stance: stance ?? "", text: text ?? "" };
}

async function invite(surveyId: string) {
  counter += 1;
  const invitation = await db().invitation.create({
    data: {
      surveyId,
      name: "Cleo",
      email: `cleo${counter}@example.org`,
      tokenHash: String(counter).padStart(64, "0"),
    },
  });
  await beginAnswering(invitation, now);
  return invitation;
}

const field = (question: string | null, name: string, value: unknown, baseVersion = 0) => ({
  question,
  field: name,
  value,
  baseVersion,
});

async function answered() {
  const asked = await openSurvey();
  const invitation = await invite(asked.survey.id);
  await saveDraftFields(
    invitation.id,
    [
      field(asked.stance, "value", "3"),
      field(asked.stance, "attribution", "named"),
      field(asked.text, "text", "Because it must."),
      field(asked.text, "attribution", "named"),
      field(asked.text, "quotable", "yes"),
    ],
    now,
  );
  return { ...asked, invitation };
}

beforeEach(() => {
  blanked = [];
});

describe("saving as one types", () => {
  it("stores each field over the version it names, and shows the other text when there is one", async () => {
    const { survey, text } = await openSurvey();
    const { id } = await invite(survey.id);
    const save = async (value: string, base: number) => {
      const saved = await saveDraftFields(id, [field(text, "text", value, base)], now);
      return saved.ok ? saved.value.fields[0] : saved;
    };
    expect(await save("one", 0)).toMatchObject({ ok: true, version: 1 });
    expect(await save("two", 1)).toMatchObject({ ok: true, version: 2 });
    expect(await save("two", 1)).toMatchObject({ ok: true, version: 2 });
    expect(await save("late", 1)).toMatchObject({ ok: false, reason: "conflict", value: "two" });
    expect((await findDesk(id))?.draft.answers["why"]?.text).toBe("two");
  });

  it("refuses questions of another survey, unknown fields and 200 kB, and stores the rest", async () => {
    const { survey, text } = await openSurvey();
    const other = await openSurvey();
    const { id } = await invite(survey.id);
    const saved = await saveDraftFields(
      id,
      [
        field(other.text, "text", "not mine"),
        field(text, "value", "1"),
        field(text, "text", "x".repeat(200_000)),
        field(null, "displayName", "Cleo C."),
      ],
      now,
    );
    expect(saved.ok && saved.value.fields.map((one) => (one.ok ? "ok" : one.reason))).toEqual([
      "not-found",
      "not-found",
      "too-long",
      "ok",
    ]);
  });

  it("lets the tighter consent of two devices hold", async () => {
    const { survey, text } = await openSurvey();
    const { id } = await invite(survey.id);
    const save = async (value: string, base: number) => {
      const saved = await saveDraftFields(id, [field(text, "attribution", value, base)], now);
      return saved.ok && saved.value.fields[0]?.ok;
    };
    expect(await save("role", 0)).toBe(true);
    expect(await save("author", 0)).toBe(true);
    expect(await save("named", 0)).toBe(false);
    expect((await findDesk(id))?.draft.answers["why"]?.attribution).toBe("author");
  });

  it("ends a quarter of an hour after the survey", async () => {
    const { survey, text } = await openSurvey();
    const { id } = await invite(survey.id);
    const at = (when: Date) => saveDraftFields(id, [field(text, "text", "x")], when);
    expect((await at(hours(24.2))).ok).toBe(true);
    expect(await at(hours(24.3))).toMatchObject({ ok: false, reason: "survey-closed" });
  });
});

describe("submitting", () => {
  it("twice at once is one submission with one receipt", async () => {
    const { invitation } = await answered();
    const both = await Promise.all([
      submitResponse(invitation.id, 1, now, blank),
      submitResponse(invitation.id, 1, now, blank),
    ]);
    expect(both.map((one) => one.ok && one.value.submission)).toEqual([1, 1]);
    const where = { response: { invitationId: invitation.id } };
    expect(await db().answer.count({ where })).toBe(2);
    expect(await db().answerRevision.count({ where: { answer: where } })).toBe(2);
    expect(
      await db().outboxMessage.count({
        where: { template: "receipt", invitationId: invitation.id },
      }),
    ).toBe(1);
    const { surveyId } = invitation;
    expect(await db().auditEvent.count({ where: { surveyId, kind: "response.submitted" } })).toBe(
      1,
    );
    const jobs = await db().$queryRaw<{ name: string; retryLimit: number }[]>`
      SELECT "name", "retry_limit" AS "retryLimit" FROM "pgboss"."job"
      WHERE "name" = 'mail.send' OR "data"->>'surveyId' = ${surveyId} ORDER BY "name"`;
    // As the queue's own settings say.
    expect(jobs.filter(({ name }) => name === "synthesis.regenerate")).toEqual([
      { name: "synthesis.regenerate", retryLimit: 5 },
    ]);
    expect(jobs.some(({ name }) => name === "mail.send")).toBe(true);
  });

  it("again adds a revision only to what changed", async () => {
    const { invitation, text } = await answered();
    await submitResponse(invitation.id, 1, now, blank);
    await saveDraftFields(invitation.id, [field(text, "text", "On reflection.", 1)], now);
    const before = await findDesk(invitation.id);
    expect(before?.submitted.find((one) => one.questionKey === "why")?.columns.text).toBe(
      "Because it must.",
    );
    expect((await submitResponse(invitation.id, 2, now, blank)).ok).toBe(true);
    const after = await findDesk(invitation.id);
    expect(after?.submitted.map((one) => one.revision).sort()).toEqual([1, 2]);
  });

  it("is refused in words when consent or a required answer is missing, or after the grace", async () => {
    const { survey, text } = await openSurvey();
    const { id } = await invite(survey.id);
    await saveDraftFields(id, [field(text, "text", "Only this")], now);
    expect(await submitResponse(id, 1, now, blank)).toMatchObject({
      ok: false,
      reason: "invalid-input",
      problems: [{ at: "answers.will-it.value" }, { at: "answers.why.attribution" }],
    });
    const full = await answered();
    expect(await submitResponse(full.invitation.id, 1, hours(25), blank)).toMatchObject({
      ok: false,
      reason: "survey-closed",
    });
    expect(await submitResponse(full.invitation.id, 7, now, blank)).toMatchObject({
      reason: "conflict",
    });
  });
});

describe("taking back", () => {
  it("tightens one's own answer at once, never loosens, and never reaches another's", async () => {
    const mine = await answered();
    const theirs = await answered();
    await submitResponse(mine.invitation.id, 1, now, blank);
    await submitResponse(theirs.invitation.id, 1, now, blank);
    const answer = (await findDesk(mine.invitation.id))?.submitted.find(
      (one) => one.questionKey === "why",
    );
    const answerId = answer?.id ?? "";
    const tighten = (invitationId: string, attribution: "named" | "aggregate") =>
      tightenConsent(invitationId, { answerId, attribution, quotable: false }, now, blank);
    expect(await tighten(theirs.invitation.id, "aggregate")).toMatchObject({ reason: "not-found" });
    expect((await tighten(mine.invitation.id, "aggregate")).ok).toBe(true);
    expect(blanked).toEqual([{ answerId, fields: ["name", "role", "value", "text"] }]);
    expect(await tighten(mine.invitation.id, "named")).toMatchObject({ reason: "not-allowed" });
    // What was typed before does not loosen it at the next submission.
    await submitResponse(mine.invitation.id, 2, now, blank);
    const again = await findDesk(mine.invitation.id);
    expect(again?.submitted.find((one) => one.id === answerId)).toMatchObject({
      attribution: "aggregate",
      quotable: false,
    });
  });

  it("withdraws everything, and comes back by submitting again", async () => {
    const { invitation } = await answered();
    await submitResponse(invitation.id, 1, now, blank);
    expect((await withdrawResponse(invitation.id, now, blank)).ok).toBe(true);
    const desk = await findDesk(invitation.id);
    expect(desk?.response.withdrawnAt).toEqual(now);
    expect(blanked.at(-1)).toMatchObject({ responseId: desk?.response.id });
    expect((await submitResponse(invitation.id, 2, now, blank)).ok).toBe(true);
    expect((await findDesk(invitation.id))?.response.withdrawnAt).toBeNull();
  });

  it("declines before answering, and beginning takes that back", async () => {
    const { survey } = await openSurvey();
    const invitation = await invite(survey.id);
    expect((await declineInvitation(invitation, "No time", now)).ok).toBe(true);
    await beginAnswering(invitation, now);
    const row = await db().invitation.findUniqueOrThrow({ where: { id: invitation.id } });
    expect(row.declinedAt).toBeNull();
  });
});

describe("a device's session", () => {
  it("ends when the link is rotated or revoked", async () => {
    const { survey } = await openSurvey();
    const invitation = await invite(survey.id);
    const session = await db().invitationSession.findFirstOrThrow({
      where: { invitationId: invitation.id },
    });
    const find = () => findSession(session.tokenHash, now);
    expect((await find())?.invitation.id).toBe(invitation.id);
    await db().invitation.update({ where: { id: invitation.id }, data: { generation: 2 } });
    expect(await find()).toBeNull();
    await db().invitation.update({
      where: { id: invitation.id },
      data: { generation: 1, revokedAt: now },
    });
    expect(await find()).toBeNull();
    expect(
      await saveDraftFields(invitation.id, [field(null, "displayName", "x")], now),
    ).toMatchObject({
      reason: "not-found",
    });
  });
});
