import { expect, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage, url } from "../steps/author";
import { answerAs, levels, question, saved, words } from "../steps/expert";
import { expectFocusShown, tabTo } from "../support/keyboard";

test("signing in by keyboard, with the skip link", async ({ page }) => {
  await page.goto(url("/"));
  await tabTo(page, page.getByRole("link", { name: "For authors" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sign-in(\?|$)/);
  await page.reload();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await expectFocusShown(page);
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Your mail address")).toBeFocused();
  await expectFocusShown(page);
  await page.keyboard.type(newAddress("keyboard"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in/check-mail");
});

test("an expert answers, reviews and submits by keyboard", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "By keyboard", [
    { name: "Researcher A", address: newAddress("keys") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(links[0] ?? "");
  await tabTo(page, page.getByRole("button", { name: "Begin" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/answer");
  const section = question(page, "influence");
  const stances = section.getByRole("group", { name: "Your answer" }).getByRole("radio");
  await tabTo(page, stances.first());
  await page.keyboard.press("ArrowDown");
  await expect(stances.nth(1)).toBeChecked();
  await expect(stances.nth(1)).toBeFocused();
  await expectFocusShown(page);
  await tabTo(page, words(page, "influence"));
  await page.keyboard.type("Typed without a mouse, at some length.");
  await saved(page);
  const shown = section.getByRole("group", { name: "How may this answer be shown?" });
  await tabTo(page, shown.getByLabel(levels.named));
  await page.keyboard.press("Space");
  await expect(shown.getByLabel(levels.named)).toBeChecked();
  const quotes = section.getByRole("group", { name: "May your words be quoted?" });
  await tabTo(page, quotes.getByLabel("Yes, word for word"));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByLabel("Your name", { exact: true }));
  await page.keyboard.type("Researcher A");
  await saved(page);
  await tabTo(page, page.getByRole("button", { name: "Review and submit" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/answer/review*");
  await tabTo(page, page.getByRole("button", { name: "Submit", exact: true }));
  await page.keyboard.press("Space");
  await page.waitForURL("**/answer/receipt*");
  await expect(page.getByText("Typed without a mouse, at some length.").first()).toBeVisible();
  await context.close();
  await owner.context().close();
});

test("an author publishes by keyboard", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { surveyId, links } = await inviteTo(owner, "Published by keyboard", [
    { name: "Researcher B", address: newAddress("keys-author") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await answerAs(page, links[0] ?? "", { value: "Probably", text: "A view.", name: "B" });
  await context.close();
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/synthesis`));
      return owner.getByText(/\b1 of 1 invited/).count();
    })
    .toBeGreaterThan(0);
  await tabTo(owner, owner.locator("summary").filter({ hasText: "Publish …" }));
  await owner.keyboard.press("Enter");
  await tabTo(owner, owner.getByRole("button", { name: /^Publish version/ }));
  await owner.keyboard.press("Enter");
  await owner.waitForURL(/\/s\/[a-z0-9-]+$/);
  await owner.context().close();
});
