import { expect, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage, publish, url } from "../steps/author";
import { answerAs } from "../steps/expert";
import { expectAccessible } from "../support/axe";

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
  await without.goto(url("/answer/data"));
  await without.getByText("Erase all of this").click();
  await without.getByLabel("Type “erase” to confirm").fill("yes");
  await without.getByRole("button", { name: "Erase everything" }).click();
  await expect(without.getByText("Nothing was erased.")).toBeVisible();
  await without.getByLabel("Type “erase” to confirm").fill("Erase");
  await without.getByRole("button", { name: "Erase everything" }).click();
  await expect(without.getByRole("heading", { name: "You are erased" })).toBeVisible();

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
  for (const one of [context, plain, stranger, owner.context()]) await one.close();
});
