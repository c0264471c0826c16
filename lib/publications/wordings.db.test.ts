import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { FieldEdit } from "@/lib/surveys/editor/schema";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, granted, seedInvitation, seedSurvey, typeAnswer, willIt } = await import(
  "@/e2e/support/seeds"
);
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { findDesk } = await import("@/lib/answers/queries");
const { askAgain, declareCorrection } = await import("@/lib/surveys/wordings/commands");
const { renderRewordedMail } = await import("@/lib/answers/rewording/emails/reworded");
const { listRewordedQuestions } = await import("@/lib/surveys/wordings/queries");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { computeDraft, regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { toMarkdown } = await import("@/lib/core/export/markdown");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { blankPublishedFields } = await import("./withdrawal/commands");
const { publishSurvey } = await import("./commands");
const { findPublishedSynthesis } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-02T12:00:00Z");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function panel() {
  const seeded = await seedSurvey(now, [willIt], {
    language: "de",
    submittingApprovesQuotes: true,
    slug: crypto.randomUUID(),
  });
  const { survey, owner } = seeded;
  const question = await db().question.findFirstOrThrow({ where: { surveyId: survey.id } });
  const newest = () =>
    db().questionRevision.findFirstOrThrow({
      where: { questionId: question.id },
      orderBy: { number: "desc" },
    });
  const reword = async (prompt: string) => {
    const { fieldVersions } = await db().question.findUniqueOrThrow({
      where: { id: question.id },
    });
    const versions = fieldVersions as { prompt?: number };
    const edit: FieldEdit = {
      question: question.id,
      field: "prompt",
      value: prompt,
      baseVersion: versions.prompt ?? 1,
    };
    const saved = granted(
      await saveFields({
        surveyId: survey.id,
        actorId: owner.id,
        now,
        edits: [edit],
        decisions: [{ question: question.id, decision: "reworded" }],
      }),
    );
    expect(saved.fields).toMatchObject([{ ok: true }]);
    return newest();
  };
  const invite = async (name: string) => {
    const invitation = await seedInvitation(survey.id, { name, sentAt: now });
    await beginAnswering(invitation, now);
    return invitation.id;
  };
  const submit = async (invitationId: string) => {
    const desk = await findDesk(invitationId);
    const number = (desk?.response.submission ?? 0) + 1;
    granted(await submitResponse(invitationId, number, later, blankPublishedFields));
  };
  const type = async (invitationId: string, fields: Readonly<Record<string, string>>) => {
    const { id } = await newest();
    const versions = (await findDesk(invitationId))?.versions ?? {};
    await typeAnswer(
      invitationId,
      id,
      fields,
      now,
      (field) => versions[`answers.will-it.${field}`] ?? 0,
    );
  };
  const answer = async (invitationId: string, value: string) => {
    await type(invitationId, { value, attribution: "aggregate" });
    await submit(invitationId);
  };
  const draft = async () => {
    const computed = await transaction((tx) => computeDraft(survey.id, tx));
    const document = computed?.document;
    const section = document?.sections[0];
    if (!document || !section) throw new Error("there is no draft");
    return { document, section, n: section.statistics.n, methods: document.methods };
  };
  return { ...seeded, question, newest, reword, invite, submit, type, answer, draft };
}

