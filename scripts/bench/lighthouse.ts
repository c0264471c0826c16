import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromiumArguments, findChromium } from "@/e2e/support/chromium";
import startProduct, { product } from "@/e2e/support/product";
import { closePublished, publishCopy } from "@/e2e/support/published";
import type { Row } from "../measurement";

export const name = "Lighthouse, mobile profile: home, synthesis and respondent page";

const categories = [
  { id: "performance", words: "performance", atLeast: 95 },
  { id: "accessibility", words: "accessibility", atLeast: 100 },
  { id: "best-practices", words: "best practices", atLeast: 100 },
  { id: "seo", words: "SEO", atLeast: 100 },
] as const;

/** Measures on a product of its own, on a survey that is not fictional. */
export async function run(): Promise<readonly Row[]> {
  const stop = await startProduct();
  const chrome = await launch({
    chromePath: findChromium(),
    chromeFlags: ["--headless=new", ...chromiumArguments],
  });
  try {
    const { slug } = await publishCopy({ fictional: false, respondents: 30 });
    const { siteUrl } = product();
    const pages = [
      { words: "home", path: "/" },
      { words: "synthesis", path: `/s/${slug}` },
      { words: "respondent", path: `/s/${slug}/respondents/respondent-1` },
    ];
    const rows: Row[] = [];
    for (const { words, path } of pages) {
      const result = await lighthouse(siteUrl + path, {
        port: chrome.port,
        output: "json",
        logLevel: "error",
        onlyCategories: categories.map(({ id }) => id),
      });
      if (!result) throw new Error(`Lighthouse gave nothing for ${path}`);
      for (const category of categories) {
        const found = result.lhr.categories[category.id];
        const failed = (found?.auditRefs ?? [])
          .map(({ id }) => result.lhr.audits[id])
          .filter((audit) => audit && audit.score !== null && audit.score < 0.9)
          .map((audit) => audit?.id);
        if (failed.length > 0) console.log(`${words}, ${category.words}: ${failed.join(", ")}`);
        rows.push({
          figure: `${words}, ${category.words}`,
          value: Math.round((found?.score ?? 0) * 100),
          unit: "",
          target: { of: "value", atLeast: category.atLeast },
        });
      }
    }
    return rows;
  } finally {
    chrome.kill();
    await closePublished();
    await stop();
  }
}
