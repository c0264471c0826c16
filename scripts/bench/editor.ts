import { randomUUID } from "node:crypto";
import { chromium, type Page } from "@playwright/test";
import pg from "pg";
import { chromiumArguments, findChromium } from "@/e2e/support/chromium";
import startProduct, { product } from "@/e2e/support/product";
import type { Row } from "../measurement";

export const name = "the editor: from a key to the picture, in a survey of 200 questions";

const questions = 200;
const letters = 200;

/** A draft of many questions of every kind, owned by the one user there is; returns its id. */
async function seedSurvey(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const surveyId = randomUUID();
    await client.query(
      `INSERT INTO "Survey" ("id", "slug", "title", "updatedAt") VALUES ($1, 'long', 'A long survey', now())`,
      [surveyId],
    );
    await client.query(
      `INSERT INTO "SurveyMember" ("surveyId", "userId", "role") SELECT $1::uuid, "id", 'owner' FROM "User"`,
      [surveyId],
    );
    const setups = [
      ["stance", { scale: ["No", "Perhaps", "Yes"], confidence: true }],
      [
        "choice",
        {
          options: [
            { id: "a", label: "One" },
            { id: "b", label: "Two" },
          ],
          other: true,
        },
      ],
      ["estimate", { unit: "percent", min: 0, max: 100, interval: true }],
      ["works", { columns: ["title"] }],
      ["text", {}],
    ] as const;
    for (let index = 0; index < questions; index += 1) {
      const id = randomUUID();
      const [kind, settings] = setups[index % setups.length] ?? setups[0];
      await client.query(
        `INSERT INTO "Question" ("id", "surveyId", "key", "position") VALUES ($1, $2, $3, $4)`,
        [id, surveyId, `q${index + 1}`, index + 1],
      );
      await client.query(
        `INSERT INTO "QuestionRevision" ("id", "questionId", "number", "kind", "prompt", "settings")
         VALUES (gen_random_uuid(), $1, 1, $2::"QuestionKind", $3, $4::jsonb)`,
        [id, kind, `Question ${index + 1}: what do you think of it?`, JSON.stringify(settings)],
      );
    }
    return surveyId;
  } finally {
    await client.end();
  }
}

/** Milliseconds from each key to the end of the frame that shows its letter, in order of size. */
async function typingLatency(page: Page, selector: string): Promise<readonly number[]> {
  const field = page.locator(selector);
  await field.focus();
  await field.evaluate((element) => {
    const times: number[] = [];
    Reflect.set(window, "typingTimes", times);
    element.addEventListener("keydown", () => {
      const pressed = performance.now();
      requestAnimationFrame(() => {
        // The task after a frame's callbacks runs when its picture has been made.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - pressed);
        port2.postMessage(null);
      });
    });
  });
  for (let index = 0; index < letters; index += 1) {
    await page.keyboard.press("a");
    await page.waitForFunction(
      (count) => (Reflect.get(window, "typingTimes") as number[]).length >= count,
      index + 1,
    );
  }
  const times = await page.evaluate(() => Reflect.get(window, "typingTimes") as number[]);
  return times.toSorted((a, b) => a - b);
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Measures on a product of its own, beside a bare field in the same browser. */
export async function run(): Promise<readonly Row[]> {
  const stop = await startProduct();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumArguments,
  });
  try {
    const { siteUrl, databaseUrl, ownerLink } = product();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(ownerLink);
    await page.getByRole("button", { name: "Become the owner" }).click();
    // The form that asks for name and address takes the place of the first one.
    await page.locator("input[name=name]:focus").waitFor();
    await page.getByLabel("Your name").fill("Author A");
    await page.getByLabel("Your mail address").fill("author@example.org");
    await page.getByRole("button", { name: "Become the owner" }).click();
    await page.waitForURL("**/surveys");
    const surveyId = await seedSurvey(databaseUrl);

    const bare = await browser.newPage();
    await bare.setContent("<!doctype html><textarea id=bare></textarea>");
    const reference = await typingLatency(bare, "#bare");
    await bare.close();

    await page.goto(`${siteUrl}/surveys/${surveyId}/edit`);
    await page.getByLabel("Question", { exact: true }).waitFor();
    const typed = await typingLatency(page, "textarea[id$=-prompt]");
    return [
      {
        figure: "a key in the editor, median",
        value: percentile(typed, 0.5),
        unit: "ms",
      },
      {
        figure: "a key in the editor, p95",
        value: percentile(typed, 0.95),
        unit: "ms",
        reference: { figure: "a bare field", value: percentile(reference, 0.95) },
        target: { of: "value", atMost: 50 },
      },
    ];
  } finally {
    await browser.close();
    await stop();
  }
}
