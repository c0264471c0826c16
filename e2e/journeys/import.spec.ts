import { expect, test } from "@playwright/test";
import { createSurvey, newAddress, ownerPage, publish, url } from "../steps/author";
import { consent, introduce, question, saved, submit, write } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { linkIn, waitForMail } from "../support/mailbox";

test("answers gathered by mail come along, counted alone until each person confirms", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  let owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Brought along");
  const base = `/surveys/${surveyId}/answers`;
  const address = newAddress("gathered");
  const people = ["A", "B", "C"].map((letter, at) => ({
    name: `Respondent ${letter}`,
    address: at === 0 ? address : newAddress(`gathered-${letter.toLowerCase()}`),
  }));
  const file = (score: string) => ({
    name: "answers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `who,full name,e-mail,question,score,comment,may be quoted\n${people
        .map(
          (person, at) =>
            `${at + 1},${person.name},${person.address},influence,${at === 2 ? score : "4"},Audits find what their makers overlook.,yes\n`,
        )
        .join("")}`,
    ),
  });

  // A bad row is named; columns with other names are matched.
  await owner.goto(url(`${base}/import`));
  await owner.getByLabel("File of answers (CSV)").setInputFiles(file("9"));
  await owner.getByLabel(/^respondent,/).selectOption("who");
  await expect(owner.getByText("line 4, column value:")).toBeVisible();
  await expect(owner.getByText("must be 1 to 5, or none")).toBeVisible();
  await expectAccessible(owner, "a file with a bad row", [1280, 390]);
  await expect(owner.getByRole("button", { name: /^Import/ })).toHaveCount(0);

  await owner.getByLabel("File of answers (CSV)").setInputFiles(file("2"));
  await owner.getByLabel(/^respondent,/).selectOption("who");
  await expect(owner.getByRole("row", { name: /Respondent C.*Probably not/ })).toBeVisible();
  await owner.getByRole("button", { name: "Import 3 answers of 3 people" }).click();
  await expect(owner.getByText("The answers are in")).toBeVisible();

  // One more by hand, on the expert's own fields.
  await owner.goto(url(`${base}/enter`));
  await owner.getByRole("button", { name: "Enter these answers" }).click();
  await expect(owner.getByLabel("Name", { exact: true })).toBeFocused();
  await owner.getByLabel("Name", { exact: true }).fill("Respondent D");
  await question(owner, "influence").getByLabel("Uncertain", { exact: true }).check();
  const theirWords = () => question(owner, "influence").getByLabel("Why? In their own words");
  await theirWords().fill("Told on the phone.");
  // A page that goes away takes nothing with it; another person's answers begin beside it.
  const context = owner.context();
  await owner.close();
  owner = await context.newPage();
  await owner.goto(url(`${base}/enter`));
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("");
  await owner.getByRole("button", { name: "Go on with Respondent D" }).click();
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("Respondent D");
  await owner.getByRole("button", { name: "Discard what is typed" }).click();
  await expect(theirWords()).toHaveValue("");
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(theirWords()).toHaveValue("Told on the phone.");
  await expect(question(owner, "influence").getByLabel("Uncertain", { exact: true })).toBeChecked();
  await expectAccessible(owner, "entering answers by hand", [1280, 390]);
  await owner.getByRole("button", { name: "Enter these answers" }).click();
  await owner.waitForURL(/answers\?entered=1/);
  await expect(owner.getByRole("row", { name: /Respondent D.*no address/ })).toBeVisible();
  await owner
    .getByRole("row", { name: /Respondent D|1 1 Take back/ })
    .getByRole("button", { name: "Take back" })
    .first()
    .click();
  await expect(owner.getByText("Respondent D")).toHaveCount(0);

  const path = await publish(owner, surveyId, 3);
  const read = async () => (await owner.request.get(url(path))).text();
  expect(await read()).toContain("3 respondents were entered by the author");
  expect(await read()).not.toContain("Respondent A");
  expect(await read()).not.toContain("Audits find");

  await owner.goto(url(base));
  await owner.getByRole("button", { name: "Ask 3 people to confirm" }).click();
  await expect(owner.getByText("3 mails are on the way.")).toBeVisible();

  // On a phone: everything that was entered, nothing chosen, each answer open to correction.
  const link = linkIn(await waitForMail(address, /^Please confirm/), "/answer/");
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await phone.newPage();
  await page.goto(link);
  await expect(
    page.getByText("has entered your answers").or(page.getByText("have entered your answers")),
  ).toBeVisible();
  await expectAccessible(page, "entered answers", [390]);
  await page.getByRole("button", { name: "Look through my answers" }).click();
  await page.waitForURL("**/answer");
  await page.locator("#status summary").click();
  await page.locator("#status a").filter({ hasText: "strong, positive influence" }).click();
  await expect(question(page, "influence").getByLabel("Probably", { exact: true })).toBeChecked();
  await write(page, "influence", "Independent audits find what the makers of a system overlook.");
  await consent(page, "influence", { level: "named", quote: true });
  await introduce(page, { name: "Dr. A. Respondent" });
  await saved(page);
  await submit(page);
  await phone.close();

  const again = await publish(owner, surveyId, 3);
  const now = await (await owner.request.get(url(again))).text();
  expect(now).toContain("Dr. A. Respondent");
  expect(now).toContain("2 respondents were entered by the author");
  await owner.goto(url(base));
  await expect(owner.getByText("1 of 3 confirmed.")).toBeVisible();
  await owner.context().close();
});
