import { expect, type Page, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  invitationLink,
  newAddress,
  ownerPage,
  sendInvitations,
  url,
} from "../steps/author";
import { answerAs, question, saved, submit } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { linkIn, waitForMail } from "../support/mailbox";

/** Rewords a question of an opened survey that has been answered, and says in the same place what becomes of the answer. */
async function reword(owner: Page, surveyId: string, prompt: string): Promise<void> {
  await owner.goto(url(`/surveys/${surveyId}/edit`));
  await owner.getByRole("button", { name: /strong, positive influence/ }).click();
  await owner.getByLabel("Question", { exact: true }).fill(prompt);
  const change = owner.getByRole("region", { name: "This change is not stored yet" });
  await expect(change).toContainText("1 person has answered it as it was.");
  await expect(owner.getByText("your decision is missing")).toBeVisible();
  await expect(change.getByRole("button", { name: "Save this change" })).toBeDisabled();
  await expectAccessible(owner, "a change after the opening", [390, 1280]);
  await change.getByLabel("It is another question: ask nobody again").check();
  await change.getByRole("button", { name: "Save this change" }).click();
  await expect(change).toBeHidden();
}

test("experts read the terms first, answer both wordings of a question, and the survey ends in the archive", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Terms and wordings");
  await owner.goto(url(`/surveys/${surveyId}/edit`));
  const terms = owner.getByRole("region", { name: "Consent and privacy" });
  await terms.getByLabel("With a description").uncheck();
  await terms.getByLabel("Months for which").fill("none");
  await terms.getByLabel("Whom experts write to").fill("The office, office@example.org");
  await terms.getByRole("button", { name: "Store the terms" }).click();
  await expect(terms.getByText("Write a whole number, or nothing.")).toBeVisible();
  await expect(terms.getByLabel("With a description")).not.toBeChecked();
  await terms.getByLabel("Months for which").fill("12");
  await terms.getByRole("button", { name: "Store the terms" }).click();
  await expect(terms.getByText("Stored.")).toBeVisible();

  const address = newAddress("worded");
  await addInvitees(owner, surveyId, [{ name: "Researcher A", address }]);
  await sendInvitations(owner, surveyId);
  const link = await invitationLink(address);
  const expert = await (await browser.newContext()).newPage();
  await expert.goto(link);
  for (const words of [
    "with your name, only in the totals or only for the authors",
    "kept for 12 months after the survey closes",
    "write to The office, office@example.org",
  ]) {
    await expect(expert.getByText(words)).toBeVisible();
  }
  await expert.getByRole("link", { name: "What is kept, in full" }).click();
  await expect(expert.getByRole("heading", { name: "What is kept about you" })).toBeVisible();
  await expectAccessible(expert, "what is kept", [390, 1280]);
  await answerAs(expert, link, { value: "Probably", text: "Because audits work." });

  // Since it has opened, the terms change in the experts' favour alone.
  await owner.goto(url(`/surveys/${surveyId}/edit`));
  await expect(terms.getByLabel("Only in the totals")).toBeDisabled();
  await terms.getByLabel("Months for which").fill("24");
  await terms.getByRole("button", { name: "Store the terms" }).click();
  await expect(terms.getByText("the time only gets shorter")).toBeVisible();

  const wording = "Will Safety Cases have a strong, positive influence within ten years?";
  await reword(owner, surveyId, wording);
  await owner.goto(url(`/surveys/${surveyId}`));
  await owner.getByRole("link", { name: "Decide what becomes of them" }).click();
  await expect(owner.getByText("1 person answered earlier words alone")).toBeVisible();
  await expectAccessible(owner, "reworded questions", [390, 1280]);
  await owner.getByRole("button", { name: "Ask the one again by mail" }).click();
  await expect(owner.getByText("1 mail is on the way.")).toBeVisible();

  const mail = await waitForMail(address, /^A question was reworded/);
  await expert.goto(linkIn(mail, "/answer/"));
  await expect(expert.getByText("have reworded a question that you had answered")).toBeVisible();
  await expert.getByRole("button", { name: "See the new words" }).click();
  // The form opens at that question, though others are not answered, and says why it asks again.
  await expect(expert).toHaveURL(/\/answer#question-influence$/);
  const section = question(expert, "influence");
  await expect(section.getByText("Reworded since you answered")).toBeVisible();
  await expect(section).toBeInViewport();
  await expect(section.getByText("We ask again because the authors have changed")).toBeVisible();
  await expect(section.locator("blockquote").first()).not.toContainText("ten years");
  await expect(section.getByRole("definition").last()).toContainText("Because audits work.");
  await expect(section.getByLabel("Probably", { exact: true })).toBeChecked();
  await section.getByLabel("My answer holds for the new words too").check();
  await saved(expert);
  await submit(expert);
  await expect(expert.getByText("Reworded since. You answered:")).toBeHidden();
  await owner.reload();
  await expect(owner.getByText("1 person answered these words.")).toBeVisible();

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(url(`/surveys/${surveyId}/wordings`));
  await expect(stranger).toHaveURL(/sign-in/);

  await owner.goto(url(`/surveys/${surveyId}`));
  await owner.getByRole("button", { name: "Close for answers" }).click();
  await owner.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(owner.getByRole("button", { name: "Take out of the archive" })).toBeVisible();
  await expect(owner.getByRole("button", { name: "Open again" })).toBeHidden();
  await owner.goto(url(`/surveys/${surveyId}/edit`));
  await expect(
    owner.getByText(/^The survey is archived: it is read, and not changed/),
  ).toBeVisible();
  await owner.goto(url("/surveys"));
  await expect(owner.getByRole("link", { name: "Terms and wordings" })).toBeHidden();
});
