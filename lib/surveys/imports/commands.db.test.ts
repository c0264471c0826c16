import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { type EnteredRespondent, groupRespondents } from "@/lib/core/answers/entered";
import { readAnswersFile } from "@/lib/core/answers/parse-answers";
import { templates } from "@/lib/core/survey/templates/catalogue";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { createSurvey } = await import("../commands");
const { importAnswers, undoImport } = await import("./commands");
const { findAskedSurvey, listImports, listKnownPeople } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");
let owner = "";
let viewer = "";
let stranger = "";

beforeAll(async () => {
  const user = (name: string) =>
    db().user.create({ data: { email: `${name}@example.org` }, select: { id: true } });
  owner = (await user("owner")).id;
  viewer = (await user("viewer")).id;
  stranger = (await user("stranger")).id;
});
afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function draft(): Promise<string> {
  const { document } = templates["safety-cases"];
  const { id } = await createSurvey({ document, source: "test", ownerId: owner, now });
  await db().surveyMember.create({ data: { surveyId: id, userId: viewer, role: "viewer" } });
  return id;
}

const header = "respondent,name,question,value,text,attribution,quote,email\n";

/** The people of a file of so many rows, two a person; `spoil` puts a bad value into that row. */
async function read(surveyId: string, rows: number, spoil?: number) {
  const survey = await findAskedSurvey(surveyId, owner);
  if (survey === null) throw new Error("the survey is gone");
  const csv = Array.from({ length: rows }, (_, at) => {
    const person = Math.floor(at / 2) + 1;
    const value = at === spoil ? "9" : String((person % 5) + 1);
    const question = at % 2 === 0 ? "influence" : "focus";
    return `${person},Respondent ${person},${question},${value},Because of ${person}.,named,yes,r${person}@example.org\n`;
  }).join("");
  const reading = readAnswersFile(header + csv, survey);
  const known = await listKnownPeople(
    surveyId,
    reading.rows.flatMap(({ record }) => record?.email ?? []),
  );
  const grouped = groupRespondents(reading.rows, known);
  return {
    problems: [...reading.problems, ...grouped.problems],
    respondents: grouped.respondents,
  };
}

const enter = (surveyId: string, respondents: readonly EnteredRespondent[], actorId = owner) =>
  importAnswers({ surveyId, actorId, respondents, now });

const stored = async () => [
  await db().answerImport.count(),
  await db().invitation.count(),
  await db().response.count(),
  await db().answer.count(),
  await db().answerRevision.count(),
];

describe("importAnswers", () => {
  it("names the bad row of many, and stores all of them or none, with news on the way", async () => {
    const surveyId = await draft();
    const bad = await read(surveyId, 2_400, 1_234);
    expect(bad.problems).toEqual([
      { at: "line 1236, column value", message: "must be 1 to 5, or none" },
    ]);
    const good = await read(surveyId, 2_400);
    expect(good.problems).toEqual([]);
    const news: [number, number][] = [];
    const before = await stored();
    const broken = importAnswers({
      surveyId,
      actorId: owner,
      respondents: good.respondents,
      now,
      progress: (done) => {
        if (done > 600) throw new Error("the machine stops");
      },
    });
    await expect(broken).rejects.toThrow("the machine stops");
    expect(await stored()).toEqual(before);
    expect(await db().survey.findUnique({ where: { id: surveyId } })).toMatchObject({
      status: "draft",
    });

    const outcome = await importAnswers({
      surveyId,
      actorId: owner,
      respondents: good.respondents,
      now,
      progress: (done, total) => {
        news.push([done, total]);
      },
    });
    expect(outcome).toMatchObject({ ok: true, value: { respondents: 1_200, answers: 2_400 } });
    expect(news).toEqual([
      [500, 1_200],
      [1_000, 1_200],
      [1_200, 1_200],
    ]);
    expect(await stored()).toEqual([1, 1_200, 1_200, 2_400, 2_400]);
    // Answers belong to a wording, so the draft has opened.
    expect(await db().survey.findUnique({ where: { id: surveyId } })).toMatchObject({
      status: "open",
    });
    expect(await db().outboxMessage.count({ where: { surveyId } })).toBe(0);
    const shown = { OR: [{ attribution: { not: "aggregate" as const } }, { quotable: true }] };
    expect(await db().answer.count({ where: shown })).toBe(0);
  }, 60_000);

  it("keeps the order of the file", async () => {
    const surveyId = await draft();
    await enter(surveyId, (await read(surveyId, 40)).respondents);
    const responses = await db().response.findMany({
      where: { invitation: { surveyId } },
      orderBy: { id: "asc" },
    });
    expect(responses.map(({ displayName }) => displayName)).toEqual(
      Array.from({ length: 20 }, (_, at) => `Respondent ${at + 1}`),
    );
  });

  it("uses the invitation that somebody has, and refuses whoever has begun", async () => {
    const surveyId = await draft();
    const invitation = await db().invitation.create({
      data: { surveyId, name: "R", email: "r1@example.org", tokenHash: surveyId },
    });
    const { respondents } = await read(surveyId, 4);
    expect(await enter(surveyId, respondents)).toMatchObject({ ok: true });
    expect(await db().response.count({ where: { invitationId: invitation.id } })).toBe(1);

    const again = await read(surveyId, 6);
    expect(again.problems.map(({ at }) => at)).toEqual([
      "line 2, column email",
      "line 4, column email",
    ]);
    // Also when they came between the look and the import.
    const before = await stored();
    expect(await enter(surveyId, again.respondents)).toMatchObject({
      ok: false,
      reason: "conflict",
    });
    expect(await stored()).toEqual(before);
  });

  it("is for owners and editors, and not for an archived survey", async () => {
    const surveyId = await draft();
    const { respondents } = await read(surveyId, 2);
    const before = await stored();
    expect(await enter(surveyId, respondents, viewer)).toMatchObject({ reason: "not-allowed" });
    expect(await enter(surveyId, respondents, stranger)).toMatchObject({ reason: "not-found" });
    expect(await enter(surveyId, [])).toMatchObject({ reason: "invalid-input" });
    await db().survey.update({ where: { id: surveyId }, data: { status: "archived" } });
    expect(await enter(surveyId, respondents)).toMatchObject({ reason: "not-allowed" });
    expect(await stored()).toEqual(before);
  });
});

