import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { url } from "../steps/author";
import { startNginx, startSecondInstance } from "../support/instances";
import { lettersOfPdf } from "../support/pdf-text";
import { publishCopy } from "../support/published";

const name = "Respondent A";

test("a withdrawal is gone everywhere on the next request of every instance, and behind nginx within two seconds", async () => {
  const copy = await publishCopy({ fictional: false });
  await copy.publish();
  const second = await startSecondInstance();
  const first = url("");
  const nginx = await startNginx([first, second.url]);
  test.info().annotations.push({
    type: "nginx",
    description: nginx ? "with the shipped configuration" : "not installed: skipped",
  });
  const base = `/s/${copy.slug}`;
  const ways = [
    base,
    `${base}/v/1`,
    `${base}/respondents`,
    `${base}/answers/influence`,
    ...["md", "rich", "html", "json", "csv"].map((format) => `${base}/export/${format}`),
    `${base}/export/md?v=1`,
    `/api/v1/syntheses/${copy.slug}/synthesis`,
    `/api/v1/syntheses/${copy.slug}/versions/1`,
    `/api/v1/syntheses/${copy.slug}/answers`,
  ];
  const others = [
    "/",
    "/feed",
    "/sitemap.xml",
    `${base}/feed`,
    `${base}/card`,
    `${base}/image`,
    `${base}/compare/1...2`,
    `${base}/figures/influence`,
    `${base}/works`,
    `/api/v1/syntheses/${copy.slug}`,
  ];
  const fronts = [first, second.url, ...(nginx ? [nginx.url] : [])];
  const text = async (address: string) => (await fetch(address)).text();
  const bytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());
  const printed = `${base}/export/pdf?v=1`;
  const prints = (await fetch(first + printed)).status === 200;
  test.info().annotations.push({
    type: "PDF",
    description: prints ? "read" : "no Chromium prints here: skipped",
  });
  try {
    for (const front of fronts) {
      for (const way of ways) {
        const response = await fetch(front + way);
        expect(response.status, front + way).toBe(200);
        expect(await response.text(), way).toContain(name);
        expect(response.headers.get("cache-control"), way).toBe(
          "public, max-age=0, s-maxage=1, must-revalidate",
        );
        const etag = response.headers.get("etag") ?? "";
        const again = await fetch(front + way, { headers: { "If-None-Match": etag } });
        expect(again.status, way).toBe(304);
      }
      for (const way of others) expect((await fetch(front + way)).status, way).toBe(200);
    }
    const person = await fetch(`${first}${base}/respondents/respondent-a`);
    expect(await person.text()).toContain(name);

    if (prints) expect(lettersOfPdf(await bytes(first + printed))).toContain("RespondentA");
    const images = await Promise.all(fronts.map((front) => bytes(`${front}${base}/image`)));
    await copy.withdraw(name);
    const withdrawnAt = Date.now();
    for (const front of [first, second.url]) {
      for (const way of ways) expect(await text(front + way), way).not.toContain(name);
      for (const way of others) expect(await text(front + way), way).not.toContain(name);
      const gone = await fetch(`${front}${base}/respondents/respondent-a`);
      expect(gone.status).toBe(404);
    }
    // The picture draws each work as a column: those that only this respondent named are gone from it.
    expect(images.every((image) => image.equals(images[0] ?? Buffer.of()))).toBe(true);
    for (const front of [first, second.url]) {
      const image = await bytes(`${front}${base}/image`);
      expect(image.subarray(1, 4).toString()).toBe("PNG");
      expect(image.equals(images[0] ?? Buffer.of())).toBe(false);
    }
    if (prints) {
      const pdf = lettersOfPdf(await bytes(second.url + printed));
      expect(pdf).toContain("Whoanswered");
      expect(pdf).not.toContain("RespondentA");
    }
    if (nginx) {
      await expect
        .poll(async () => (await Promise.all(ways.map((way) => text(nginx.url + way)))).join(), {
          intervals: [100],
          timeout: 2_000,
        })
        .not.toContain(name);
      expect(Date.now() - withdrawnAt).toBeGreaterThan(0);
    }

    // Taken back, everything says so; published again, it is there.
    await copy.setUnpublished(true);
    for (const front of [first, second.url]) {
      const page = await fetch(front + base);
      expect(page.status).toBe(410);
      expect(await page.text()).toContain("was taken back");
      for (const way of [`${base}/export/md`, `${base}/feed`, `${base}/image`]) {
        expect((await fetch(front + way)).status, way).toBe(410);
      }
      const api = await fetch(`${front}/api/v1/syntheses/${copy.slug}`);
      expect(api.status).toBe(410);
      expect(api.headers.get("content-type")).toContain("application/problem+json");
      expect(await text(`${front}/sitemap.xml`)).not.toContain(copy.slug);
    }
    await copy.setUnpublished(false);
    expect((await fetch(first + base)).status).toBe(200);
    expect(await text(`${second.url}/sitemap.xml`)).toContain(copy.slug);
  } finally {
    await nginx?.stop();
    await second.stop();
  }
});

