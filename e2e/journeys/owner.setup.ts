import { expect, test } from "@playwright/test";
import { ownerState } from "../steps/author";
import { product } from "../support/product";

test("whoever opens and confirms the printed link becomes the owner, once", async ({ page }) => {
  const { ownerLink } = product();
  await page.goto(ownerLink);
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await page.getByLabel("Your name").fill("Owner O");
  await page.getByLabel("Your mail address").fill("owner@example.org");
  await page.getByRole("button", { name: "Become the owner" }).click();
  await page.waitForURL("**/surveys");
  await page.context().storageState({ path: ownerState });
  await page.goto(ownerLink);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});
