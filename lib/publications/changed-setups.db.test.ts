import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { RewordingDecision } from "@/lib/core/survey/rewording";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, granted, seedInvitation, seedSurvey, typeAnswer, why, willIt } = await import(
  "@/e2e/support/seeds"
);
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { renderReceiptMail } = await import("@/lib/answers/emails/receipt");
const { findDesk } = await import("@/lib/answers/queries");
const { renderRewordedMail } = await import("@/lib/answers/rewording/emails/reworded");
const { asAnswered } = await import("@/lib/core/answers/assemble-draft");
const { toMarkdown } = await import("@/lib/core/export/markdown");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { findEditorState } = await import("@/lib/surveys/editor/queries");
const { declareCorrection } = await import("@/lib/surveys/wordings/commands");
const { listRewordedQuestions } = await import("@/lib/surveys/wordings/queries");
const { computeDraft } = await import("@/lib/synthesis/commands");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { blankPublishedFields } = await import("./withdrawal/commands");

const now = new Date("2026-03-01T12:00:00Z");
afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** Two people who have answered two questions, a third who has typed, and what the author and they do next. */
async function panel() {
  const { survey, owner } = await seedSurvey(now, [willIt, why], { language: "de" });
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const state = async () => {
    const found = await findEditorState(survey.id, owner.id);
    if (found === null) throw new Error("no state");
    return found;
  };
  const change = async (
    fields: Readonly<Record<string, unknown>>,
    decision: RewordingDecision | null,
  ) => {
    const question = at((await state()).questions, 0);
    const versions = new Map(Object.entries(question.fields).map(([name, one]) => [name, one]));
    const edits = Object.entries(fields).map(([field, value]) => ({
      question: question.id,
      field,
      value,
      baseVersion: versions.get(field)?.version ?? 1,
    }));
    const decisions = decision === null ? [] : [{ question: question.id, decision }];
    return granted(await saveFields({ ...act, edits, decisions })).fields;
  };
  const desk = async (invitationId: string) => {
    const found = await findDesk(invitationId);
    if (found === null) throw new Error("no desk");
    return found;
  };
  const type = async (invitationId: string, key: string, fields: Record<string, unknown>) => {
    const { questions, versions } = await desk(invitationId);
    const asked = questions.find(({ question }) => question.id === key);
    await typeAnswer(
      invitationId,
      asked?.revisionId ?? null,
      fields,
      now,
      (field) => versions[`answers.${key}.${field}`] ?? 0,
    );
  };
  const submit = async (invitationId: string) => {
    const number = (await desk(invitationId)).response.submission + 1;
    return submitResponse(invitationId, number, now, blankPublishedFields);
  };
  const people: string[] = [];
  for (const name of ["Respondent A", "Respondent B", "Respondent C"]) {
    const invitation = await seedInvitation(survey.id, { name, sentAt: now });
    await beginAnswering(invitation, now);
    const consent = { attribution: "named", quotable: "no" };
    await type(invitation.id, "will-it", { value: "5", text: "Because audits work.", ...consent });
    await type(invitation.id, "why", { text: "Why not?", ...consent });
    people.push(invitation.id);
  }
  const [a = "", b = "", c = ""] = people;
  granted(await submit(a));
  granted(await submit(b));
  const draft = async () => {
    const document = (await transaction((tx) => computeDraft(survey.id, tx)))?.document;
    if (document === undefined) throw new Error("there is no draft");
    return { document, statistics: at(document.sections, 0).statistics };
  };
  return { survey, owner, act, state, change, desk, type, submit, draft, a, b, c };
}

const three = { kind: "stance", scale: ["No", "Perhaps", "Yes"] } as const;

it("changes nothing of an answered question until its author says what becomes of the answers", async () => {
  const { survey, state, change, act, draft, b } = await panel();
  const question = at((await state()).questions, 0);
  expect(question.answered).toEqual({ people: 2, reachable: 2 });
  // Whose answer an author entered is asked to confirm it first, and sees then what changed.
  const { id: importId } = await db().answerImport.create({
    data: { surveyId: survey.id, respondents: 1, answers: 1, createdAt: now },
  });
  const entered = { where: { invitationId: b } };
  await db().response.updateMany({ ...entered, data: { importId } });
  expect((await state()).questions[0]?.answered).toEqual({ people: 2, reachable: 1 });
  await db().response.updateMany({ ...entered, data: { importId: null } });
  expect(await change({ setup: three, prompt: "Will it soon?" }, null)).toMatchObject([
    { ok: false, reason: "refused", words: /what becomes of the answers/ },
    { ok: false, reason: "refused" },
  ]);
  expect(await change({ setup: three }, "correction")).toMatchObject([
    { ok: false, reason: "refused", words: /cannot be the same question/ },
  ]);
  expect(await db().questionRevision.count({ where: { questionId: question.id } })).toBe(1);
  // What is the same under other labels may be declared a correction at once.
  const spelt = { kind: "stance", scale: ["No", "Rather not", "Maybe", "Rather", "Yes"] };
  expect(await change({ setup: spelt }, "correction")).toMatchObject([{ ok: true }]);
  expect((await draft()).statistics).toMatchObject({ n: 2, counts: [0, 0, 0, 0, 2] });
  const trail = await db().auditEvent.findMany({ where: { surveyId: survey.id } });
  expect(trail.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["question.corrected", "survey.edited"]),
  );
  expect(JSON.stringify(trail)).toContain("Maybe");

  // A survey that takes no answers asks nobody again.
  await db().survey.update({ where: { id: survey.id }, data: { status: "closed", closedAt: now } });
  expect(await change({ setup: three }, "ask-again")).toMatchObject([{ ok: false }]);
  expect(await change({ setup: three }, "reworded")).toMatchObject([{ ok: true }]);
  const [changed] = await listRewordedQuestions(survey.id, act.actorId);
  const [last] = changed?.changes ?? [];
  expect(last).toMatchObject({
    keepsAnswers: false,
    before: { setup: expect.stringContaining("Rather not · Maybe") },
    after: { setup: expect.stringContaining("No · Perhaps · Yes") },
  });
  expect(
    await declareCorrection({ ...act, revisionId: last?.revisionId ?? "", correction: true }),
  ).toEqual({ ok: false, reason: "blocked" });
});

