import { performance } from "node:perf_hooks";
import { startTemporaryDatabase } from "@/e2e/support/test-database";
import { groupRespondents } from "@/lib/core/answers/entered";
import { readAnswersFile } from "@/lib/core/answers/parse-answers";
import { templates } from "@/lib/core/survey/templates/catalogue";
import type { Row } from "../measurement";

export const name = "import of answers: reading and storing 10,000 rows, beside 1,000";

const { document } = templates["safety-cases"];
const header = "respondent,name,question,value,text,email\n";

/** A file of so many rows, two a person, of the template's stance questions; `spoil` puts a bad value into that row. */
function fileOf(rows: number, spoil?: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const person = Math.floor(at / 2) + 1;
    const question = at % 2 === 0 ? "influence" : "focus";
    const value = at === spoil ? "9" : String((person % 5) + 1);
    return `${person},Respondent ${person},${question},${value},${"Because of what was found. ".repeat(8)},r${person}@example.org\n`;
  });
  return header + lines.join("");
}

/** Reads and imports 1,000 and 10,000 rows; throws where a bad row is not named or leaves anything behind. */
export async function run(): Promise<readonly Row[]> {
  const database = await startTemporaryDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    // Nothing is sent here.
    SMTP_URL: "smtp://127.0.0.1:9",
    SITE_URL: "http://localhost:3000",
    SECRET: "a-secret-that-only-this-bench-knows-0123456789",
    LOG_LEVEL: "silent",
  });
  const { db } = await import("@/lib/platform/db");
  const { closeQueue } = await import("@/lib/platform/queue");
  const { createSurvey } = await import("@/lib/surveys/commands");
  const { importAnswers } = await import("@/lib/surveys/imports/commands");
  try {
    const now = new Date();
    const owner = await db().user.create({ data: { email: "author@example.org" } });
    const measure = async (rows: number) => {
      const survey = await createSurvey({ document, source: "bench", ownerId: owner.id, now });
      const text = fileOf(rows);
      const begin = performance.now();
      const reading = readAnswersFile(text, document);
      const { respondents, problems } = groupRespondents(reading.rows, []);
      const read = performance.now();
      let news = 0;
      const outcome = await importAnswers({
        surveyId: survey.id,
        actorId: owner.id,
        respondents,
        now,
        progress: () => {
          news += 1;
        },
      });
      const end = performance.now();
      if (!outcome.ok || problems.length + reading.problems.length > 0) {
        throw new Error(`the import of ${rows} rows was refused`);
      }
      return { readMs: read - begin, storeMs: end - read, news };
    };
    await measure(1_000);
    const few = await measure(1_000);
    const many = await measure(10_000);

    const before = await db().answer.count();
    const bad = readAnswersFile(fileOf(10_000, 7_654), document);
    const [problem] = bad.problems;
    if (bad.problems.length !== 1 || problem?.at !== "line 7656, column value") {
      throw new Error(`the bad row was not named: ${JSON.stringify(bad.problems.slice(0, 3))}`);
    }
    if ((await db().answer.count()) !== before) throw new Error("something was left behind");
    return [
      {
        figure: "10,000 rows: reading the file",
        value: many.readMs,
        unit: "ms",
        reference: { figure: "1,000 rows", value: few.readMs },
        // Ten times the rows may cost little more than ten times as much.
        target: { of: "ratio", atMost: 15 },
      },
      {
        figure: "10,000 rows: storing them in one transaction",
        value: many.storeMs,
        unit: "ms",
        reference: { figure: "1,000 rows", value: few.storeMs },
        target: { of: "ratio", atMost: 15 },
      },
      { figure: "10,000 rows: news on the way", value: many.news, unit: "" },
    ];
  } finally {
    await closeQueue();
    await db().$disconnect();
    await database.stop();
  }
}
