import { expect, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  newAddress,
  ownerPage,
  sendInvitations,
  url,
} from "../steps/author";
import { question, turnTo } from "../steps/expert";
import { linkIn, waitForMail } from "../support/mailbox";

test("who is invited in German is written to, asked, corrected and thanked in German", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const address = newAddress("german");
  const surveyId = await createSurvey(owner, "Sicherheit 2026");
  await addInvitees(owner, surveyId, [{ name: "Befragte A", address, language: "de" }]);
  await sendInvitations(owner, surveyId);
  const mail = await waitForMail(address, /^Ihre Sicht: Sicherheit 2026$/);
  expect(mail.text).toContain("Guten Tag, Befragte A,");
  expect(mail.text).not.toMatch(/\b(?:the|you|your)\b/i);
  const link = linkIn(mail, "/answer/");

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "fr-FR",
    timezoneId: "Asia/Tokyo",
  });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(page).toHaveTitle(/^Einladung/);
  await page.getByRole("button", { name: "Beginnen" }).click();
  await page.waitForURL("**/answer");
  await expect(page).toHaveTitle(/^Ihre Antworten/);
  await turnTo(page, "inTime");
  const section = question(page, "inTime");
  await section.getByLabel("Ihre beste Schätzung (%)").fill("viel");
  await section.getByLabel("Ihre beste Schätzung (%)").blur();
  await expect(section.getByText("„viel“ ist keine Zahl")).toBeVisible();
  await section.getByLabel("Ihre beste Schätzung (%)").fill("12,5");
  await expect(page.locator("#status")).toContainText("Gespeichert");
  await section
    .getByRole("group", { name: "Wie darf diese Antwort gezeigt werden?" })
    .getByLabel("Nur in den Summen")
    .check();
  await turnTo(page, "you");
  await page.getByRole("button", { name: "Durchsehen und absenden" }).click();
  await page.waitForURL("**/answer/review*");
  await expect(page.getByText("12,5 %").first()).toBeVisible();
  await expect(page.getByText("Fragen 1, 2, 3, 5 und 6.")).toBeVisible();
  await page.getByRole("button", { name: "Absenden", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Vielen Dank/ })).toBeVisible();
  const receipt = await waitForMail(address, /^Ihre Antworten: Sicherheit 2026$/);
  expect(receipt.text).toContain("12,5 %");

  // A page that belongs to no invitation speaks the browser's language where we know it.
  const stranger = await browser.newContext({ locale: "de-AT" });
  const lost = await stranger.newPage();
  expect((await lost.goto(url(`/answer/${"x".repeat(43)}`)))?.status()).toBe(404);
  await expect(lost.getByRole("heading", { name: "Dieser Link führt zu nichts" })).toBeVisible();
  await context.close();
  await stranger.close();
  await owner.context().close();
});

test("written from the right, nothing scrolls sideways", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const address = newAddress("rtl");
  const surveyId = await createSurvey(owner, "From the right");
  await addInvitees(owner, surveyId, [{ name: "Researcher A", address }]);
  await sendInvitations(owner, surveyId);
  const link = linkIn(await waitForMail(address, /^Your view/), "/answer/");
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const expectFit = async (name: string) => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const sideways = await page.evaluate(() => {
        document.documentElement.dir = "rtl";
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect.soft(sideways, `${name} at ${width} px`).toBeLessThanOrEqual(0);
    }
  };
  await page.goto(link);
  await expectFit("first screen");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL("**/answer");
  await expectFit("form");
  await page.goto(url("/answer/review"));
  await expectFit("review");
  await context.close();
  await owner.context().close();
});
