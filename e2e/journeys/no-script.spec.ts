import { expect, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage } from "../steps/author";
import { begin, consent, introduce, question, takeStance, words } from "../steps/expert";
import { openDemo } from "../steps/reader";

test("an expert answers without JavaScript, and a mistake costs nothing", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Without script", [
    { name: "Researcher A", address: newAddress("no-script") },
  ]);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await begin(page, links[0] ?? "");
  const section = question(page, "influence");
  const text = "Sent as a plain form, and kept when something is missing.";
  await takeStance(page, "influence", { value: "Probably not", confidence: 4, text });
  await page.getByRole("button", { name: "Review and submit" }).click();
  await expect(page.getByRole("region", { name: "What to look at" })).toContainText("Question 2");
  await expect(section.locator("[id$=-attribution-error]")).toBeVisible();
  // The focus stands on the first thing to mend.
  await expect(section.getByLabel("With my name")).toBeFocused();
  await expect(words(page, "influence")).toHaveValue(text);
  await expect(section.getByLabel("Probably not", { exact: true })).toBeChecked();
  await expect(section.getByLabel("4", { exact: true })).toBeChecked();

  await consent(page, "influence", { level: "named", quote: true });
  await introduce(page, { name: "Researcher A" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("You can go on, or come back later with your link.")).toBeVisible();
  await expect(section.getByLabel("With my name")).toBeChecked();
  await page.getByRole("button", { name: "Review and submit" }).click();
  await page.waitForURL("**/answer/review*");
  await expect(page.getByText(text).first()).toBeVisible();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL("**/answer/receipt*");
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are in" })).toBeVisible();
  await expect(page.getByText(text).first()).toBeVisible();
  // What was left alone was left alone.
  await expect(page.getByText("Not answered.")).toHaveCount(5);
  await context.close();
  await owner.context().close();
});

test("the published page is whole without JavaScript", async ({ browser }) => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const scripted = await browser.newContext();
  const [without, within] = await Promise.all([plain.newPage(), scripted.newPage()]);
  await openDemo(without);
  await without.waitForURL("**/s/*");
  await within.goto(without.url(), { waitUntil: "networkidle" });
  const main = (page: typeof without) => page.locator("main");
  expect(await main(without).textContent()).toBe(await main(within).textContent());
  expect(await main(without).locator("svg").count()).toBeGreaterThan(0);
  await plain.close();
  await scripted.close();
});
