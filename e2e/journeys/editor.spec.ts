import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import {
  admit,
  createSurvey,
  editorSaved,
  newAddress,
  ownerPage,
  signIn,
  url,
} from "../steps/author";
import { expectAccessible } from "../support/axe";
import { tabTo } from "../support/keyboard";
import { addMember } from "../support/members";

/** The questions' own words, in order. */
const prompts = (page: Page) =>
  page.locator("[data-question] h3 button > span:last-child > span:first-child");
const heading = (page: Page, name: RegExp) =>
  page.locator("[data-question] h3 button").filter({ hasText: name });
/** What an expert would see, drawn in a window of its own. */
const preview = (page: Page) =>
  page.frameLocator('iframe[title="The question as an expert sees it"]');

test("an author writes a survey from nothing, by keyboard, and opens it", async ({ browser }) => {
  const page = await ownerPage(browser);
  const surveyId = await createSurvey(page, "Written by keyboard", "Blank");
  await expect(page.getByText("Nothing is missing", { exact: true })).toBeVisible();

  // A new question says what it lacks, until it lacks nothing.
  await tabTo(page, page.getByRole("button", { name: "Add a question" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Choice among options", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Question", { exact: true })).toBeFocused();
  await expect(page.getByText("3 things missing")).toBeVisible();
  await page
    .getByRole("link", { name: "Question 2: the question has no words yet." })
    .press("Enter");
  await expect(page.getByLabel("Question", { exact: true })).toBeFocused();
  await page.keyboard.type("What is missing most?");
  await page.getByLabel("Option 1", { exact: true }).focus();
  await page.keyboard.type("People");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Option 2", { exact: true })).toBeFocused();
  await page.keyboard.type("Time");
  await page.getByLabel("Option 3", { exact: true }).fill("Money");
  await page.getByRole("button", { name: "Move option 3 up" }).press("Enter");
  await expect(page.getByLabel("Option 2", { exact: true })).toHaveValue("Money");
  await page.getByLabel("As listed here").press("Space");
  await expect(preview(page).getByRole("heading", { name: "What is missing most?" })).toBeVisible();
  await expect(preview(page).getByLabel("Money")).toBeVisible();
  await expect(page.getByText("Nothing is missing", { exact: true })).toBeVisible();

  // The whole form is what the expert goes through, with the question at work marked; trying it out stores nothing.
  await page.getByRole("radio", { name: "Whole form" }).press("Space");
  const part = (what: string) => page.frameLocator(`iframe[title="${what} as an expert sees it"]`);
  await expect(part("The first screen").getByRole("heading", { level: 1 })).toHaveText(
    "Written by keyboard",
  );
  const all = page.frameLocator('iframe[title="The questions as an expert sees them"]');
  await expect(all.getByRole("heading", { name: "Your first question" })).toBeVisible();
  await expect(all.locator("[aria-current=true]")).toContainText("What is missing most?");
  await all.getByLabel("Money").check();
  await expect(part("The review").getByText("Money")).toBeVisible();
  await part("The first screen").getByRole("button", { name: "Begin" }).click();
  await page.getByRole("radio", { name: "This question" }).press("Space");

  // A scale of three steps with its own poles, without confidence; then a copy; then another order.
  await page.getByRole("button", { name: "Add a question" }).press("Enter");
  await page.getByRole("button", { name: "Position on a scale", exact: true }).press("Enter");
  await page.keyboard.type("Will it hold?");
  // Whoever is asked in German finds the usual labels in German; one press takes that back.
  const fifth = page.getByLabel("Step 5", { exact: true });
  await page.getByLabel("Language of your experts").selectOption("de");
  await expect(fifth).toHaveValue("Stimme voll und ganz zu");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(fifth).toHaveValue("Strongly agree");
  await page.getByLabel("Language of your experts").selectOption("en");
  for (const step of [5, 4])
    await page.getByRole("button", { name: `Remove step ${step}` }).press("Enter");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByLabel("Step 4", { exact: true })).toHaveValue("Agree");
  await page.getByLabel("The last step’s end").fill("firm");
  await page.getByLabel("Ask how confident they are").press("Space");
  await page.getByRole("button", { name: "Duplicate question 3" }).press("Enter");
  await expect(prompts(page)).toHaveText([
    "Your first question",
    "What is missing most?",
    "Will it hold?",
    "Will it hold?",
  ]);
  await heading(page, /What is missing/).press("Alt+ArrowUp");
  await expect(heading(page, /What is missing/)).toBeFocused();
  await expect(
    page.getByRole("status").filter({ hasText: "Question 2 is now question 1 of 4." }),
  ).toBeAttached();
  await page.getByRole("button", { name: "Move question 2 down" }).press("Enter");
  const order = ["What is missing most?", "Will it hold?", "Your first question", "Will it hold?"];
  await expect(prompts(page)).toHaveText(order);

  // Deleted, brought back at its place, deleted for good.
  await heading(page, /first question/).press("Enter");
  await page.getByRole("button", { name: "Delete question 3" }).press("Enter");
  await expect(prompts(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(prompts(page)).toHaveText(order);
  await page.getByRole("button", { name: "Delete question 3" }).press("Enter");
  await editorSaved(page);
  await expectAccessible(page, "the editor", [1280, 390]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  await expect(prompts(page)).toHaveText([
    "What is missing most?",
    "Will it hold?",
    "Will it hold?",
  ]);
  await expect(page.getByLabel("As listed here")).toBeChecked();
  const file = await page.request.get(url(`/surveys/${surveyId}/file`));
  expect(await file.json()).toMatchObject({
    title: "Written by keyboard",
    questions: [
      {
        kind: "choice",
        order: "fixed",
        options: [{ label: "People" }, { label: "Money" }, { label: "Time" }],
      },
      { kind: "stance", confidence: false, poles: ["disagree", "firm"], scale: { length: 4 } },
      { kind: "stance", confidence: false, poles: ["disagree", "firm"] },
    ],
  });
  await page.goto(url(`/surveys/${surveyId}`));
  await page.getByRole("button", { name: "Open for answers" }).press("Enter");
  await expect(page.getByRole("button", { name: "Close for answers" })).toBeVisible();
  await page.goto(url(`/surveys/${surveyId}/edit`));
  await heading(page, /Will it hold/)
    .last()
    .press("Enter");
  await expect(page.getByLabel("Kind of answer")).toBeDisabled();
  await page.getByLabel("Step 4", { exact: true }).fill("Surely");
  await expect(page.getByText("Nobody has answered this question yet.")).toBeVisible();
  await page.getByRole("button", { name: "Put back what stood before" }).press("Enter");
  await expect(page.getByLabel("Step 4", { exact: true })).toHaveValue("Agree");
  await page.getByRole("button", { name: "Remove step 1" }).press("Enter");
  // The offer to undo stands in the page, so it covers nothing of the decision, however low the screen.
  const offer = page.getByRole("status").filter({ hasText: "is removed" });
  await expect(offer).toBeVisible();
  expect(await offer.evaluate((element) => getComputedStyle(element).position)).toBe("static");
  await page.getByRole("button", { name: "Save this change" }).press("Enter");
  await expect(page.getByText("This change is not stored yet")).toBeHidden();
  await page.reload();
  await heading(page, /Will it hold/)
    .last()
    .press("Enter");
  await expect(page.getByLabel("Step 3", { exact: true })).toHaveValue("Agree");
  await page.context().close();
});

test("two editors of one survey lose nothing, and see each other’s text", async ({ browser }) => {
  test.setTimeout(90_000);
  const first = await ownerPage(browser);
  const address = newAddress("second-editor");
  await admit(first, address);
  const context: BrowserContext = await browser.newContext();
  const second = await context.newPage();
  await signIn(second, address);
  const surveyId = await createSurvey(first, "Written by two");
  await addMember(surveyId, address, "editor");
  await second.goto(url(`/surveys/${surveyId}/edit`));
  const prompt = (page: Page) => page.getByLabel("Question", { exact: true });

  // In different fields both are stored, and each page takes over what the other stored.
  await second.getByLabel("Help and definitions").fill("Papers, reports and tools.");
  await prompt(first).fill("What is being done?");
  await expect(prompt(second)).toHaveValue("What is being done?");
  await expect(first.getByLabel("Help and definitions")).toHaveValue("Papers, reports and tools.");

  // In one field both texts are shown, and the author of the later one chooses.
  await context.setOffline(true);
  await prompt(second).fill("What is being done, and by whom?");
  await expect(second.getByText(/cannot be reached/).first()).toBeVisible();
  await prompt(first).fill("What has been done?");
  await editorSaved(first);
  await context.setOffline(false);
  const notice = second.getByRole("alert").filter({ hasText: "Somebody else changed this" });
  await expect(notice).toContainText("What is being done, and by whom?");
  await expect(notice).toContainText("What has been done?");
  await notice.getByRole("button", { name: "Keep mine" }).click();
  await editorSaved(second);
  await expect(prompt(first)).toHaveValue("What is being done, and by whom?");

  // Deleted by one while the other types in it: the words stay, and the question can come back with them.
  await context.setOffline(true);
  await prompt(second).fill("Typed while it was deleted");
  await first.getByRole("button", { name: "Delete question 1" }).click();
  await expect(prompts(first)).toHaveCount(5);
  await editorSaved(first);
  await context.setOffline(false);
  const gone = second
    .getByRole("alert")
    .filter({ hasText: "deleted a question in which you were typing" });
  await expect(gone).toContainText("Typed while it was deleted");
  await gone.getByRole("button", { name: "Bring it back with my words" }).click();
  await editorSaved(second);
  await expect(prompts(first).first()).toHaveText("Typed while it was deleted");

  // Who is no member any more, or may only read, changes nothing.
  await addMember(surveyId, address, "viewer");
  await second.reload();
  await expect(second.getByText("You may read this survey, not change it.")).toBeVisible();
  const edit = { question: null, field: "title", value: "Theirs", baseVersion: 1 };
  const api = url(`/api/editor/v1/surveys/${surveyId}`);
  expect((await second.request.post(api, { data: { edits: [edit] } })).status()).toBe(403);
  expect((await second.request.get(api)).status()).toBe(404);
  const stranger = await browser.newContext();
  expect((await stranger.request.post(api, { data: { edits: [edit] } })).status()).toBe(401);
  expect((await stranger.request.get(api)).status()).toBe(401);
  for (const one of [context, stranger, first.context()]) await one.close();
});
