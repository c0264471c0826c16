// `npm run -s import -- --survey S.json --answers A.csv`: puts a survey and its answers into the database, as a survey of
// the owner's, in one transaction. Until each person confirms, the answers are counted and neither named nor quoted.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import type { Problem } from "@/lib/core/errors";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import { db, transaction } from "@/lib/platform/db";
import { closeQueue, enqueue } from "@/lib/platform/queue";
import { importSurvey } from "@/lib/surveys/import";

function fail(code: 1 | 2, ...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(code);
}

const usage = "usage: npm run -s import -- --survey S.json --answers A.csv";

function readArguments(): { survey: string; answers: string } {
  try {
    const { values } = parseArgs({
      options: { survey: { type: "string" }, answers: { type: "string" } },
    });
    if (!values.survey || !values.answers) fail(2, usage);
    return { survey: values.survey, answers: values.answers };
  } catch (error) {
    return fail(2, error instanceof Error ? error.message : String(error), usage);
  }
}

const problemLines = (file: string, problems: readonly Problem[] = []) =>
  problems.map((problem) => `${file}: ${problem.at}: ${problem.message}`);

const paths = readArguments();
const read = (file: string) =>
  readFile(file, "utf8").catch((error: Error) => fail(1, `${file}: ${error.message}`));
let json: unknown;
try {
  json = JSON.parse(await read(paths.survey));
} catch (error) {
  fail(1, `${paths.survey}: ${error instanceof Error ? error.message : error}`);
}
const survey = parseSurvey(json);
if (!survey.ok) fail(1, ...problemLines(paths.survey, survey.problems));
const answers = parseAnswersCsv(await read(paths.answers), survey.value);
if (!answers.ok) fail(1, ...problemLines(paths.answers, answers.problems));

const owner = await db().user.findFirst({ where: { isOwner: true }, select: { id: true } });
if (owner === null)
  fail(1, "This installation has no owner yet: open the link that `npm start` prints.");
const surveyId = await transaction(async (tx) => {
  const id = await importSurvey(tx, {
    survey: survey.value,
    answers: answers.value,
    ownerId: owner.id,
    trustConsent: survey.value.fictional,
    now: new Date(),
  });
  await enqueue(tx, { name: "synthesis.regenerate", surveyId: id });
  return id;
});
await closeQueue();
await db().$disconnect();
console.log(`Imported ${answers.value.length} answers as survey ${surveyId}.`);
process.exit(0);
