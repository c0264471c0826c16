import { expect, test } from "@playwright/test";
import { admit, createSurvey, newAddress, ownerPage, signIn, url } from "../steps/author";

test("an author imports people, sees what changes, adds them to a survey, and a stranger sees nobody", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const [ada, bob] = [newAddress("ada"), newAddress("bob")];
  await owner.goto(url("/contacts/import"));
  const lines = owner.getByLabel("Or its lines");
  await lines.fill(`Full name;Mail;ORCID\nעדה;${ada};0000-0002-1825-0098\nBob;${bob};`);
  await owner.getByRole("button", { name: "Read the file" }).click();
  await expect(owner.getByText("Line 2, ORCID: is not an ORCID")).toBeVisible();
  await lines.fill(
    `Full name;Mail;ORCID\nעדה;${ada};0000-0002-1825-0097\nBob;${bob};\nBobby;${bob};`,
  );
  await owner.getByRole("button", { name: "Read it again" }).click();
  await expect(owner.getByText(`${bob}: lines 3, 4`)).toBeVisible();
  await owner.getByRole("button", { name: "Save 2 people" }).click();
  await expect(owner.getByText("2 people added, 0 people changed.")).toBeVisible();

  const surveyId = await createSurvey(owner, "From the book");
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await owner.getByRole("link", { name: "Choose from your address book" }).click();
  await owner.getByLabel("Search").fill(ada);
  await owner.getByRole("button", { name: "Search" }).click();
  await owner.getByLabel("Choose עדה").check();
  await owner.getByRole("button", { name: "Add, without sending" }).click();
  await expect(owner.getByText("1 person added. No mail was sent.")).toBeVisible();
  await expect(owner.getByText("Invited already")).toBeVisible();
  await owner.getByRole("link", { name: "עדה" }).click();
  await owner.getByRole("button", { name: "Do not contact" }).click();
  await expect(owner.getByRole("button", { name: "Let them be contacted again" })).toBeVisible();
  const person = new URL(owner.url()).pathname;
  await owner.goto(url(`/surveys/${surveyId}/invitations/send`));
  await expect(owner.getByRole("cell", { name: "do not contact: set by you" })).toBeVisible();

  const address = newAddress("reader");
  await admit(owner, address);
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await signIn(stranger, address);
  expect((await stranger.goto(url(person)))?.status()).toBe(404);
  await stranger.goto(url("/contacts"));
  await expect(stranger.getByText("Nobody is in your address book yet.")).toBeVisible();
  expect(await (await context.request.get(url("/contacts/file"))).text()).not.toContain(ada);
  await context.close();

  await owner.goto(url(person));
  await owner.getByText("Erase this person from your address book").click();
  await owner.getByRole("button", { name: "Erase", exact: true }).click();
  await owner.waitForURL("**/contacts");
  expect((await owner.goto(url(person)))?.status()).toBe(404);
  await owner.context().close();
});
