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
import { begin, saved } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { turnRound } from "../support/clock";
import { linkIn, waitForMail } from "../support/mailbox";

const statement = (page: Page) => page.getByRole("region", { name: /Write the first statement/ });

/** Takes a position on the first statement and submits. */
async function answer(page: Page, position: string, text: string, name?: string): Promise<void> {
  await statement(page).getByLabel(position, { exact: true }).check();
  await statement(page).getByLabel("Why? In your own words").fill(text);
  if (name !== undefined) {
    await statement(page).getByLabel("With my name").check();
    await statement(page).getByLabel("Yes, word for word").check();
    await page.getByLabel("Your name", { exact: true }).fill(name);
  }
  await saved(page);
  await page.getByRole("button", { name: "Review and submit" }).click();
  await page.waitForURL("**/answer/review*");
  await page.getByRole("button", { name: /^Submit/ }).click();
  await page.waitForURL("**/answer/receipt*");
}

test("a panel answers in two rounds, the second with the feedback of the first", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Twice", "Two rounds with feedback");
  await expect(owner.getByRole("heading", { name: "Rounds" })).toBeVisible();
  await owner.getByText("Add round 3").click();
  await owner.getByLabel("Round 3 opens on").fill("2020-01-01");
  await owner.getByLabel("Round 3 closes on").fill("2200-02-01");
  await owner.getByRole("button", { name: "Add the round" }).click();
  await expect(owner.getByText("Choose a day to come, after the round before")).toBeVisible();
  await owner.getByLabel("Round 3 opens on").fill("2200-01-01");
  await owner.getByRole("button", { name: "Add the round" }).click();
  await owner.getByRole("button", { name: "Take round 3 away" }).click();
  await expect(owner.getByLabel("Round 3 closes on")).toBeHidden();
  await expectAccessible(owner, "dates of rounds");
  const people = ["A", "B"].map((letter) => ({
    name: `Researcher ${letter}`,
    address: newAddress(`twice-${letter.toLowerCase()}`),
  }));
  await addInvitees(owner, surveyId, people);
  await sendInvitations(owner, surveyId);
  const texts = [
    "Independent audits of frontier systems catch mistakes that developers overlook every time.",
    "Independent audits of frontier systems cost more time than the mistakes that they catch.",
  ];
  for (const [index, person] of people.entries()) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await begin(page, await invitationLink(person.address));
    const position = index === 0 ? "Strongly agree" : "Strongly disagree";
    await answer(page, position, texts[index] ?? "", person.name);
    await context.close();
  }
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/synthesis`));
      return owner.getByText(/\b2 of 2 invited/).count();
    })
    .toBeGreaterThan(0);

  // The worker turns the round on its date, and writes to those who answered.
  await turnRound(surveyId);
  const mail = await waitForMail(people[0]?.address ?? "", /^Round 2/);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(linkIn(mail, "to=others"));
  await page.getByRole("button", { name: "See the others’ answers" }).click();
  await page.waitForURL("**/answer/others");
  await expect(page.getByText("Your answer: Strongly agree")).toBeVisible();
  await expect(page.getByText(texts[1] ?? "")).toBeVisible();
  await expect(page.getByText(texts[0] ?? "")).toHaveCount(0);
  await expectAccessible(page, "feedback of a round", [390, 1280]);
  await page.getByRole("link", { name: "Answer again" }).click();
  await expect(statement(page).getByLabel("Strongly agree", { exact: true })).toBeChecked();
  await answer(page, "Agree", texts[0] ?? "");

  // The figures are of the second round alone.
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/synthesis`));
      return owner.getByText(/\b1 of 2 invited/).count();
    })
    .toBeGreaterThan(0);
  await expect(owner.getByText("All figures are of round 2 alone.")).toBeVisible();
  await context.close();
  await owner.context().close();
});
