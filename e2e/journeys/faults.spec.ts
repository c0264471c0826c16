import { expect, test } from "@playwright/test";
import {
  addInvitees,
  createSurvey,
  invitationLink,
  inviteTo,
  newAddress,
  ownerPage,
  sendInvitations,
  url,
} from "../steps/author";
import {
  answerAs,
  begin,
  consent,
  keptInBrowser,
  question,
  saved,
  takeStance,
  turnTo,
  words,
  write,
} from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { closedHoursAgo, closedNow, sessionsExpired } from "../support/clock";
import { mailTo, setMailServer, waitForMail } from "../support/mailbox";

test.describe.configure({ mode: "serial" });

test("the page is killed mid-answer: nothing typed more than two seconds before is lost", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const person = { name: "Researcher A", address: newAddress("killed") };
  const { links } = await inviteTo(owner, "Killed page", [person]);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await phone.newPage();
  await begin(page, links[0] ?? "");
  const typed = "Half a thought about independent review that must not be lost";
  await turnTo(page, "influence");
  const stored = page.waitForResponse(
    (response) => response.url().includes("/api/answer/v1/drafts") && response.ok(),
    { timeout: 2_000 },
  );
  await words(page, "influence").pressSequentially(typed, { delay: 0 });
  await stored;
  // The last characters have two seconds to arrive.
  await saved(page);
  await phone.close();
  const again = await browser.newContext();
  const other = await again.newPage();
  await begin(other, links[0] ?? "");
  await expect(words(other, "influence")).toHaveValue(typed);
  await again.close();
  await owner.context().close();
});

test("offline it is kept in the browser and sent on return, after a reload too", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Offline", [
    { name: "Researcher B", address: newAddress("offline") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await begin(page, links[0] ?? "");
  await context.setOffline(true);
  await write(page, "gap", "Typed in a tunnel.");
  await expect(page.locator("#status")).toContainText("Offline, kept here");
  // The connection is back and the page loads again in the same moment.
  await context.setOffline(false);
  await page.reload();
  await expect(words(page, "gap")).toHaveValue("Typed in a tunnel.");
  await saved(page);
  await page.reload();
  await expect(words(page, "gap")).toHaveValue("Typed in a tunnel.");

  // The page loads again before a single save gets through: the text comes from the browser.
  await context.route("**/api/answer/v1/drafts", (route) => route.abort());
  await write(page, "gap", "Typed in a second tunnel.");
  await page.reload();
  await expect(words(page, "gap")).toHaveValue("Typed in a second tunnel.");
  await context.unroute("**/api/answer/v1/drafts");
  await saved(page);
  await context.close();
  await owner.context().close();
});

test("a page rendered before the last save shows what was saved since", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Overtaken", [
    { name: "Researcher B", address: newAddress("overtaken") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await begin(page, links[0] ?? "");
  const { promise: isRendered, resolve: rendered } = Promise.withResolvers<void>();
  const { promise: isStored, resolve: stored } = Promise.withResolvers<void>();
  await context.route("**/api/answer/v1/drafts", async (route) => {
    await isRendered;
    await route.continue();
  });
  // The server renders the page anew, then stores the save, then the browser gets the page.
  await page.route(url("/answer"), async (route) => {
    const response = await route.fetch();
    rendered();
    await isStored;
    await route.fulfill({ response });
  });
  await write(page, "gap", "Stored on the way.");
  await expect(page.locator("#status")).toContainText("Saving");
  // Playwright asks a page that is being left nothing; the page itself tells when it knows of the save.
  await page.exposeFunction("tellStored", () => stored());
  await page.evaluate(() => {
    const status = document.querySelector("#status");
    const tell = Reflect.get(window, "tellStored");
    if (status === null || typeof tell !== "function") throw new Error("no status to watch");
    new MutationObserver(() => {
      if (status.textContent?.includes("Saved")) tell();
    }).observe(status, { subtree: true, childList: true, characterData: true });
  });
  await page.reload();
  await expect(words(page, "gap")).toHaveValue("Stored on the way.");
  await page.unroute(url("/answer"));
  // What is typed next goes over what was saved, and is no conflict.
  await write(page, "gap", "Stored on the way, and gone on.");
  await saved(page);
  await page.reload();
  await expect(words(page, "gap")).toHaveValue("Stored on the way, and gone on.");
  await context.close();
  await owner.context().close();
});

test("two tabs that edit one answer: both texts are shown, and the person chooses", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Two tabs", [
    { name: "Researcher C", address: newAddress("tabs") },
  ]);
  const context = await browser.newContext();
  const one = await context.newPage();
  await begin(one, links[0] ?? "");
  // Another device, so that the browser's own storage cannot help.
  const device = await browser.newContext();
  const two = await device.newPage();
  await begin(two, links[0] ?? "");
  await write(one, "focus", "The first tab's words.");
  await saved(one);
  await write(two, "focus", "The second tab's words.");
  const conflict = question(two, "focus").getByText("There are two versions of this answer");
  await expect(conflict).toBeVisible();
  await expect(question(two, "focus").getByText("The first tab's words.")).toBeVisible();
  await question(two, "focus").getByRole("button", { name: "Keep what is typed here" }).click();
  await expect(conflict).toBeHidden();
  await saved(two);
  await one.reload();
  await expect(words(one, "focus")).toHaveValue("The second tab's words.");
  await context.close();
  await device.close();
  await owner.context().close();
});