it("leaves answers with the scale that they were given on, and asks for another in the new one", async () => {
  const { survey, change, desk, type, submit, draft, a, b, c } = await panel();
  expect(await change({ setup: { ...three, required: true } }, "ask-again")).toMatchObject([
    { ok: true },
  ]);
  const { document, statistics } = await draft();
  expect(statistics).toMatchObject({ n: 0, counts: [0, 0, 0] });
  expect(document.methods.earlierWordings).toMatchObject([
    { prompt: "Will it?", setup: expect.stringContaining("Rather not"), answered: 2 },
  ]);
  expect(toMarkdown(document)).toContain("No · Rather not · Perhaps · Rather · Yes");

  // One mail each, which says in what the question differs though its prompt is the same.
  const mails = await db().outboxMessage.findMany({
    where: { surveyId: survey.id, template: "reworded" },
  });
  expect(mails.map(({ invitationId }) => invitationId).sort()).toEqual([a, b].sort());
  const mail = await renderRewordedMail(at(mails, 0), now);
  if ("skip" in mail) throw new Error(mail.skip);
  expect(mail.text).toContain("Ihr Wortlaut ist geblieben");
  expect(mail.text).toContain("Zur Wahl stand: No · Rather not · Perhaps · Rather · Yes");
  expect(mail.text).toContain("Zur Wahl steht jetzt: No · Perhaps · Yes");

  // "5 of 5" is nothing on a scale of three: the field is blank, the words are kept, and the answer stands beside it.
  const before = await desk(a);
  expect(before.draft.answers["will-it"]).toMatchObject({
    value: "",
    text: "Because audits work.",
  });
  expect(before.earlier["will-it"]).toMatchObject({
    carries: false,
    answer: { value: "5", text: "Because audits work." },
  });
  expect(asAnswered(before).draft.answers["will-it"]).toMatchObject({ value: "5" });
  expect(before.submitted.find(({ questionKey }) => questionKey === "will-it")).toMatchObject({
    columns: { value: "5" },
    asked: { scale: { length: 5 } },
  });

  // Nor does a blank in the new fields take it out.
  await type(a, "will-it", { value: "", skipped: "yes" });
  expect((await desk(a)).earlier["will-it"]).toMatchObject({ answer: { value: "5" } });

  // Whoever submits again for another question takes nothing back, though an answer is required now.
  await type(a, "why", { text: "Why ever not?" });
  granted(await submit(a));
  expect((await draft()).document.methods.earlierWordings).toMatchObject([{ answered: 2 }]);
  const receipt = await db().outboxMessage.findFirstOrThrow({
    where: { invitationId: a, dedupeKey: { endsWith: ":2" } },
  });
  const sent = await renderReceiptMail(receipt);
  expect("text" in sent && sent.text).toContain("Yes");

  // What was typed and not submitted answers the words that it was typed under.
  granted(await submit(c));
  expect((await draft()).document.methods.earlierWordings).toMatchObject([{ answered: 3 }]);

  // Answered anew, the old answer gives way.
  await type(b, "will-it", { value: "2" });
  expect((await desk(b)).earlier).toEqual({});
  granted(await submit(b));
  const after = await draft();
  expect(after.statistics).toMatchObject({ n: 1, counts: [0, 1, 0] });
  expect(after.document.methods.earlierWordings).toMatchObject([{ answered: 2 }]);
});

it("shows an answer in the new fields where it says there what it said before", async () => {
  const { change, desk, type, submit, draft, a } = await panel();
  const scale = ["No", "Rather not", "Perhaps", "Rather", "Yes"];
  await change({ setup: { kind: "stance", scale, confidence: true } }, "reworded");
  const { earlier, draft: shown } = await desk(a);
  expect(earlier["will-it"]).toMatchObject({ carries: true });
  expect(shown.answers["will-it"]).toMatchObject({ value: "5" });
  await type(a, "will-it", { stands: "yes", confidence: "7" });
  granted(await submit(a));
  expect((await draft()).statistics).toMatchObject({ n: 1, counts: [0, 0, 0, 0, 1] });
});
