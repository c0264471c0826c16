import { randomUUID } from "node:crypto";
import { chromium } from "@playwright/test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import pg from "pg";
import { chromiumArguments, findChromium } from "@/e2e/support/chromium";
import { seedPanel } from "@/e2e/support/panel";
import startProduct, { product } from "@/e2e/support/product";
import { settingsOf } from "@/lib/core/survey/survey-document";
import { safetyCases } from "@/lib/core/survey/templates/safety-cases";
import type { Row } from "../measurement";

export const name =
  "the expert's form: weight and requests of a first view, Lighthouse on its mobile profile";

/** An expert who has begun the six-question survey; returns the browser's cookie. */
async function beginSixQuestions(databaseUrl: string): Promise<string> {
  const { surveyId, experts } = await seedPanel(databaseUrl, { experts: 1, questions: 0 });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const [index, question] of safetyCases.questions.entries()) {
      const id = randomUUID();
      await client.query(
        `INSERT INTO "Question" ("id", "surveyId", "key", "position") VALUES ($1, $2, $3, $4)`,
        [id, surveyId, question.id, index + 1],
      );
      await client.query(
        `INSERT INTO "QuestionRevision" ("id", "questionId", "number", "kind", "prompt", "settings")
         VALUES (gen_random_uuid(), $1, 1, $2::"QuestionKind", $3, $4::jsonb)`,
        [id, question.kind, question.prompt, JSON.stringify(settingsOf(question))],
      );
    }
  } finally {
    await client.end();
  }
  const [expert] = experts;
  if (expert === undefined) throw new Error("nobody was seeded");
  return `consilience_answer=${expert.cookie}`;
}

/** What a browser that comes for the first time takes over the wire. */
async function firstView(url: string, cookie: string): Promise<{ kB: number; requests: number }> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumArguments,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.setExtraHTTPHeaders({ Cookie: cookie });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    let requests = 0;
    session.on("Network.responseReceived", () => {
      requests += 1;
    });
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const response = await page.goto(url, { waitUntil: "networkidle" });
    if (response?.status() !== 200) throw new Error(`the form answers ${response?.status()}`);
    return { kB: bytes / 1000, requests };
  } finally {
    await browser.close();
  }
}

/** Measures on a product of its own. */
export async function run(): Promise<readonly Row[]> {
  const stop = await startProduct();
  try {
    const { siteUrl, databaseUrl } = product();
    const cookie = await beginSixQuestions(databaseUrl);
    const url = `${siteUrl}/answer`;
    const { kB, requests } = await firstView(url, cookie);
    const rows: Row[] = [
      {
        figure: "the form's first view, compressed",
        value: kB,
        unit: "kB",
        target: { of: "value", atMost: 300 },
      },
      {
        figure: "the form's first view",
        value: requests,
        unit: "requests",
        target: { of: "value", atMost: 20 },
      },
    ];
    const chrome = await launch({
      chromePath: findChromium(),
      chromeFlags: ["--headless=new", ...chromiumArguments],
    });
    try {
      const result = await lighthouse(url, {
        port: chrome.port,
        output: "json",
        logLevel: "error",
        extraHeaders: { Cookie: cookie },
        onlyCategories: ["performance", "accessibility"],
      });
      for (const [id, atLeast] of [
        ["performance", 95],
        ["accessibility", 100],
      ] as const) {
        rows.push({
          figure: `the form, ${id}`,
          value: Math.round((result?.lhr.categories[id]?.score ?? 0) * 100),
          unit: "",
          target: { of: "value", atLeast },
        });
      }
      for (const id of ["total-blocking-time", "largest-contentful-paint"]) {
        const value = result?.lhr.audits[id]?.numericValue;
        if (value !== undefined) rows.push({ figure: `the form, ${id}`, value, unit: "ms" });
      }
    } finally {
      chrome.kill();
    }
    return rows;
  } finally {
    await stop();
  }
}
