import { expect, type Page, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage, url } from "../steps/author";
import {
  begin,
  consent,
  estimate,
  introduce,
  question,
  saved,
  turnTo,
  words,
  write,
} from "../steps/expert";
import { expectAccessible } from "../support/axe";

async function asked(page: Page): Promise<number> {
  return page.locator(".step:visible").count();
}

test("on a phone one question is in view; works, estimates and skipping say what they mean", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "The form", [
    { name: "Researcher A", address: newAddress("form") },
  ]);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await phone.newPage();
  await begin(page, links[0] ?? "");
  expect(await asked(page)).toBe(1);
  await expect(page.getByText("1 of 6", { exact: true })).toBeInViewport();

  const progress = question(page, "progress");
  await progress.getByLabel("Works, one a line").fill("arXiv:2410.21572v2");
  await progress.getByRole("button", { name: "Add these" }).click();
  await expect(progress.getByText("Recognised as arXiv 2410.21572.")).toBeVisible();
  await progress.getByLabel("Title").fill("Safety cases for frontier AI");
  await saved(page);

  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByText("2 of 6", { exact: true })).toBeInViewport();
  expect(await asked(page)).toBe(1);
  await page.goBack();
  await expect(progress).toBeVisible();
  await page.goForward();
  await write(page, "influence", "It says *what would prove it wrong*.");
  await question(page, "influence").getByRole("button", { name: "Preview" }).click();
  await expect(
    question(page, "influence").locator("em", { hasText: "what would prove it wrong" }),
  ).toBeVisible();

  await estimate(page, "inTime", { best: 40, low: 20, high: 60 });
  await expect(
    question(page, "inTime").getByText(
      "You think it is as likely above as below 40 %, and are 90 % sure that it lies between 20 % and 60 %.",
    ),
  ).toBeVisible();
  await turnTo(page, "gap");
  await question(page, "gap").getByLabel("No opinion").check();
  await turnTo(page, "adoption");
  await question(page, "adoption").getByLabel("Skip this question").check();
  await expectAccessible(page, "a step", [390]);

  // An answer by description leads to where the description is written.
  await consent(page, "gap", { level: "role" });
  await question(page, "gap").getByRole("link", { name: "Write the description of you" }).click();
  await introduce(page, { wording: "a researcher at a university" });
  await saved(page);
  await expect(page.locator("#status")).toContainText(/Saved (just now|\d+ s ago)/);

  // What is wrong in a step out of view comes into view, with the focus, though nobody had left its field.
  await estimate(page, "inTime", { best: 40, low: 20, high: 30 });
  await saved(page);
  await page.reload();
  await turnTo(page, "you");
  await page.getByRole("button", { name: "Review and submit" }).click();
  await expect(
    question(page, "inTime").getByText("The high value is below your best estimate."),
  ).toBeVisible();
  await expect(question(page, "inTime").getByLabel("High value (%)")).toBeFocused();
  expect(await asked(page)).toBe(1);

  // On a wide screen all of it stands in one column; the address leads to a question there too.
  const laptop = await browser.newContext();
  const wide = await laptop.newPage();
  await begin(wide, links[0] ?? "");
  expect(await asked(wide)).toBe(7);
  await expect(words(wide, "influence")).toHaveValue("It says *what would prove it wrong*.");
  await wide.goto(url("/answer/review"));
  await expect(wide.getByText("Question 5, as you chose.")).toBeVisible();
  await expect(wide.getByText("Question 6. You may leave it open")).toBeVisible();
  await wide.getByRole("link", { name: "Question 2" }).first().click();
  await expect(question(wide, "influence")).toBeInViewport();
  await expectAccessible(wide, "the form");
  await phone.close();
  await laptop.close();
  await owner.context().close();
});
