import { expect, type Locator, type Page } from "@playwright/test";

/** What has the focus shows it, itself or by the label around it. */
export async function expectFocusShown(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || !focused.matches(":focus-visible")) return "nothing is :focus-visible";
    const marks = (element: Element | null) => {
      if (element === null) return false;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return outlined || style.boxShadow !== "none";
    };
    return marks(focused) || marks(focused.closest("label")) || focused.outerHTML.slice(0, 200);
  });
  expect(shown, "the focus can be seen").toBe(true);
}

/** Presses Tab until the focus is there; every stop on the way must be visible. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const most = 150;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement === document.body)) continue;
    await expectFocusShown(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${most} times Tab did not reach ${target}`);
}
