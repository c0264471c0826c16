import { expect, test } from "@playwright/test";
import { admit, createSurvey, newAddress, ownerPage, signIn, url } from "../steps/author";
import { expectAccessible } from "../support/axe";
import { linkIn, waitForMail } from "../support/mailbox";

test("a survey is worked on by members who were asked by mail, and goes to another who accepts", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const site = await ownerPage(browser);
  const address = newAddress("giver");
  await admit(site, address);
  const giver = await (await browser.newContext()).newPage();
  await signIn(giver, address);
  const surveyId = await createSurvey(giver, "Worked on together");
  const members = url(`/surveys/${surveyId}/members`);
  const newcomer = newAddress("newcomer");

  await giver.goto(members);
  await expect(giver.getByText("the last owner stays")).toBeVisible();
  await giver.getByLabel("Mail address").fill(newcomer);
  await giver.getByLabel("Role", { exact: true }).selectOption("viewer");
  await giver.getByRole("button", { name: "Invite" }).click();
  await expect(giver.getByText(`A mail to ${newcomer} is on its way.`)).toBeVisible();
  await expect(giver.getByRole("row", { name: new RegExp(newcomer) })).toBeVisible();
  await expectAccessible(giver, "members", [1280, 390]);

  // A scanner opens the link; the person who follows still has to press.
  const link = linkIn(await waitForMail(newcomer, /^Work with me/), "/join/");
  const context = await browser.newContext();
  const scan = await context.request.get(link);
  expect(scan.status()).toBe(200);
  expect(scan.headers()["referrer-policy"]).toBe("no-referrer");
  const guest = await context.newPage();
  await guest.goto(link);
  await expectAccessible(guest, "an invite", [390]);
  await guest.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(guest.getByLabel("Your name")).toBeFocused();
  await guest.getByLabel("Your name").fill("Newcomer N");
  await guest.getByRole("button", { name: "Accept and sign in" }).click();
  await guest.waitForURL(`**/surveys/${surveyId}`);
  await giver.goto(link);
  await expect(giver.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  // A viewer reads and changes nothing; a guest begins no survey; the door for files is shut, too.
  await guest.goto(url(`/surveys/${surveyId}/edit`));
  await expect(guest.getByText("You may read this survey")).toBeVisible();
  await guest.goto(members);
  await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
  expect((await guest.goto(url("/surveys/new")))?.status()).toBe(404);
  const file = { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("respondent\n") };
  for (const door of ["check", "run"]) {
    const path = url(`/surveys/${surveyId}/answers/import/${door}`);
    expect((await guest.request.post(path, { multipart: { file } })).status()).toBe(404);
    const nobody = await browser.newContext();
    expect((await nobody.request.post(path, { multipart: { file } })).status()).toBe(401);
    await nobody.close();
  }

  // An editor cannot hand over; an owner can, once the other accepts.
  await giver.goto(members);
  await giver.getByLabel("Role of Newcomer N").selectOption("editor");
  await giver.getByRole("button", { name: "Change the role of Newcomer N" }).click();
  await expect(giver.getByText("Changed.")).toBeVisible();
  await guest.goto(members);
  await expect(guest.getByRole("heading", { name: "Hand the survey over" })).toHaveCount(0);
  await giver.getByLabel("To whom").selectOption("Newcomer N");
  await giver.getByRole("button", { name: "Offer it" }).click();
  await expect(giver.getByText("Nothing changes until they accept.")).toBeVisible();
  await guest.goto(url("/surveys"));
  await expectAccessible(guest, "a survey that is offered", [1280]);
  await guest.getByRole("button", { name: "Accept" }).click();
  await guest.waitForURL(`**/surveys/${surveyId}`);
  await guest.goto(members);
  await expect(guest.getByRole("row", { name: /Newcomer N \(you\).*owner/ })).toBeVisible();

  // The new owner reads what happened, and takes it along; the former one, an editor now, does not.
  await guest.getByRole("link", { name: "History" }).click();
  await expect(guest.getByText("Newcomer N took the survey over")).toBeVisible();
  await guest.getByLabel("About").selectOption("life");
  await guest.getByRole("button", { name: "Show" }).click();
  await expect(guest.getByText("began the survey")).toBeVisible();
  await expect(guest.getByText("took the survey over")).toHaveCount(0);
  await expectAccessible(guest, "the history", [1280, 390]);
  const history = url(`/surveys/${surveyId}/history`);
  const csv = await guest.request.get(`${history}/export?format=csv`);
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect(await csv.text()).toContain("survey.handed-over");
  expect(await csv.text()).not.toContain(newcomer);
  expect((await giver.goto(history))?.status()).toBe(404);

  // Whoever leaves sees it no more, and neither does anybody else.
  await giver.goto(members);
  await giver.getByText("Leave …").click();
  await giver.getByRole("button", { name: "Leave the survey" }).click();
  await giver.waitForURL("**/surveys");
  for (const stranger of [giver, site]) {
    expect((await stranger.goto(members))?.status()).toBe(404);
  }
  for (const page of [giver, guest, site]) await page.context().close();
});