describe("a question reworded after the opening", () => {
  it("begins its figures anew, keeps every answer with its words, and loses no draft", async () => {
    const { survey, owner, reword, invite, submit, type, answer, draft } = await panel();
    const people = [];
    for (const letter of ["A", "B", "C", "D", "E"])
      people.push(await invite(`Respondent ${letter}`));
    for (const id of people) await answer(id, "4");
    const typing = await invite("Respondent F");
    await type(typing, { value: "2", text: "Half a thought", attribution: "aggregate" });
    await regenerateSynthesis(survey.id, now);
    granted(await publishSurvey({ surveyId: survey.id, actorId: owner.id, now }));
    const first = JSON.stringify(await findPublishedSynthesis(survey.slug, 1));

    await reword("Will it, within ten years?");
    const { n, methods, section, document } = await draft();
    expect(n).toBe(0);
    expect(section.question).toMatchObject({ prompt: "Will it, within ten years?", wording: 2 });
    expect(methods).toMatchObject({
      answered: 5,
      earlierWordings: [{ question: "will-it", prompt: "Will it?", answered: 5 }],
    });
    expect(toMarkdown(document)).toContain("Earlier wording: “Will it?” (answered by 5 people).");

    // What was half typed is there, with the words that it was typed under; submitted as it is, it answers those.
    const desk = await findDesk(typing);
    expect(desk?.draft.answers["will-it"]).toMatchObject({ value: "2", text: "Half a thought" });
    expect(desk?.earlier["will-it"]).toMatchObject({ prompt: "Will it?" });
    await submit(typing);
    expect((await draft()).methods.earlierWordings?.[0]?.answered).toBe(6);

    // A says that the answer holds, B answers anew, C changes only how the answer may be shown.
    const [a = "", b = "", c = ""] = people;
    await type(a, { stands: "yes" });
    expect((await findDesk(a))?.earlier).toEqual({});
    await submit(a);
    await answer(b, "1");
    await type(c, { attribution: "author" });
    await submit(c);
    const after = await draft();
    expect(after.section.statistics).toMatchObject({ n: 2, counts: [1, 0, 0, 1, 0] });
    expect(after.methods).toMatchObject({ answered: 6, earlierWordings: [{ answered: 4 }] });
    expect((await findDesk(c))?.submitted).toMatchObject([
      { attribution: "author", earlierPrompt: "Will it?" },
    ]);

    // Publications already made do not change; the next one says what happened.
    expect(JSON.stringify(await findPublishedSynthesis(survey.slug, 1))).toBe(first);
    for (const id of people.slice(3)) await answer(id, "5");
    await regenerateSynthesis(survey.id, later);
    granted(await publishSurvey({ surveyId: survey.id, actorId: owner.id, now: later }));
    const second = (await findPublishedSynthesis(survey.slug, 2))?.synthesis;
    expect(second?.sections[0]?.statistics).toMatchObject({ n: 4, counts: [1, 0, 0, 1, 2] });
    // Two are fewer than the minimum group, so the public reads no number.
    expect(second?.methods.earlierWordings).toEqual([
      { question: "will-it", prompt: "Will it?", answered: null },
    ]);
    const version = await db().publishedVersion.findFirstOrThrow({ where: { number: 2 } });
    expect(JSON.stringify(version.changelog)).toContain("Question 1 was reworded");
  });

  it("is the same question where the author says so, until that is taken back; the trail keeps both", async () => {
    const { survey, owner, reword, invite, answer, draft, newest } = await panel();
    await answer(await invite("Respondent A"), "4");
    await reword("Will it ?");
    await reword("Will it, truly?");
    const { id: revisionId } = await newest();
    const before = await db().questionRevision.findFirstOrThrow({
      where: { number: 2, questionId: (await newest()).questionId },
    });
    const declare = (id: string, correction: boolean, actorId = owner.id) =>
      declareCorrection({ surveyId: survey.id, actorId, revisionId: id, correction, now });
    const viewer = await db().user.create({ data: { email: "viewer@example.org" } });
    await db().surveyMember.create({
      data: { surveyId: survey.id, userId: viewer.id, role: "viewer" },
    });
    const stranger = await db().user.create({ data: { email: "stranger@example.org" } });
    expect(await declare(revisionId, true, viewer.id)).toEqual({
      ok: false,
      reason: "not-allowed",
    });
    expect(await declare(revisionId, true, stranger.id)).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect(await listRewordedQuestions(survey.id, stranger.id)).toEqual([]);
    expect(await listRewordedQuestions(survey.id, viewer.id)).toMatchObject([
      { present: 0, apart: 1, reachable: 1, changes: [{ number: 3 }, { number: 2 }] },
    ]);

    granted(await declare(revisionId, true));
    expect((await draft()).n).toBe(0);
    granted(await declare(before.id, true));
    const same = await draft();
    expect(same.n).toBe(1);
    expect(same.methods.earlierWordings).toBeUndefined();
    expect(same.section.question.prompt).toBe("Will it, truly?");
    granted(await declare(revisionId, false));
    expect((await draft()).methods.earlierWordings).toMatchObject([
      { prompt: "Will it ?", answered: 1 },
    ]);
    const kinds = await db().auditEvent.findMany({
      where: { surveyId: survey.id, kind: { startsWith: "question." } },
      orderBy: { at: "asc" },
    });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      "question.corrected",
      "question.corrected",
      "question.reworded",
    ]);
    expect(kinds[0]?.details).toMatchObject({ before: "Will it ?", after: "Will it, truly?" });
  });

  it("has an answer that was typed under a correction, and no other, when that is taken back", async () => {
    const { survey, owner, reword, invite, answer, type, submit, draft } = await panel();
    const [a, b, c] = [await invite("A"), await invite("B"), await invite("C")];
    for (const id of [a, b, c]) await answer(id, "4");
    const { id: revisionId } = await reword("Will it soon?");
    const declare = (correction: boolean) =>
      declareCorrection({ surveyId: survey.id, actorId: owner.id, revisionId, correction, now });
    granted(await declare(true));
    // A answers anew, B only chooses how the answer may be shown, C does nothing.
    await answer(a, "2");
    await answer(a, "1");
    await type(b, { attribution: "author" });
    await submit(b);
    expect((await draft()).n).toBe(3);
    granted(await declare(false));
    const after = await draft();
    expect(after.section.statistics).toMatchObject({ n: 1, counts: [1, 0, 0, 0, 0] });
    expect(after.methods).toMatchObject({ answered: 3, earlierWordings: [{ answered: 2 }] });
  });

  it("is asked again of those who answered earlier words, once each, in their language", async () => {
    const { survey, owner, reword, invite, answer } = await panel();
    const people = [];
    for (const letter of ["A", "B", "C", "D"]) people.push(await invite(`Respondent ${letter}`));
    const [a = "", b = "", c = "", d = ""] = people;
    for (const id of [a, b, c]) await answer(id, "4");
    const { id: revisionId } = await reword("Will it soon?");
    await answer(b, "5");
    await db().invitation.update({ where: { id: c }, data: { unsubscribedAt: now } });
    const ask = (actorId = owner.id) =>
      askAgain({ surveyId: survey.id, actorId, revisionId, now: later });
    const mails = () =>
      db().outboxMessage.findMany({ where: { surveyId: survey.id, template: "reworded" } });
    expect(granted(await ask())).toEqual({ asked: 1 });
    expect(granted(await ask())).toEqual({ asked: 1 });
    expect((await mails()).map(({ invitationId }) => invitationId)).toEqual([a]);
    expect(d).not.toBe(a);

    const message = at(await mails(), 0);
    const mail = await renderRewordedMail(message, later);
    if ("skip" in mail) throw new Error(mail.skip);
    expect(mail.text).toContain("Sie haben geantwortet auf: „Will it?“");
    expect(mail.text).toContain("Jetzt lautet sie: „Will it soon?“");
    await answer(a, "3");
    expect(await renderRewordedMail(message, later)).toHaveProperty("skip");
    expect(await ask()).toEqual({ ok: false, reason: "nothing-to-ask" });
    await db().survey.update({
      where: { id: survey.id },
      data: { status: "closed", closedAt: now },
    });
    expect(await ask()).toEqual({ ok: false, reason: "survey-closed" });
  });

  it("never has an answer to other words in its figures, whatever is worded, declared and answered when", async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant("answer" as const), who: fc.nat(3) }) },
      fc.record({ do: fc.constant("reword" as const), who: fc.constant(0) }),
      fc.record({ do: fc.constant("declare" as const), who: fc.nat(4) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
        const { survey, owner, question, reword, invite, answer, draft } = await panel();
        const people = [];
        for (const letter of ["A", "B", "C", "D"]) people.push(await invite(letter));
        /** For each revision, whether it is a correction; for each person, the revision last answered. */
        const corrections = [false];
        const under = new Map<number, number>();
        for (const [index, one] of steps.entries()) {
          if (one.do === "answer") {
            await answer(at(people, one.who), String((index % 5) + 1));
            under.set(one.who, corrections.length - 1);
          } else if (one.do === "reword") {
            await reword(`Wording ${index}`);
            corrections.push(false);
          } else if (corrections.length > 1) {
            const which = 1 + (one.who % (corrections.length - 1));
            const revision = await db().questionRevision.findFirstOrThrow({
              where: { questionId: question.id, number: which + 1 },
            });
            corrections[which] = !corrections[which];
            granted(
              await declareCorrection({
                surveyId: survey.id,
                actorId: owner.id,
                revisionId: revision.id,
                correction: corrections[which],
                now,
              }),
            );
          }
        }
        const from = corrections.findLastIndex((correction) => !correction);
        const present = [...under.values()].filter((revision) => revision >= from).length;
        const { n, methods } = await draft();
        expect(n).toBe(present);
        const apart = (methods.earlierWordings ?? []).reduce(
          (sum, { answered }) => sum + (answered ?? 0),
          0,
        );
        expect(apart).toBe(under.size - present);
        expect(methods.answered).toBe(under.size);
      }),
      { numRuns: 20 },
    );
  });
});
