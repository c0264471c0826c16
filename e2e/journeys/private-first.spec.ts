import { expect, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  invitationLink,
  newAddress,
  ownerPage,
  sendInvitations,
  url,
} from "../steps/author";
import { answerAs, begin } from "../steps/expert";
import { expectAccessible } from "../support/axe";

test("an expert answers alone first, then reads the others and revises", async ({ browser }) => {
  test.setTimeout(150_000);
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Private first, then together");
  await owner.getByLabel("Private first, then together").check();
  await owner.getByRole("button", { name: "Store this" }).click();
  await expect(owner.getByText("Stored.")).toBeVisible();
  const people = ["A", "B", "C"].map((letter) => ({
    name: `Researcher ${letter}`,
    address: newAddress(`together-${letter.toLowerCase()}`),
  }));
  await addInvitees(owner, surveyId, people);
  await sendInvitations(owner, surveyId);
  const texts = [
    "Independent audits of frontier systems catch mistakes that developers overlook every time.",
    "Independent audits of frontier systems cost more time than the mistakes that they catch.",
  ];
  for (const index of [0, 1]) {
    const context = await browser.newContext();
    await answerAs(await context.newPage(), await invitationLink(people[index]?.address ?? ""), {
      value: "Definitely",
      text: texts[index] ?? "",
      name: people[index]?.name ?? "",
    });
    await context.close();
  }

  // Before submitting the server says nothing of the others, asked directly or by the button's address.
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await begin(page, await invitationLink(people[2]?.address ?? ""));
  await page.request.post(url("/answer/others/open"), {
    headers: { Origin: new URL(url("/")).origin },
  });
  await page.goto(url("/answer/others"));
  await expect(page.getByRole("heading", { name: "First your own answer" })).toBeVisible();
  const source = await (await page.request.get(url("/answer/others"))).text();
  for (const hidden of [...texts, "Researcher A", "Definitely"]) {
    expect(source, hidden).not.toContain(hidden);
  }
  await context.close();

  const third = await browser.newContext();
  const expert = await third.newPage();
  await answerAs(expert, await invitationLink(people[2]?.address ?? ""), {
    value: "Definitely not",
    text: "Audits do not see what matters.",
    name: people[2]?.name ?? "",
  });
  await expert.getByRole("button", { name: "See the others’ answers" }).click();
  await expert.waitForURL("**/answer/others");
  const influence = expert.getByRole("region", { name: /strong, positive influence/ });
  await expect
    .poll(async () => {
      await expert.reload();
      return influence.getByText(texts[0] ?? "").count();
    })
    .toBe(1);
  await expect(influence.getByText("Your answer: Definitely not")).toBeVisible();
  await expect(influence.getByText("Audits do not see what matters.")).toHaveCount(1);
  await expect(influence.getByRole("listitem").filter({ hasText: "← you" })).toContainText(
    "Definitely not",
  );
  await influence.getByText("Change my answer").click();
  await expectAccessible(expert, "the others", [1280, 390]);
  await influence.getByLabel("Probably", { exact: true }).check();
  await influence.getByLabel("Why? In your own words").fill("Persuaded, for the most part.");
  await influence.getByRole("button", { name: "Submit the change" }).click();
  await expect(expert.getByText("Your new answer counts from now on.")).toBeVisible();
  await expect(influence.getByText("Your answer: Probably")).toBeVisible();
  await owner.goto(url(`/surveys/${surveyId}/answers`));
  await expect(owner.getByText("Persuaded, for the most part.")).toBeVisible();

  // The author lets those who are named read the page before it is published.
  expect((await expert.goto(url("/answer/preview")))?.status()).toBe(404);
  await owner.goto(url(`/surveys/${surveyId}/edit`));
  await owner.getByLabel("Named experts can read the page before it is published").check();
  await owner.getByRole("button", { name: "Store this" }).click();
  await expect(owner.getByText("Stored.")).toBeVisible();
  await expert.goto(url("/answer/receipt"));
  await expert.getByRole("link", { name: "Read the page on which your name stands" }).click();
  await expect(expert.getByText("Not public yet")).toBeVisible();
  await expect(expert.getByText("3 of 3 invited experts answered").first()).toBeVisible();
  await expectAccessible(expert, "the page before publication", [390]);

  // Without the cookie, and for a survey that does not show it, there is no such page.
  const stranger = await browser.newContext();
  for (const path of ["/answer/others", "/answer/preview"]) {
    expect((await stranger.request.get(url(path))).status(), path).toBe(404);
  }
  for (const one of [third, stranger, owner.context()]) await one.close();
});
