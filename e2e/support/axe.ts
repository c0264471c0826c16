import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const heights = { 1280: 900, 390: 844 } as const;

/** No violation that axe can find and nothing to scroll sideways, in light and dark, at each width. */
export async function expectAccessible(
  page: Page,
  name: string,
  widths: readonly (keyof typeof heights)[] = [1280],
): Promise<void> {
  // What is rendered only near the window keeps the colours of before a change of scheme until somebody scrolls to it.
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("main *")) {
      if (getComputedStyle(element).contentVisibility === "auto") {
        element.style.contentVisibility = "visible";
      }
    }
  });
  for (const width of widths) {
    await page.setViewportSize({ width, height: heights[width] });
    for (const colorScheme of ["light", "dark"] as const) {
      // A colour on its way between two schemes is neither.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForFunction(
        () => document.getAnimations().every(({ playState }) => playState !== "running"),
        null,
        { polling: "raf" },
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => ({
        id,
        at: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      }));
      expect.soft(found, `${name}, ${colorScheme}, ${width} px`).toEqual([]);
    }
    const [content, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect.soft(content, `${name} fits in ${width} px`).toBeLessThanOrEqual(window ?? 0);
  }
}