test("no public address gives away a name or words that consent hides", async () => {
  type Canary = { readonly word: string; readonly mayShow: boolean };
  const words: Canary[] = [];
  const levels = new Map<string, Set<string>>();
  const copy = await publishCopy({
    fictional: false,
    respondents: 24,
    mark: (answer) => {
      const person = Number(answer.respondent.slice(1));
      // Two people in three leave their names out of everything.
      const attribution =
        person % 3 === 0 || answer.attribution !== "named" ? answer.attribution : "role";
      levels.set(answer.respondent, (levels.get(answer.respondent) ?? new Set()).add(attribution));
      const word = `canary${words.length}word`;
      const isProse = answer.text !== "" && !answer.text.startsWith("[");
      const isSeen = attribution === "named" || attribution === "role";
      words.push({ word, mayShow: isSeen && answer.quote && isProse });
      return {
        ...answer,
        attribution,
        name: `Canary${answer.respondent}name`,
        role: attribution === "role" ? "a person in the field" : answer.role,
        text: isProse ? `${answer.text} The ${word} sings for whoever may hear it.` : answer.text,
      };
    },
  });
  await copy.publish();
  const names = [...levels].map(([respondent, own]) => ({
    word: `Canary${respondent}name`,
    mayShow: own.has("named"),
  }));
  const base = `/s/${copy.slug}`;
  const api = `/api/v1/syntheses/${copy.slug}`;
  const questions = ["progress", "influence", "gap", "in-time", "adoption", "focus"];
  const ways = [
    base,
    ...["/v/1", "/respondents", "/works", "/compare/1...2", "/card", "/feed", "/image"].map(
      (part) => base + part,
    ),
    ...questions.flatMap((id) => [`${base}/answers/${id}`, `${base}/figures/${id}`]),
    ...["md", "rich", "html", "json", "csv", "bib", "csl"].map((to) => `${base}/export/${to}`),
    ...["", "/synthesis", "/versions", "/versions/1", "/answers"].map((part) => api + part),
    `${base}/respondents/nobody`,
    `${base}/v/99`,
    "/",
    "/feed",
  ];
  const seen = new Set<string>();
  for (const way of ways) {
    const body = await (await fetch(url(way))).text();
    for (const { word, mayShow } of [...words, ...names]) {
      if (!body.includes(word)) continue;
      seen.add(word);
      expect(mayShow, `${way} shows ${word}`).toBe(true);
    }
    // What the framework sends along for its own use is read as well.
    const payload = await (await fetch(url(way), { headers: { RSC: "1" } })).text();
    for (const { word, mayShow } of [...words, ...names]) {
      if (payload.includes(word)) expect(mayShow, `${way}, payload, shows ${word}`).toBe(true);
    }
  }
  const hidden = [...words, ...names].filter(({ mayShow }) => !mayShow);
  expect(hidden.length).toBeGreaterThan(20);
  // A test that sees nothing at all would prove nothing.
  expect(seen.size).toBeGreaterThan(20);
});

test("the page beside the page: sorting, a respondent, the works, a comparison, without JavaScript", async ({
  browser,
}) => {
  const copy = await publishCopy({ fictional: true });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url(`/s/${copy.slug}`));
  // A quote leads to its respondent's dot in the chart, which says whose it is.
  await page.locator("#q-influence").getByTitle("In the chart").first().click();
  await expect(page).toHaveURL(/#dot-\d+$/);
  await expect(page.locator("circle:target title")).toHaveText(/^Respondent|at a/);
  const grid = page.getByRole("region", { name: "Respondents and their answers" });
  await grid.getByRole("link", { name: "Question 2" }).click();
  await expect(page.getByText("sorted by question 2")).toBeVisible();
  const stances = page.locator("tbody td:nth-child(3)");
  await expect(stances.first()).toContainText("Definitely not");
  await grid.getByRole("link", { name: /Question 2/ }).click();
  await expect(stances.first()).toContainText("Definitely");
  await grid.getByRole("link", { name: "Respondent C" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Respondent C" })).toBeVisible();
  await page.getByRole("link", { name: "Beside the other answers" }).first().click();
  await expect(page).toHaveURL(/\/answers\/[a-z-]+#answer-\d+$/);
  await page.goto(url(`/s/${copy.slug}/works?sort=title`));
  const titles = await page.locator("tbody th").allTextContents();
  expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, "en")));
  // On a phone a work is its title and who names it, still sorted and filtered by links; no comma begins a line.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("tbody td").filter({ hasText: "Respondent A" }).first()).toBeVisible();
  await expect(page.locator("td.told").first()).toBeHidden();
  const commas = await page.locator(".citers li").evaluateAll((lines) =>
    lines.flatMap((line) =>
      [...line.childNodes].flatMap((node) => {
        if (node.textContent !== ", ") return [];
        const range = document.createRange();
        range.setStart(node, 0);
        range.setEnd(node, 1);
        return [range.getBoundingClientRect().left - line.getBoundingClientRect().left];
      }),
    ),
  );
  expect(commas.length).toBeGreaterThan(3);
  expect(Math.min(...commas)).toBeGreaterThan(10);
  await page.getByRole("link", { name: "Answers" }).click();
  await expect(page).toHaveURL(/\/works$/);
  await page
    .getByRole("navigation", { name: "Works by question" })
    .getByRole("link")
    .last()
    .click();
  await expect(page.getByText("Question 1", { exact: true })).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 900 });

  await copy.withdraw("Respondent C");
  await copy.publish();
  await page.goto(url(`/s/${copy.slug}`));
  await page.getByRole("link", { name: "what changed" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("version 1 to version 2");
  await expect(page.getByText("Answers counted").first()).toBeVisible();
  await expect(page.getByText("Respondent C")).toHaveCount(0);
  await context.close();
});

