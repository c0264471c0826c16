import { expect, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  invitationLink,
  newAddress,
  ownerPage,
  publish,
  sendInvitations,
  url,
} from "../steps/author";
import { answerAs } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { linkIn, mailTo, waitForMail } from "../support/mailbox";

test("quotes are shown as their respondents approve them, and no longer than that", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Quotes with approval");
  await owner.getByLabel("Submitting approves quotes").uncheck();
  await owner.getByRole("button", { name: "Store the terms" }).click();
  await expect(owner.getByText("Stored.")).toBeVisible();
  const people = ["A", "B", "C"].map((letter) => ({
    name: `Researcher ${letter}`,
    address: newAddress(`quoted-${letter.toLowerCase()}`),
  }));
  await addInvitees(owner, surveyId, people);
  await sendInvitations(owner, surveyId);
  const texts = [
    "Independent audits of frontier systems catch mistakes that developers overlook every single time.",
    "Audits by independent reviewers catch the mistakes of developers, who overlook what they built.",
    "Developers overlook mistakes in their own systems, and independent audits are there to catch them.",
  ];
  for (const [index, person] of people.entries()) {
    const context = await browser.newContext();
    await answerAs(await context.newPage(), await invitationLink(person.address), {
      value: "Probably",
      text: texts[index] ?? "",
      consent: { level: "named", quote: index < 2 },
      name: person.name,
    });
    await context.close();
  }
  const path = await publish(owner, surveyId, 3);
  const read = async () => (await owner.request.get(url(path))).text();
  for (const text of texts) expect(await read()).not.toContain(text);

  await owner.goto(url(`/surveys/${surveyId}/quotes`));
  await expectAccessible(owner, "asking for quotes");
  await owner.getByRole("button", { name: "Send 2 mails" }).click();
  await expect(owner.getByRole("heading", { name: "0 of 2 decided" })).toBeVisible();

  // The first decides on a phone, the second without JavaScript; the third was not asked.
  const [first, second, third] = people;
  const mail = await waitForMail(first?.address ?? "", /^Your quotes/);
  expect(mail.text).toContain(texts[0]);
  expect(mail.text).not.toContain(texts[1]);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await phone.newPage();
  await page.goto(linkIn(mail, "to=quotes"));
  await expectAccessible(page, "the mail's link", [390]);
  await page.getByRole("button", { name: "Look at my quotes" }).click();
  await page.waitForURL("**/answer/quotes");
  await expect(page.getByText("0 of 1 decided")).toBeVisible();
  await expectAccessible(page, "quotes", [1280, 390]);
  await page.getByRole("button", { name: "Approve quote 1" }).click();
  await expect(page.getByText("All decided. Thank you.")).toBeVisible();
  await expect(page.getByRole("article").getByText("approved")).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(linkIn(await waitForMail(second?.address ?? "", /^Your quotes/), "to=quotes"));
  await without.getByRole("button", { name: "Look at my quotes" }).click();
  await without.getByText("Put quote 1 into other words").click();
  await without.getByLabel("What may be quoted").fill("Reviewers see what builders do not.");
  await without.getByRole("button", { name: "Use these words" }).click();
  await expect(without.getByText("All decided. Thank you.")).toBeVisible();
  await expect(
    without.getByText("Researcher B, edited by the respondent", { exact: false }),
  ).toBeVisible();
  expect(
    (await mailTo(third?.address ?? "")).filter(({ subject }) => /quotes/.test(subject)),
  ).toEqual([]);
  // Somebody else's quote, sent with one's own cookie, is not touched.
  const theirs = await page.locator("input[name=quote]").first().inputValue();
  await without.request.post(url("/answer/quotes/decide"), {
    form: { quote: theirs, act: "refuse" },
    headers: { Origin: new URL(url("/")).origin },
  });
  await page.reload();
  await expect(page.getByRole("article").getByText("approved")).toBeVisible();

  await owner.reload();
  await expect(owner.getByRole("heading", { name: "2 of 2 decided" })).toBeVisible();
  await expectAccessible(owner, "progress of quotes", [390]);
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/synthesis`));
      return owner.getByText("Reviewers see what builders do not.").count();
    })
    .toBeGreaterThan(0);
  await publish(owner, surveyId, 3);
  for (const way of ["", "/export/md", "/export/json", "/export/csv", "/export/html"]) {
    const body = await (await owner.request.get(url(path + way))).text();
    expect(body, way).toContain(texts[0]);
    expect(body, way).toContain("Reviewers see what builders do not.");
    expect(body, way).not.toContain(texts[1]);
    expect(body, way).not.toContain(texts[2]);
  }
  expect(await read()).toContain("edited by the respondent");

  // A change of mind takes the words out of what is published on the next request.
  await page.getByRole("button", { name: "Refuse quote 1" }).click();
  await expect(page.getByRole("article").getByText("refused")).toBeVisible();
  for (const way of ["", "/v/2", "/export/md", "/export/json"]) {
    expect(await (await owner.request.get(url(path + way))).text(), way).not.toContain(texts[0]);
  }

  // Without the cookie there is nothing to see.
  const stranger = await browser.newContext();
  expect((await (await stranger.newPage()).goto(url("/answer/quotes")))?.status()).toBe(404);
  for (const context of [phone, plain, stranger, owner.context()]) await context.close();
});