test("a double submission is one response and one receipt, without an error", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const address = newAddress("double");
  const { links } = await inviteTo(owner, "Double", [{ name: "Researcher D", address }]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await begin(page, links[0] ?? "");
  await takeStance(page, "influence", { value: "Uncertain", confidence: 3 });
  await saved(page);
  await consent(page, "influence", { level: "aggregate" });
  await saved(page);
  const form = await context.newPage();
  await form.goto(url("/answer"));
  await write(form, "influence", "Typed before submitting.");
  await saved(form);
  expect(await keptInBrowser(form)).toContain("Typed before submitting.");
  const twin = await context.newPage();
  await page.goto(url("/answer/review"));
  await twin.goto(url("/answer/review"));
  await Promise.all([
    page.getByRole("button", { name: "Submit", exact: true }).click(),
    twin.getByRole("button", { name: "Submit", exact: true }).click(),
  ]);
  for (const tab of [page, twin]) {
    await expect(
      tab.getByRole("heading", { name: "Thank you. Your answers are in" }),
    ).toBeVisible();
  }
  await waitForMail(address, /^Your answers/);
  const receipts = (await mailTo(address)).filter((mail) => /^Your answers/.test(mail.subject));
  expect(receipts).toHaveLength(1);
  // The form that is still open brings nothing back of what the browser has forgotten.
  await write(form, "gap", "Typed after submitting.");
  await saved(form);
  const kept = await keptInBrowser(form);
  expect(kept).toContain("Typed after submitting.");
  expect(kept).not.toContain("Typed before submitting.");
  await context.close();
  await owner.context().close();
});

test("the mail server is down at sending and comes back: each mail arrives once", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const owner = await ownerPage(browser);
  const people = ["E", "F", "G"].map((letter) => ({
    name: `Researcher ${letter}`,
    address: newAddress(`down${letter.toLowerCase()}`),
  }));
  const surveyId = await createSurvey(owner, "Mail server down");
  await addInvitees(owner, surveyId, people);
  await setMailServer("down");
  try {
    await sendInvitations(owner, surveyId);
    await expect
      .poll(async () => {
        await owner.reload();
        return owner.getByText(/ECONNREFUSED|refused/).count();
      })
      .toBeGreaterThan(0);
  } finally {
    await setMailServer("up");
  }
  for (const person of people) await invitationLink(person.address);
  await expect
    .poll(async () => {
      await owner.goto(url(`/surveys/${surveyId}/invitations`));
      return owner.getByRole("cell", { name: "sent", exact: true }).count();
    })
    .toBe(people.length);
  for (const person of people) expect(await mailTo(person.address)).toHaveLength(1);
  await owner.context().close();
});

test("a session that ended and a closing mid-sentence lose nothing, say so, and can be read by all", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const { surveyId, links } = await inviteTo(owner, "Ended", [
    { name: "Researcher I", address: newAddress("ended") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  const status = page.locator("#status");
  const readable = async (state: string) => {
    await expectAccessible(page, state, [390]);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await begin(page, links[0] ?? "");
  await write(page, "gap", "Stored while the session lived.");
  await saved(page);

  await context.setOffline(true);
  await write(page, "gap", "Typed in a tunnel.");
  await expect(status).toContainText("Offline, kept here");
  await readable("offline");
  await sessionsExpired(surveyId);
  await context.setOffline(false);
  await expect(status).toContainText("This link has ended here");
  await expect(words(page, "gap")).toHaveValue("Typed in a tunnel.");
  await readable("ended");
  // The link lets the browser in again, and what was typed comes back.
  await begin(page, links[0] ?? "");
  await expect(words(page, "gap")).toHaveValue("Typed in a tunnel.");
  await saved(page);

  await closedNow(surveyId);
  await write(page, "gap", "Typed in a tunnel, finished after the closing.");
  await expect(status).toContainText("The survey has closed: finish and submit within");
  await readable("grace");
  await closedHoursAgo(surveyId, 2);
  await write(page, "gap", "Too late.");
  await expect(status).toContainText("The survey has closed; what you typed is kept here");
  await expect(words(page, "gap")).toHaveValue("Too late.");
  await readable("closed");
  const live = page.getByRole("status").filter({ hasText: "The survey has closed" });
  await expect(live).toHaveCount(1);
  await context.close();
  await owner.context().close();
});

test("an answer is revised until the survey closes, and not after", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { surveyId, links } = await inviteTo(owner, "Revise", [
    { name: "Researcher H", address: newAddress("revise") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await answerAs(page, links[0] ?? "", { value: "Probably", text: "My first view of the matter." });
  await page.getByRole("link", { name: "Change my answers" }).click();
  await page.waitForURL("**/answer");
  // Open in another tab before the second submission: it learns of it.
  const other = await context.newPage();
  await other.goto(url("/answer"));
  await write(page, "influence", "My second view of the matter.");
  await saved(page);
  await page.getByRole("button", { name: "Review and submit" }).click();
  await page.getByRole("button", { name: "Submit again" }).click();
  await expect(page.getByText("My second view of the matter.").first()).toBeVisible();
  await write(other, "focus", "Typed in the tab that was open.");
  await expect(other.getByRole("alert").getByText("Submitted elsewhere meanwhile")).toBeVisible();
  await other.close();
  await owner.goto(url(`/surveys/${surveyId}`));
  await owner.getByRole("button", { name: "Close for answers" }).click();
  await expect(owner.getByRole("button", { name: "Open again" })).toBeVisible();
  // What was begun may be finished for a while, then no more.
  await page.goto(url("/answer"));
  await expect(page.getByText("This survey takes no answers now")).toBeHidden();
  await closedHoursAgo(surveyId, 2);
  await page.goto(url("/answer"));
  await expect(page.getByText("This survey takes no answers now")).toBeVisible();
  await context.close();
  await owner.context().close();
});
