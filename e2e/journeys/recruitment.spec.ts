import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import {
  admit,
  invitationLink,
  inviteTo,
  newAddress,
  ownerPage,
  signIn,
  url,
} from "../steps/author";
import { linkIn, waitForMail } from "../support/mailbox";
import { product } from "../support/product";
import { publishCopy } from "../support/published";

/** Makes the owner of the site an owner of a survey that nobody owns. */
async function giveToOwner(surveyId: string): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO "SurveyMember" ("surveyId", "userId", role)
     SELECT $1, id, 'owner' FROM "User" WHERE "isOwner" ON CONFLICT DO NOTHING`,
    [surveyId],
  );
  await client.end();
}

test("a reader of a public page asks to be invited, confirms by mail, and the author decides", async ({
  browser,
  request,
}) => {
  const copy = await publishCopy({ fictional: false });
  await copy.publish();
  await giveToOwner(copy.surveyId);
  const owner = await ownerPage(browser);
  const list = url(`/surveys/${copy.surveyId}/invitations`);
  const address = newAddress("reader");

  // Like the public page, it asks for no script.
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(url(`/s/${copy.slug}`));
  await reader.getByRole("link", { name: "Ask to be invited" }).click();
  await reader.getByLabel("Your name").fill("Reader R");
  await reader.getByLabel("Your mail address").fill(address);
  await reader.getByLabel("Why you should be heard").fill("Works on the same question.");
  await reader.getByRole("button", { name: "Ask to be invited" }).click();
  await expect(reader.getByRole("heading", { name: "Look at your mail" })).toBeVisible();

  const link = linkIn(await waitForMail(address, /^Did you ask/), "/perspective/");
  for (let n = 0; n < 10; n += 1) {
    expect((await request.get(link)).ok()).toBe(true);
    await request.head(link);
  }
  await owner.goto(list);
  await expect(owner.getByRole("heading", { name: "Invitations" })).toBeVisible();
  await expect(owner.getByText("Reader R")).toBeHidden();

  await reader.goto(link);
  await expect(reader.getByText("Works on the same question.")).toBeVisible();
  await reader.getByRole("button", { name: "Yes, ask the author" }).click();
  await expect(reader.getByRole("heading", { name: "Thank you" })).toBeVisible();

  await owner.reload();
  await owner.getByRole("button", { name: "Approve Reader R" }).click();
  const row = owner.getByRole("row", { name: /Reader R/ });
  await expect(row.getByRole("cell", { name: "themselves" })).toBeVisible();
});

const choose = (page: Page, name: string) => page.getByLabel(`Choose ${name}`).check();

test("an author reminds, renews to a right address and records a bounce, for all who are chosen", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const [first, second, right] = [newAddress("first"), newAddress("second"), newAddress("right")];
  const { surveyId, links } = await inviteTo(owner, "Many at once", [
    { name: "Researcher A", address: first },
    { name: "Researcher B", address: second },
  ]);
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await owner.getByRole("button", { name: "Switch reminders on" }).click();
  await expect(owner.getByText("Stored. The table shows")).toBeVisible();
  const plan = owner.getByRole("region", { name: /^Reminders of the coming fortnight/ });
  await expect(plan.getByRole("rowheader", { name: "Researcher A" })).not.toHaveCount(0);

  await owner.getByRole("button", { name: "Choose all shown" }).click();
  await owner.getByText("Copy their links", { exact: true }).click();
  await expect(owner.getByLabel("2 personal links")).toHaveValue(
    new RegExp(`Researcher A\t${first}\thttp.*/answer/`),
  );
  await owner.getByRole("button", { name: "Remind now" }).first().click();
  await expect(owner.getByText("2 reminders are on the way.")).toBeVisible();
  await waitForMail(second, /^Re: Your view/);

  await owner.getByRole("button", { name: "Choose none" }).click();
  await choose(owner, "Researcher A");
  await owner.getByText("Send anew, to a right address").click();
  await owner.getByLabel("Researcher A", { exact: true }).fill(right);
  await owner.getByRole("button", { name: "Send anew with new links" }).click();
  await expect(owner.getByText(/^1 person renewed/)).toBeVisible();
  const fresh = await invitationLink(right);
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(links[0] ?? ""))?.status()).toBe(404);
  expect((await visitor.goto(fresh))?.status()).toBe(200);

  await owner.getByRole("button", { name: "Choose none" }).click();
  await choose(owner, "Researcher B");
  await owner.getByText("Record that mail came back").click();
  await owner.getByLabel("What the returned mail says").fill("550 5.1.1 user unknown");
  await owner.getByRole("button", { name: "Record as bounced" }).click();
  const row = owner.getByRole("row", { name: /Researcher B/ });
  await expect(row.getByText("recorded by hand: 550 5.1.1 user unknown")).toBeVisible();
});

test("the owner tests the mail settings and reads what the server says; other authors have no such page", async ({
  browser,
  page,
}) => {
  const owner = await ownerPage(browser);
  await owner.goto(url("/mail"));
  await owner.getByRole("button", { name: "Test these settings" }).click();
  await expect(owner.getByText("Connected, and let in.")).toBeVisible();
  await expect(owner.getByText("The server took a mail to owner@example.org")).toBeVisible();
  await waitForMail("owner@example.org", /^A test of the mail settings/);
  await owner.getByText("What was said").click();
  await expect(owner.getByText(/< 220 /)).toBeVisible();

  const author = newAddress("author");
  await admit(owner, author);
  await signIn(page, author);
  expect((await page.goto(url("/mail")))?.status()).toBe(404);
});
