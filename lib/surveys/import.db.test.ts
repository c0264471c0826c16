import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import { parseSurvey } from "@/lib/core/survey/parse-survey";

await useFreshDatabase();
const { db, transaction } = await import("@/lib/platform/db");
const { importSurvey } = await import("./import");
afterAll(() => db().$disconnect());

const demo = path.resolve(import.meta.dirname, "../../prisma/demo");
const survey = parseSurvey(JSON.parse(await readFile(path.join(demo, "survey.json"), "utf8")));
if (!survey.ok) throw new Error("the demo's survey is not well formed");
const answers = parseAnswersCsv(
  await readFile(path.join(demo, "answers.csv"), "utf8"),
  survey.value,
);
if (!answers.ok) throw new Error("the demo's answers are not well formed");
const what = { survey: survey.value, answers: answers.value, now: new Date("2026-01-20T12:00Z") };

const stored = async () => [
  await db().survey.count(),
  await db().invitation.count(),
  await db().answerRevision.count(),
];

it("keeps nothing when anything fails", async () => {
  const before = await stored();
  await expect(
    transaction(async (tx) => {
      await importSurvey(tx, { ...what, trustConsent: true });
      throw new Error("stop");
    }),
  ).rejects.toThrow("stop");
  expect(await stored()).toEqual(before);
});

it("keeps every answer, and consent only where it is trusted", async () => {
  const trusted = await transaction((tx) => importSurvey(tx, { ...what, trustConsent: true }));
  const doubted = await transaction((tx) => importSurvey(tx, { ...what, trustConsent: false }));
  const answersOf = (surveyId: string) =>
    db().answer.findMany({ where: { response: { invitation: { surveyId } } } });
  expect(await answersOf(trusted)).toHaveLength(what.answers.length);
  expect((await answersOf(trusted)).some((answer) => answer.quotable)).toBe(true);
  const doubtedAnswers = await answersOf(doubted);
  expect(doubtedAnswers).toHaveLength(what.answers.length);
  expect(doubtedAnswers.every((one) => one.attribution === "aggregate" && !one.quotable)).toBe(
    true,
  );
  const slugs = await db().survey.findMany({ select: { slug: true }, orderBy: { slug: "asc" } });
  expect(slugs[1]?.slug).toBe(`${slugs[0]?.slug}-2`);
});