test("a figure stands in another site's page, and the page in none", async ({ page }) => {
  const copy = await publishCopy({ fictional: true });
  const allowed = await page.request.get(url(`/s/${copy.slug}/figures/influence`));
  expect(allowed.headers()["content-security-policy"]).toContain("frame-ancestors *");
  const refused = await page.request.get(url(`/s/${copy.slug}`));
  expect(refused.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  const elsewhere = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<iframe src="${url(`/s/${copy.slug}/figures/influence`)}"></iframe>`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Experts disagree").first()).toBeVisible();
  await expect(frame.getByRole("banner")).toBeHidden();
  elsewhere.closeAllConnections();
  elsewhere.close();
});

test("copying takes links, the citation and rich text with tables and footnotes", async ({
  browser,
}) => {
  const copy = await publishCopy({ fictional: true });
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto(url(`/s/${copy.slug}`));
  // A sentence that rests on answers lights up their dots, and a dot what rests on it.
  await page.locator("#q-influence .sentence").last().hover();
  const lit = page.locator("#q-influence-figure circle.lit");
  await expect(lit).toHaveCount(2);
  await lit.first().hover();
  await expect(page.locator("#q-influence .source.lit").first()).toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const link = page.getByRole("link", { name: "Link to question 2", exact: true });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Link copied.");
  expect(await clipboard()).toBe(url(`/s/${copy.slug}/v/1#q-influence`));
  await page.getByRole("button", { name: "Copy citation" }).click();
  await expect(page.getByRole("status")).toHaveText("Citation copied.");
  expect(await clipboard()).toMatch(/^Demo author \(\d{4}\).*\/v\/1#q-influence$/);
  await page.getByRole("link", { name: "Copy", exact: true }).click();
  await expect.poll(clipboard).toContain(`/s/${copy.slug}/v/1`);
  await page.getByRole("link", { name: "Rich text for an editor" }).click();
  await expect(page.getByRole("status")).toContainText("footnotes");
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType("text/html"))?.text() ?? "";
  });
  // An editor pastes it: headings, tables and notes that lead there and back are still there.
  await page.setContent(`<div contenteditable>${html}</div>`);
  expect(await page.locator("h2").count()).toBeGreaterThan(6);
  expect(await page.locator("table").count()).toBeGreaterThan(4);
  expect(await page.locator('a[href$="#ftnt1"]').count()).toBe(1);
  expect(await page.locator('a[href$="#ftnt_ref1"]').count()).toBe(1);
  await context.close();
});

test("a PDF comes out of the printer, or the reason why not", async ({ request }) => {
  const copy = await publishCopy({ fictional: true });
  const response = await request.get(url(`/s/${copy.slug}/export/pdf`));
  const page = await (await request.get(url(`/s/${copy.slug}`))).text();
  if (response.status() === 501) {
    expect(await response.text()).toContain("Chromium");
    expect(page).toContain("no Chromium is installed here");
  } else {
    expect(response.status()).toBe(200);
    expect((await response.body()).subarray(0, 5).toString()).toBe("%PDF-");
    expect(page).toContain("/export/pdf");
  }
});

test("a first view of thirty respondents weighs at most 70 kB, its largest paint is text, and nothing moves", async ({
  browser,
}) => {
  const copy = await publishCopy({ fictional: true, respondents: 30 });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url(`/s/${copy.slug}`), { waitUntil: "networkidle" });
  await expect(page.getByText("30 of 60 invited experts answered").first()).toBeVisible();
  const seen = await page.evaluate(
    () =>
      new Promise<{ element: string; moved: number }>((resolve) => {
        let moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            moved += "value" in entry ? Number(entry.value) : 0;
        }).observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          const element = last && "element" in last ? (last.element as Element | null) : null;
          resolve({ element: element?.tagName ?? "none", moved });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  expect(seen.element).toMatch(/^(?:P|H1|H2|SPAN|LI|DIV)$/);
  expect(seen.moved).toBe(0);
  test.info().annotations.push({ type: "bytes of a first view", description: String(bytes) });
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(70_000);
  // Whatever can be pressed on a phone is large enough for a finger.
  const { violations } = await new AxeBuilder({ page }).withRules(["target-size"]).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  await context.close();
});
