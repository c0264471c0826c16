import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type SeededPanel, seedPanel, typeAnswers } from "@/e2e/support/panel";
import { startProduct } from "@/e2e/support/product";
import type { Row } from "../measurement";
import { submitBare } from "./answering/bare";
import { addressOf, atOnce, quantileOf, startPosting } from "./answering/load";
import { childOf, cpuMsOf, memoryOf } from "./answering/processes";

export const name = "answering: 500 experts typing at once, and submissions at 32 at once";

const experts = 500;
const questions = 6;
const typingMs = 60_000;
const everyMs = 2_000;
const concurrency = 32;
const text = "Independent review is what decides it, and nobody pays for it today. ".repeat(12);

type Saves = { readonly times: number[]; failures: number; lost: number };

/** Every expert saves what was typed, every two seconds, each over the version that the last save gave. */
async function typeAtOnce(
  siteUrl: string,
  databaseUrl: string,
  panel: SeededPanel,
): Promise<Saves> {
  const posting = startPosting(siteUrl);
  const saves: Saves = { times: [], failures: 0, lost: 0 };
  const typed = new Map<string, string>();
  const started = performance.now();
  await Promise.all(
    panel.experts.map(async ({ cookie, responseId }, index) => {
      const versions = panel.questions.map(() => 0);
      const texts = panel.questions.map(() => "");
      // Nobody types in step with the others.
      await wait((index / experts) * everyMs);
      for (let turn = 0; performance.now() - started < typingMs; turn += 1) {
        const due = started + (index / experts) * everyMs + turn * everyMs;
        await wait(Math.max(0, due - performance.now()));
        const at = Math.floor(turn / 5) % panel.questions.length;
        texts[at] += `Sentence ${turn} of respondent ${index}, as it is typed. `;
        const field = {
          question: panel.questions[at]?.revisionId,
          field: "text",
          value: texts[at],
          baseVersion: versions[at],
        };
        const reply = await posting.post(
          "/api/answer/v1/drafts",
          "application/json",
          JSON.stringify({ response: responseId, fields: [field] }),
          cookie,
          addressOf(index),
        );
        const saved = reply.status === 200 ? JSON.parse(reply.body).fields[0] : undefined;
        if (saved?.ok !== true) {
          saves.failures += 1;
          continue;
        }
        saves.times.push(reply.ms);
        versions[at] = saved.version;
        typed.set(`${responseId} ${panel.questions[at]?.revisionId}`, texts[at] ?? "");
      }
    }),
  );
  posting.close();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ place: string; value: string }>(
    `SELECT "responseId" || ' ' || "questionRevisionId" AS "place", "value" FROM "DraftField" WHERE "field" = 'text'`,
  );
  await client.end();
  const stored = new Map(rows.map(({ place, value }) => [place, value]));
  for (const [place, value] of typed) if (stored.get(place) !== value) saves.lost += 1;
  return saves;
}

/** Every expert submits once; gives the seconds taken. */
async function submitAll(siteUrl: string, panel: SeededPanel): Promise<number> {
  const posting = startPosting(siteUrl);
  const started = performance.now();
  await atOnce(panel.experts, concurrency, async ({ cookie }, index) => {
    const reply = await posting.post(
      "/answer/submit",
      "application/x-www-form-urlencoded",
      "submission=1",
      cookie,
      addressOf(index),
    );
    if (reply.status !== 303) throw new Error(`a submission got ${reply.status}`);
  });
  const seconds = (performance.now() - started) / 1000;
  posting.close();
  return seconds;
}

export async function run(): Promise<Row[]> {
  const { product, pid, stop } = await startProduct();
  try {
    const { siteUrl, databaseUrl } = product;
    const web = childOf(pid, "next-server");
    const worker = childOf(pid, "scripts/worker.ts");
    const memory = () => memoryOf([web, worker]) / 2 ** 20;
    const size = { experts, questions };
    const panel = await seedPanel(databaseUrl, size);
    const atRest = memory();
    let underLoad = atRest;
    const watch = setInterval(() => {
      underLoad = Math.max(underLoad, memory());
    }, 1_000);
    const beforeSaves = cpuMsOf(web);
    const saves = await typeAtOnce(siteUrl, databaseUrl, panel);
    const saveCpuMs = (cpuMsOf(web) - beforeSaves) / Math.max(1, saves.times.length);

    await typeAnswers(databaseUrl, panel, text);
    const twin = await seedPanel(databaseUrl, size);
    await typeAnswers(databaseUrl, twin, text);
    const bareSeconds = await submitBare(databaseUrl, twin, text, concurrency);
    const beforeSubmissions = cpuMsOf(web);
    const seconds = await submitAll(siteUrl, panel);
    const submissionCpuMs = (cpuMsOf(web) - beforeSubmissions) / experts;
    clearInterval(watch);
    return [
      {
        figure: `saves in ${typingMs / 1000} s, ${experts} experts`,
        value: saves.times.length,
        unit: "",
      },
      {
        figure: "saves that failed",
        value: saves.failures,
        unit: "",
        target: { of: "value", atMost: 0 },
      },
      {
        figure: "texts stored otherwise than acknowledged",
        value: saves.lost,
        unit: "",
        target: { of: "value", atMost: 0 },
      },
      { figure: "a save, median", value: quantileOf(saves.times, 0.5), unit: "ms" },
      { figure: "a save, 95 of 100", value: quantileOf(saves.times, 0.95), unit: "ms" },
      { figure: "CPU of the web server a save", value: saveCpuMs, unit: "ms" },
      {
        figure: `submissions at ${concurrency} at once, ${questions} answers each`,
        value: experts / seconds,
        unit: "/s",
        reference: { figure: "the same rows by bare pg", value: experts / bareSeconds },
        target: { of: "ratio", atLeast: 0.25 },
      },
      { figure: "CPU of the web server a submission", value: submissionCpuMs, unit: "ms" },
      {
        figure: "memory at rest, web server and worker, shared pages once",
        value: atRest,
        unit: "MB",
      },
      {
        figure: "memory under load, the same",
        value: underLoad,
        unit: "MB",
        target: { of: "value", atMost: 400 },
      },
    ];
  } finally {
    await stop();
  }
}
