import { expect, type Locator, type Page } from "@playwright/test";

/** The template's questions by their subject. */
export const prompts = {
  progress: "What is currently being done on AI Safety Cases?",
  influence: "Will Safety Cases have a strong, positive influence",
  gap: "What is currently the largest gap",
  inTime: "Will we be able to build convincing safety cases",
  adoption: "What is the largest challenge in the adoption",
  focus: "Should Safety Cases be a large focus",
} as const;

export type Subject = keyof typeof prompts;

/** The part of the form that asks one question. */
export function question(page: Page, subject: Subject): Locator {
  return page.getByRole("region", { name: prompts[subject] });
}

/** Turns to a part of the form: on a narrow screen one is in view at a time. */
export async function turnTo(page: Page, part: Subject | "you"): Promise<void> {
  const title = part === "you" ? "" : prompts[part];
  const step =
    part === "you"
      ? page.locator("#you")
      : page.locator(".step").filter({ has: page.locator("h2", { hasText: title }) });
  if (await step.isVisible()) return;
  const list = page.locator("#status details");
  await list.locator("summary").click();
  await list
    .locator(part === "you" ? 'a[href="#you"]' : "a")
    .filter({ hasText: title })
    .click();
}

/** Opens a personal link and presses on past the first page. */
export async function begin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: /^(Begin|Continue|Open my answers)$/ }).click();
  await page.waitForURL(/\/answer(\/receipt)?$/);
}

/** Waits until the server has everything that was typed. */
export async function saved(page: Page): Promise<void> {
  await expect(page.locator("#status")).toContainText("Saved");
  await expect(page.locator("#status")).not.toContainText("Saving");
}

/** Everything that this browser keeps of answers, as text. */
export function keptInBrowser(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open("consilience-answers");
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const rows = await new Promise<unknown[]>((done, failed) => {
      const request = database.transaction("fields").objectStore("fields").getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    database.close();
    return JSON.stringify(rows);
  });
}

export const levels = {
  named: "With my name",
  role: "With a description of me",
  aggregate: "Only in the totals",
  author: "Only for the authors",
} as const;

export type Consent = { readonly level: keyof typeof levels; readonly quote?: boolean };

/** Says how one answer may be shown. */
export async function consent(page: Page, subject: Subject, how: Consent): Promise<void> {
  await turnTo(page, subject);
  const section = question(page, subject);
  await section
    .getByRole("group", { name: "How may this answer be shown?" })
    .getByLabel(levels[how.level])
    .check();
  const quotes = section.getByRole("group", { name: "May your words be quoted?" });
  if (how.quote !== undefined) {
    await quotes.getByLabel(how.quote ? "Yes, word for word" : "No", { exact: true }).check();
  }
}

export type Stance = {
  readonly value: string;
  readonly confidence?: number;
  readonly text?: string;
};

/** Takes a stance, with confidence and words. */
export async function takeStance(page: Page, subject: Subject, stance: Stance): Promise<void> {
  await turnTo(page, subject);
  const section = question(page, subject);
  await section.getByLabel(stance.value, { exact: true }).check();
  if (stance.confidence !== undefined) {
    await section
      .getByRole("group", { name: "How confident are you?" })
      .getByLabel(String(stance.confidence), { exact: true })
      .check();
  }
  if (stance.text !== undefined) await write(page, subject, stance.text);
}

/** The words under a question. */
export function words(page: Page, subject: Subject): Locator {
  return question(page, subject).getByLabel("Why? In your own words");
}

export async function write(page: Page, subject: Subject, text: string): Promise<void> {
  await turnTo(page, subject);
  await words(page, subject).fill(text);
}

/** Chooses options by their labels. */
export async function choose(page: Page, subject: Subject, labels: string[]): Promise<void> {
  await turnTo(page, subject);
  for (const label of labels) {
    await question(page, subject).getByLabel(label, { exact: true }).check();
  }
}

/** An estimate in per cent. */
export async function estimate(
  page: Page,
  subject: Subject,
  values: { best: number; low?: number; high?: number },
): Promise<void> {
  await turnTo(page, subject);
  const section = question(page, subject);
  await section.getByLabel("Your best estimate (%)").fill(String(values.best));
  if (values.low !== undefined) await section.getByLabel("Low value (%)").fill(String(values.low));
  if (values.high !== undefined) {
    await section.getByLabel("High value (%)").fill(String(values.high));
  }
}

/** Names works by pasting them, one a line. */
export async function nameWorks(page: Page, subject: Subject, lines: string[]): Promise<void> {
  await turnTo(page, subject);
  const section = question(page, subject);
  await section.getByLabel(/works, one a line/i).fill(lines.join("\n"));
  await section.getByRole("button", { name: "Add these" }).click();
}

/** How the expert wants to be called. */
export async function introduce(
  page: Page,
  person: { name?: string; role?: string; wording?: string; interests?: string },
): Promise<void> {
  await turnTo(page, "you");
  if (person.name !== undefined)
    await page.getByLabel("Your name", { exact: true }).fill(person.name);
  if (person.role !== undefined) {
    await page.getByLabel("Your role, shown beside your name").fill(person.role);
  }
  if (person.interests !== undefined) {
    await page.getByLabel("Your interests, in a sentence").fill(person.interests);
  }
  if (person.wording !== undefined) {
    await page.getByLabel("A description of you, shown instead of your name").fill(person.wording);
  }
}

/** Reviews, submits, and stands on the receipt. */
export async function submit(page: Page): Promise<void> {
  await saved(page);
  await turnTo(page, "you");
  await page.getByRole("button", { name: "Review and submit" }).click();
  await page.waitForURL("**/answer/review*");
  await page.getByRole("button", { name: /^(Submit|Confirm these answers)/ }).click();
  await page.waitForURL("**/answer/receipt*");
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are in" })).toBeVisible();
}

/** One answered question with full consent, submitted: the shortest complete visit. */
export async function answerAs(
  page: Page,
  link: string,
  stance: Stance & { consent?: Consent; name?: string; wording?: string },
): Promise<void> {
  await begin(page, link);
  await takeStance(page, "influence", stance);
  await saved(page);
  await consent(page, "influence", stance.consent ?? { level: "named", quote: true });
  await introduce(page, {
    ...(stance.name === undefined ? {} : { name: stance.name }),
    ...(stance.wording === undefined ? {} : { wording: stance.wording }),
  });
  await submit(page);
}
