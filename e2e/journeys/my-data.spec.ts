import { expect, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage, publish, url } from "../steps/author";
import { answerAs, begin, keptInBrowser, saved, turnTo, words, write } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { linkIn, waitForMail } from "../support/mailbox";

test("an expert reads everything held, takes it along, and is erased, without JavaScript too", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const owner = await ownerPage(browser);
  const address = newAddress("erased");
  const { surveyId, links } = await inviteTo(owner, "My data", [
    { name: "Researcher A", address },
    { name: "Researcher B", address: newAddress("kept") },
  ]);
  const text = "Independent audits catch the mistakes that everybody else overlooks every time.";
  const context = await browser.newContext();
  const page = await context.newPage();
  await answerAs(page, links[0] ?? "", { value: "Probably", text, name: "Researcher A" });
  const path = await publish(owner, surveyId, 1);
  expect(await (await owner.request.get(url(`${path}/export/json`))).text()).toContain(text);

  await page.getByRole("link", { name: "My data: everything held about me" }).click();
  await page.waitForURL("**/answer/data");
  await expect(page.getByText(address)).toBeVisible();
  await expect(page.getByText(text)).toBeVisible();
  await page.getByText("Erase all of this").click();
  await expectAccessible(page, "my data", [1280, 390]);
  const file = await page.request.get(url("/answer/data/export"));
  expect(file.headers()["content-disposition"]).toContain("attachment");
  const held = JSON.stringify(await file.json());
  for (const piece of [address, text, "Researcher A"]) expect(held).toContain(piece);
  expect(held).not.toContain("Researcher B");

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const without = await plain.newPage();

  // What authors keep in their address books is shown to whoever reads mail at the address, not to whoever has the link.
  await owner.goto(url("/contacts"));
  await owner.getByLabel("Mail address").fill(address);
  await owner.getByLabel("Notes").fill("Met in Bern, sings.");
  await owner.getByRole("button", { name: "Add to the address book" }).click();
  await expect(owner.getByRole("cell", { name: address, exact: true })).toBeVisible();
  await without.goto(url("/answer/data"));
  await expect(without.getByText("Met in Bern")).toHaveCount(0);
  await without.getByRole("button", { name: "Send me the way to it" }).click();
  await expect(without.getByText("A mail is on its way")).toBeVisible();
  const mail = await waitForMail(address, /held under your address/);
  const way = linkIn(mail, "/answer/address/");
  await page.goto(way);
  await expectAccessible(page, "held under an address", [1280, 390]);
  await without.goto(way);
  await expect(without.getByText("Met in Bern, sings.")).toBeVisible();
  await without.getByText("Take my address out").click();
  await without.getByLabel("Type “erase” to confirm").fill("erase");
  await without.getByRole("button", { name: "Take it out" }).click();
  await expect(without.getByText("What is still held under your address")).toBeVisible();
  await expect(without.getByText("Met in Bern")).toHaveCount(0);
  await owner.goto(url("/contacts"));
  await expect(owner.getByRole("cell", { name: address, exact: true })).toHaveCount(0);

  // A second device is seen, told apart, and ended, without JavaScript too; the link opens it again.
  const phone = await browser.newContext({
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1",
  });
  const device = await phone.newPage();
  await begin(device, links[0] ?? "");
  await without.goto(url("/answer/receipt"));
  await without.getByRole("link", { name: "Devices that are open to my answers" }).click();
  await expect(without.getByText("This one.")).toBeVisible();
  await without.getByRole("button", { name: "End Safari · iPhone" }).click();
  await expect(without.getByText("That browser cannot read or change")).toBeVisible();
  expect((await device.goto(url("/answer/data")))?.status()).toBe(404);
  await expect(device.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  await begin(device, links[0] ?? "");
  await write(device, "gap", "Typed and never submitted.");
  await saved(device);
  expect(await keptInBrowser(device)).toContain("Typed and never submitted.");

  await without.goto(url("/answer/data"));
  await without.getByText("Erase all of this").click();
  await without.getByLabel("Type “erase” to confirm").fill("yes");
  await without.getByRole("button", { name: "Erase everything" }).click();
  await expect(without.getByText("Nothing was erased.")).toBeVisible();
  // Another page of the same browser that is still open keeps nothing either.
  const open = await phone.newPage();
  await open.goto(url("/answer/data"));
  await open.getByText("Erase all of this").click();
  await open.getByLabel("Type “erase” to confirm").fill("Erase");
  await open.getByRole("button", { name: "Erase everything" }).click();
  await expect(open.getByRole("heading", { name: "You are erased" })).toBeVisible();
  await expect.poll(() => keptInBrowser(open)).not.toContain("Typed and never submitted.");
  await turnTo(device, "focus");
  await words(device, "focus").fill("Typed after all of it.");
  await expect(device.locator("#status").getByRole("status")).toHaveText(
    "Erased: nothing typed here is kept any more",
  );
  await expect(device.getByRole("alert").getByText("Your answers were erased")).toBeVisible();
  await expect.poll(() => keptInBrowser(device)).not.toContain("Typed");
  await turnTo(device, "you");
  await expect(device.getByRole("button", { name: "Review and submit" })).toBeHidden();
  await expect(device.getByText("come back with the link in your mail")).toBeHidden();

  for (const way of [
    "",
    "/v/1",
    "/answers/influence",
    "/export/md",
    "/export/json",
    "/export/csv",
  ]) {
    const body = await (await owner.request.get(url(path + way))).text();
    expect(body, way).not.toContain(text);
    expect(body, way).not.toContain("Researcher A");
  }
  expect((await page.goto(url("/answer/data")))?.status()).toBe(404);
  expect((await page.request.get(url("/answer/data/export"))).status()).toBe(404);
  expect((await page.goto(links[0] ?? ""))?.status()).toBe(404);
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await expect(owner.getByText(address)).toHaveCount(0);
  await expect(owner.getByRole("rowheader", { name: "Erased at their own request" })).toBeVisible();
  // A stranger has nothing to read and nothing to erase.
  const stranger = await browser.newContext();
  expect((await stranger.request.get(url("/answer/data"))).status()).toBe(404);
  for (const one of [context, plain, phone, stranger, owner.context()]) await one.close();
});
