import { expect, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  editorSaved,
  invitationLink,
  newAddress,
  ownerPage,
  sendInvitations,
  url,
} from "../steps/author";
import { mailTo } from "../support/mailbox";

// A year to come, whenever this runs.
const year = new Date().getUTCFullYear() + 1;

test("the first screen says who asks, how long it takes and until when where the expert is; a colleague is named and nobody is mailed", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const colleague = newAddress("colleague");
  const invited = { name: "Researcher A", address: newAddress("not-me") };
  const surveyId = await createSurvey(owner, "Not me");
  await owner.getByLabel("Your words on consent").fill("We keep the answers for **two years**.");
  await owner.getByLabel("Last day").fill(`${year}-03-29`);
  await editorSaved(owner);
  await addInvitees(owner, surveyId, [invited]);
  await sendInvitations(owner, surveyId);
  const link = await invitationLink(invited.address);

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    timezoneId: "Asia/Tokyo",
  });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByText("6 questions, about 10 minutes.")).toBeVisible();
  await expect(page.locator("time")).toContainText(
    `30 March ${year} at 08:59 (Japan Standard Time)`,
  );
  await expect(page.getByText("A small panel cannot hide anyone fully.")).toBeVisible();
  await expect(page.getByText("two years")).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin" })).toBeInViewport();

  await page.getByText("Not me, ask …").click();
  await page.getByLabel("Whom to ask").fill("Researcher B");
  await page.getByLabel("Their mail address").fill(colleague);
  await page.getByRole("button", { name: "Name them, and decline myself" }).click();
  await expect(page.getByText("Nobody was written to.")).toBeVisible();
  await expect(page.getByText("You declined")).toBeVisible();

  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await expect(owner.getByRole("cell", { name: "declined", exact: true })).toBeVisible();
  const suggested = owner.getByRole("region", { name: "Suggested colleagues" });
  await expect(suggested.getByText("Named by Researcher A")).toBeVisible();
  await suggested.getByRole("button", { name: "Approve Researcher B" }).click();
  await expect(owner.getByRole("cell", { name: colleague })).toBeVisible();
  await expect(suggested).toBeHidden();
  expect(await mailTo(colleague)).toHaveLength(0);
  await context.close();
  await owner.context().close();
});
