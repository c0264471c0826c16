import { expect, test } from "@playwright/test";
import { createSurvey, ownerPage, url } from "../steps/author";

test("an author makes a key, sees it once, reads own surveys with it, and revokes it", async ({
  browser,
  request,
}) => {
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "Read by a program");
  await owner.goto(url("/keys"));
  await owner.getByRole("button", { name: "Make a key" }).click();
  await expect(owner.getByText("Say where you will use it.")).toBeVisible();
  await owner.getByLabel("What it is for").fill("A notebook");
  await owner.getByRole("button", { name: "Make a key" }).click();
  const shown = owner.getByText(/^csl_/);
  await expect(shown).toBeVisible();
  const key = (await shown.textContent()) ?? "";
  await owner.reload();
  await expect(owner.getByText(key)).toHaveCount(0);
  await expect(owner.getByText(`…${key.slice(-4)}`)).toBeVisible();

  const read = (path: string, bearer?: string) =>
    request.get(url(`/api/v1${path}`), {
      headers: bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` },
    });
  expect((await read("/surveys")).status()).toBe(401);
  const surveys = await read("/surveys?perPage=200", key);
  expect(surveys.status()).toBe(200);
  expect(surveys.headers()["cache-control"]).toBe("private, no-cache");
  const { items } = await surveys.json();
  expect(items.map(({ id }: { id: string }) => id)).toContain(surveyId);
  expect((await read(`/surveys/${surveyId}/answers`, key)).status()).toBe(200);
  expect((await read(`/surveys/${crypto.randomUUID()}/answers`, key)).status()).toBe(404);
  const wrong = await read("/surveys?page=0", key);
  expect(wrong.status()).toBe(400);
  expect((await wrong.json()).problems[0].at).toBe("page");

  await owner.getByRole("button", { name: "Revoke A notebook" }).first().click();
  await expect(owner.getByText(`…${key.slice(-4)}`)).toHaveCount(0);
  expect((await read("/surveys", key)).status()).toBe(401);
  const signedOut = await browser.newContext();
  const stranger = await signedOut.newPage();
  await stranger.goto(url("/keys"));
  await expect(stranger).toHaveURL(/sign-in/);
  await signedOut.close();
  await owner.context().close();
});
