import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedSurvey, why } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { saveFields } = await import("../editor/commands");
const { findEditorState } = await import("../editor/queries");
const { addRound, dateRound, removeRound } = await import("./commands");

const now = new Date("2026-03-01T12:00:00Z");
const day = (count: number) => new Date(now.getTime() + count * 86_400_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("adds rounds to a survey that had none, after its end, and takes the last away until it opens", async () => {
  const endless = await seedSurvey(now, [why]);
  const dates = { opensAt: day(20), closesAt: day(30), now };
  expect(
    await addRound({ surveyId: endless.survey.id, actorId: endless.owner.id, ...dates }),
  ).toMatchObject({ reason: "invalid-input", problems: [{ at: "form" }] });

  const { survey, owner } = await seedSurvey(now, [why], { closesAt: day(10) });
  const own = { surveyId: survey.id, actorId: owner.id };
  const numbers = async () =>
    (await db().round.findMany({ where: { surveyId: survey.id }, orderBy: { number: "asc" } })).map(
      ({ number }) => number,
    );
  expect(await addRound({ ...own, actorId: endless.owner.id, ...dates })).toMatchObject({
    reason: "not-found",
  });
  expect(await addRound({ ...own, ...dates, opensAt: day(9) })).toMatchObject({
    problems: [{ at: "opensOn" }],
  });
  expect(await addRound({ ...own, ...dates, closesAt: day(20) })).toMatchObject({
    problems: [{ at: "closesOn" }],
  });
  expect(await numbers()).toEqual([]);
  expect(await addRound({ ...own, ...dates })).toMatchObject({ ok: true });
  const first = await db().round.findFirst({ where: { surveyId: survey.id, number: 1 } });
  expect(first).toMatchObject({ openedAt: survey.openedAt, closesAt: day(10), closedAt: null });
  expect(await addRound({ ...own, opensAt: day(40), closesAt: day(50), now })).toMatchObject({
    ok: true,
  });
  expect(await numbers()).toEqual([1, 2, 3]);

  // Only the last, and only before it opens; one round alone is none.
  expect(await removeRound({ ...own, number: 2 })).toMatchObject({ reason: "conflict" });
  expect(await removeRound({ ...own, number: 3 })).toMatchObject({ ok: true });
  await db().round.updateMany({
    where: { surveyId: survey.id, number: 2 },
    data: { openedAt: day(20) },
  });
  expect(await removeRound({ ...own, number: 2 })).toMatchObject({ reason: "conflict" });
  await db().round.updateMany({
    where: { surveyId: survey.id, number: 2 },
    data: { openedAt: null },
  });
  expect(await removeRound({ ...own, number: 2 })).toMatchObject({ ok: true });
  expect(await numbers()).toEqual([]);
});

it("has one last day, whether it is written as the survey's or as the present round's", async () => {
  const { survey, owner } = await seedSurvey(now, [why], { closesAt: day(10), timeZone: "UTC" });
  const own = { surveyId: survey.id, actorId: owner.id };
  expect(await addRound({ ...own, opensAt: day(20), closesAt: day(30), now })).toMatchObject({
    ok: true,
  });
  const save = async (value: string, baseVersion: number) => {
    const edits = [{ question: null, field: "closesOn", value, baseVersion }];
    const saved = await saveFields({ ...own, now, edits });
    return saved.ok ? saved.value.fields[0] : saved;
  };
  const round = () => db().round.findFirstOrThrow({ where: { surveyId: survey.id, number: 1 } });
  expect(await save("2026-03-16", 1)).toMatchObject({ ok: true, version: 2 });
  expect((await round()).closesAt).toEqual(new Date("2026-03-16T23:59:00Z"));
  // Without it, or after the next round has opened, the next would never come.
  expect(await save("", 2)).toMatchObject({ ok: false, reason: "refused" });
  expect(await save("2026-03-22", 2)).toMatchObject({ ok: false, words: /next round opens/ });
  expect((await round()).closesAt).toEqual(new Date("2026-03-16T23:59:00Z"));

  // Dated as a round, the editor that was open before does not overwrite it unseen.
  const { revision } = (await findEditorState(survey.id, owner.id)) ?? {};
  const dated = { number: 1, opensAt: null, closesAt: new Date("2026-03-18T23:59:00Z") };
  expect(await dateRound({ ...own, ...dated, now })).toMatchObject({ ok: true });
  const after = await findEditorState(survey.id, owner.id);
  expect(after?.survey.closesOn).toEqual({ value: "2026-03-18", version: 3 });
  expect(after?.revision).toBe((revision ?? 0) + 1);
  expect(await save("2026-03-17", 2)).toMatchObject({ ok: false, reason: "conflict" });
});
