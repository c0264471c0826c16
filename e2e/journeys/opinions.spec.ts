import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { url } from "../steps/author";
import { expectAccessible } from "../support/axe";
import { onTheMap, publishOpinions } from "../support/opinion-panel";

/** The dots that are drawn, and how many of them cover another. */
async function dotsOf(page: Page): Promise<{ drawn: number; covering: number }> {
  return page.locator(".opinion-map").evaluate((map) => {
    const boxes = [...map.querySelectorAll(".opinion-dot")].map((dot) =>
      dot.getBoundingClientRect(),
    );
    const covers = (a: DOMRect, b: DOMRect) =>
      Math.hypot(a.x - b.x, a.y - b.y) < 0.8 * Math.min(a.width, b.width);
    const covering = boxes.filter((a) => boxes.some((b) => b !== a && covers(a, b))).length;
    return { drawn: boxes.length, covering };
  });
}

test("the map of opinions names who may be named, on the page, alone and elsewhere, and lets go of who withdraws", async ({
  browser,
}) => {
  const copy = await publishOpinions();
  const base = `/s/${copy.slug}`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url(base));
  const section = page.getByRole("region", { name: /^Where opinions lie/ });
  await expect(section.getByText("Two groups: A with ten and B with five")).toBeVisible();
  const all = onTheMap.named.length + onTheMap.unnamed.length;
  expect(await dotsOf(page)).toEqual({ drawn: all, covering: 0 });
  const who = section.locator(".opinion-who");
  for (const name of onTheMap.named) {
    await expect(who.getByRole("link", { name, exact: true })).toHaveCount(1);
  }
  await expect(who).toContainText("one without a name");
  // A name leads to its dot, without a script.
  const [first = ""] = onTheMap.named;
  await who.getByRole("link", { name: first, exact: true }).click();
  await expect(page.locator(".opinion-dot:target")).toHaveCount(1);
  await expect(page.locator("g:has(> .opinion-dot:target) > title")).toHaveText(first);

  // Nobody who is counted only, or gives one of these answers by a description, can be found on any of its pages.
  const elsewhere = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(
      `<title>Elsewhere</title><iframe src="${url(`${base}/opinions`)}" width="390" height="900"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const withScript = await browser.newContext();
  const scripted = await withScript.newPage();
  try {
    const ways = [
      base,
      `${base}/opinions`,
      `${base}/v/1/opinions`,
      `${base}/export/json`,
      `${base}/export/html`,
    ];
    for (const way of ways) {
      const text = await (await page.request.get(url(way))).text();
      expect(text, way).toContain(first);
      for (const name of onTheMap.hidden) expect(text, way).not.toContain(name);
    }
    const alone = await (await page.request.get(url(`${base}/opinions`))).text();
    for (const name of onTheMap.unnamed) expect(alone).not.toContain(name);

    await scripted.setViewportSize({ width: 390, height: 844 });
    await scripted.goto(url(`${base}/opinions`));
    expect(await dotsOf(scripted)).toEqual({ drawn: all, covering: 0 });
    await expectAccessible(scripted, "the map alone", [1280, 390]);
    await scripted.goto(`http://127.0.0.1:${port}/`);
    const frame = scripted.frameLocator("iframe");
    await expect(frame.getByText("Two groups: A with ten and B with five")).toBeVisible();
    await expect(frame.getByRole("link", { name: /^Who should check/ })).toBeVisible();

    await copy.withdraw(first);
    for (const way of ways) {
      expect(await (await page.request.get(url(way))).text(), way).not.toContain(first);
    }
    await page.goto(url(`${base}/opinions`));
    expect((await dotsOf(page)).drawn).toBe(all - 1);
  } finally {
    elsewhere.closeAllConnections();
    elsewhere.close();
    await withScript.close();
    await context.close();
  }
});
