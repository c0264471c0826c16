import { expect, test } from "@playwright/test";
import {
  createSurvey,
  invitationLink,
  inviteTo,
  newAddress,
  ownerPage,
  url,
} from "../steps/author";
import { answerAs, begin, consent, introduce, saved, submit, takeStance } from "../steps/expert";
import { openDemo } from "../steps/reader";
import { expectAccessible } from "../support/axe";

const both = [1280, 390] as const;

test("axe finds nothing on the home page and a synthesis", async ({ page }) => {
  await page.goto(url("/"));
  await expectAccessible(page, "home", both);
  await openDemo(page);
  await expectAccessible(page, "synthesis", both);
});

test("axe finds nothing on the pages around them", async ({ page }) => {
  for (const path of ["/method", "/sign-in", "/sign-in/check-mail", "/no-such-page"]) {
    await page.goto(url(path));
    await expectAccessible(page, path, both);
  }
});

test("axe finds nothing on the expert's pages", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Accessible to experts", [
    { name: "Researcher A", address: newAddress("axe-expert") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(links[0] ?? "");
  await expectAccessible(page, "first screen", both);
  await begin(page, links[0] ?? "");
  await takeStance(page, "influence", {
    value: "Probably",
    confidence: 7,
    text: "Writing the argument down says what would prove it wrong.",
  });
  await saved(page);
  await consent(page, "influence", { level: "named", quote: true });
  await introduce(page, { name: "Researcher A", role: "Professor of examples" });
  await saved(page);
  await expectAccessible(page, "form", both);
  await page.getByRole("button", { name: "Review and submit" }).click();
  await page.waitForURL("**/answer/review*");
  await expectAccessible(page, "review", both);
  await page.goto(url("/answer"));
  await submit(page);
  await page.getByText("Show less of this answer").click();
  await page.getByText("Withdraw all my answers").click();
  await expectAccessible(page, "receipt", both);
  await page.getByLabel("Yes, withdraw my answers").check();
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your answers are withdrawn" })).toBeVisible();
  await expectAccessible(page, "withdrawn receipt", both);
  await page.goto(url(`/answer/${"x".repeat(43)}`));
  await expectAccessible(page, "wrong link", both);
  await context.close();
  await owner.context().close();
});

test("axe finds nothing on an author's synthesis and answers", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const address = newAddress("axe-author");
  const { surveyId } = await inviteTo(owner, "Accessible to authors", [
    { name: "Researcher B", address },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await answerAs(page, await invitationLink(address), {
    value: "Definitely",
    confidence: 9,
    text: "Independent review decides whether any of this works at all.",
    name: "Researcher B",
  });
  await context.close();
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/synthesis`));
      return owner.getByText(/\b1 of 1 invited/).count();
    })
    .toBeGreaterThan(0);
  await owner.getByText("Publish …").click();
  await expectAccessible(owner, "synthesis", both);
  await owner.goto(url(`/surveys/${surveyId}/answers`));
  await expectAccessible(owner, "answers", both);
  await owner.context().close();
});

test("axe finds nothing on the pages of an author's survey", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { surveyId } = await inviteTo(owner, "Accessible surveys", [
    { name: "Researcher C", address: newAddress("axe-survey") },
  ]);
  for (const path of ["", "/edit"]) {
    await owner.goto(url(`/surveys/${surveyId}${path}`));
    await expectAccessible(owner, `survey${path}`, both);
  }
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await owner.getByText("Manage").first().click();
  await expectAccessible(owner, "invitations", both);
  await owner.context().close();
});

test("axe finds nothing on the author's other pages", async ({ browser }) => {
  const owner = await ownerPage(browser);
  for (const path of ["/surveys", "/surveys/new", "/people", "/contacts", "/contacts/import"]) {
    await owner.goto(url(path));
    await expectAccessible(owner, path, both);
  }
  const surveyId = await createSurvey(owner, "Accessible words");
  await owner.goto(url(`/surveys/${surveyId}/invitations/send`));
  await expectAccessible(owner, "send", both);
  await owner.goto(url(`/surveys/${surveyId}/invitations/message`));
  // The mail's frame lets no scripts in, and axe waits for its own there.
  await owner.locator("iframe").evaluate((frame) => frame.remove());
  await expectAccessible(owner, "message", both);
  await owner.context().close();
});
