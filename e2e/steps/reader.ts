import type { Page } from "@playwright/test";
import { url } from "./author";

/** Opens the demonstration from the list of the home page: what other journeys published meanwhile stands before it. */
export async function openDemo(page: Page): Promise<void> {
  await page.goto(url("/"));
  const demo = page.locator('a[href^="/s/should-the-ai-safety-community"]').first();
  while ((await demo.count()) === 0) {
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForLoadState();
  }
  await demo.click();
  await page.waitForURL("**/s/*");
}