it("the database lets nobody show what was entered and not confirmed", async () => {
  const surveyId = await draft();
  await enter(surveyId, (await read(surveyId, 2)).respondents);
  const answer = await db().answer.findFirstOrThrow({
    where: { response: { invitation: { surveyId } } },
  });
  const change = (data: { attribution?: "named" | "role" | "author"; quotable?: boolean }) =>
    db().answer.update({ where: { id: answer.id }, data });
  await expect(change({ attribution: "named" })).rejects.toThrow();
  await expect(change({ attribution: "role" })).rejects.toThrow();
  await expect(change({ quotable: true })).rejects.toThrow();
  await expect(
    db().answer.create({
      data: {
        responseId: answer.responseId,
        questionRevisionId: answer.questionRevisionId,
        quotable: true,
      },
    }),
  ).rejects.toThrow();
  await change({ attribution: "author" });
  await db().response.update({ where: { id: answer.responseId }, data: { confirmedAt: now } });
  await change({ attribution: "named", quotable: true });
});

describe("undoImport", () => {
  it("takes the answers, and the invitations that it made, and no others", async () => {
    const surveyId = await draft();
    const invitation = await db().invitation.create({
      data: { surveyId, name: "R", email: "r1@example.org", tokenHash: surveyId },
    });
    await enter(surveyId, (await read(surveyId, 6)).respondents);
    const [own] = await listImports(surveyId, owner);
    expect(own).toMatchObject({ respondents: 3, answers: 6, mayUndo: true, confirmed: 0 });
    const what = { surveyId, importId: own?.id ?? "", now };
    expect(await undoImport({ ...what, actorId: viewer })).toMatchObject({ reason: "not-allowed" });
    expect(await undoImport({ ...what, actorId: stranger })).toMatchObject({ reason: "not-found" });
    expect(await undoImport({ ...what, surveyId: await draft(), actorId: owner })).toMatchObject({
      reason: "not-found",
    });
    expect(await undoImport({ ...what, actorId: owner })).toMatchObject({ ok: true });
    expect(await undoImport({ ...what, actorId: owner })).toMatchObject({ ok: true });
    expect(await db().response.count({ where: { invitation: { surveyId } } })).toBe(0);
    expect(await db().invitation.findMany({ where: { surveyId }, select: { id: true } })).toEqual([
      { id: invitation.id },
    ]);
    const kinds = await db().auditEvent.findMany({ where: { surveyId }, orderBy: { id: "asc" } });
    expect(kinds.map(({ kind }) => kind).filter((kind) => kind.startsWith("answers."))).toEqual([
      "answers.imported",
      "answers.import-undone",
    ]);
    expect(JSON.stringify(kinds)).not.toMatch(/@example|Because/);
  });

  it("leaves what a person has confirmed or begun to correct", async () => {
    const surveyId = await draft();
    await enter(surveyId, (await read(surveyId, 4)).respondents);
    const [own] = await listImports(surveyId, owner);
    const response = await db().response.findFirstOrThrow({
      where: { importId: own?.id ?? null },
    });
    const typed = await db().draftField.create({
      data: { responseId: response.id, field: "displayName", value: "R." },
    });
    const undo = () => undoImport({ surveyId, importId: own?.id ?? "", actorId: owner, now });
    expect(await undo()).toEqual({ ok: false, reason: "conflict" });
    await db().draftField.delete({ where: { id: typed.id } });
    await db().response.update({ where: { id: response.id }, data: { confirmedAt: now } });
    expect(await undo()).toEqual({ ok: false, reason: "conflict" });
    expect((await listImports(surveyId, owner))[0]).toMatchObject({ mayUndo: false, confirmed: 1 });
    expect(await listImports(surveyId, stranger)).toEqual([]);
  });
});

describe("importAnswers, again", () => {
  it("enters once what is sent twice, and once who is entered by two at a time", async () => {
    const surveyId = await draft();
    const { respondents } = await read(surveyId, 2);
    const nameless = respondents.map((one) => ({ ...one, email: null }));
    const sent = { id: crypto.randomUUID(), surveyId, actorId: owner, now, respondents: nameless };
    const before = await db().response.count();
    const answers = await Promise.all([importAnswers(sent), importAnswers(sent)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await db().response.count()).toBe(before + 1);
    // Another survey's import is not answered for.
    const elsewhere = await draft();
    expect(await importAnswers({ ...sent, surveyId: elsewhere })).toMatchObject({
      ok: false,
      reason: "conflict",
    });
    const both = await Promise.all([enter(surveyId, respondents), enter(surveyId, respondents)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});
