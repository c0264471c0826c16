import { expect, test } from "@playwright/test";
import { admit, createSurvey, newAddress, ownerPage, signIn, url } from "../steps/author";
import { expectAccessible } from "../support/axe";
import { addMember } from "../support/members";

test("an author begins from nothing, finds and sorts surveys, and deletes one by its title", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const address = newAddress("dashboard");
  await admit(owner, address);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, address);
  await page.getByRole("link", { name: "Begin a survey" }).click();
  await page.waitForURL("**/surveys/new");
  for (const title of ["Alpha on tools", "Beta on people", "Gamma on tools"]) {
    await createSurvey(page, title, "Blank");
  }
  await page.goto(url("/surveys?q=TOOLS&sort=-title"));
  const titles = page.getByRole("rowheader");
  await expect(titles).toHaveText(["Gamma on tools", "Alpha on tools"]);
  await expect(page.getByText("2 surveys of 3 with “TOOLS”.")).toBeVisible();
  await page.getByRole("columnheader").getByRole("link", { name: "Title" }).click();
  await expect(titles).toHaveText(["Alpha on tools", "Gamma on tools"]);
  await expect(page.getByRole("columnheader", { name: "Title" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expectAccessible(page, "the dashboard", [1280, 390]);
  await page.setViewportSize({ width: 1280, height: 900 });

  await titles.first().getByRole("link").click();
  await page.getByRole("link", { name: "Delete this survey …" }).click();
  await page.waitForURL("**/delete");
  const surveyId = /surveys\/([^/]+)\//.exec(page.url())?.[1] ?? "";
  await expect(page.getByText("1 question, with every wording")).toBeVisible();

  // Nobody but an owner finds the page, and a wrong title deletes nothing.
  await addMember(surveyId, "owner@example.org", "editor");
  expect((await owner.goto(url(`/surveys/${surveyId}/delete`)))?.status()).toBe(404);
  const title = page.getByLabel("Write the survey’s title to delete it");
  await title.fill("Alpha");
  await page.getByRole("button", { name: "Delete this survey for good" }).click();
  await expect(page.getByText("This is not the survey’s title.")).toBeVisible();
  await expect(title).toBeFocused();
  await title.fill("Alpha on tools");
  await page.getByRole("button", { name: "Delete this survey for good" }).click();
  await expect(page.getByText("The survey is deleted")).toBeVisible();
  await expect(titles).toHaveText(["Gamma on tools", "Beta on people"]);
  expect((await page.goto(url(`/surveys/${surveyId}`)))?.status()).toBe(404);
  await context.close();
  await owner.context().close();
});
