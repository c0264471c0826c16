import { expect, test } from "@playwright/test";
import {
  admit,
  createSurvey,
  inviteTo,
  newAddress,
  ownerPage,
  requestSignIn,
  signIn,
  url,
} from "../steps/author";
import { answerAs, begin, saved, write } from "../steps/expert";
import { mailTo } from "../support/mailbox";

test("a stranger with a wrong link finds nothing, and is told what to do", async ({ page }) => {
  const response = await page.goto(url(`/answer/${"x".repeat(43)}`));
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("button", { name: "Begin" })).toBeHidden();
  expect((await page.goto(url("/answer")))?.status()).toBe(404);
  expect((await page.goto(url("/answer/receipt")))?.status()).toBe(404);
});

test("a scanner that fetches every link changes nothing", async ({ browser, request }) => {
  const owner = await ownerPage(browser);
  const { surveyId, links } = await inviteTo(owner, "Scanned", [
    { name: "Researcher A", address: newAddress("scanned") },
  ]);
  for (let i = 0; i < 5; i += 1) {
    await request.get(links[0] ?? "");
    await request.head(links[0] ?? "");
  }
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await expect(owner.getByRole("cell", { name: "sent", exact: true })).toBeVisible();

  const address = newAddress("scanned-author");
  await admit(owner, address);
  const context = await browser.newContext();
  const author = await context.newPage();
  const link = await requestSignIn(author, address);
  for (let i = 0; i < 3; i += 1) {
    await request.get(link);
    await request.get(link.replace("/sign-in/confirm", "/api/auth/callback/email"), {
      maxRedirects: 0,
    });
  }
  await author.goto(link);
  await author.getByRole("button", { name: "Sign in" }).click();
  await author.waitForURL("**/surveys");
  await context.close();
  await owner.context().close();
});

test("a revoked or renewed link is dead, and so is the cookie that it gave", async ({
  browser,
}) => {
  const owner = await ownerPage(browser);
  const { surveyId, links } = await inviteTo(owner, "Revoked", [
    { name: "Researcher B", address: newAddress("revoked") },
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await begin(page, links[0] ?? "");
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await owner.getByText("Manage").first().click();
  await owner.getByRole("button", { name: /^Revoke/ }).click();
  await expect(owner.getByRole("cell", { name: "revoked", exact: true })).toBeVisible();
  expect((await page.goto(url("/answer")))?.status()).toBe(404);
  expect((await page.goto(links[0] ?? ""))?.status()).toBe(404);
  await context.close();
  await owner.context().close();
});

test("another invitation's cookie reads and writes only its own answers", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const { links } = await inviteTo(owner, "Cookies", [
    { name: "Researcher C", address: newAddress("one") },
    { name: "Researcher D", address: newAddress("two") },
  ]);
  const mine = await browser.newContext();
  const theirs = await browser.newContext();
  const me = await mine.newPage();
  const them = await theirs.newPage();
  await answerAs(them, links[1] ?? "", {
    value: "Probably",
    text: "Words of the other respondent.",
  });
  const answerId = await them.locator("input[name=answer]").first().getAttribute("value");
  await begin(me, links[0] ?? "");
  await write(me, "influence", "Words of mine.");
  await saved(me);
  await expect(me.getByText("Words of the other respondent.")).toHaveCount(0);
  // The other's answer id, sent with my cookie.
  const refused = await me.request.post(url("/answer/consent"), {
    form: { answer: answerId ?? "", attribution: "author" },
    headers: { Origin: new URL(url("/")).origin },
    maxRedirects: 0,
  });
  expect([303, 404]).toContain(refused.status());
  await them.goto(url("/answer/receipt"));
  await expect(them.getByText(/With my name/).first()).toBeVisible();
  // Without any cookie the autosave refuses.
  const bare = await browser.newContext();
  const nobody = await bare.request.post(url("/api/answer/v1/drafts"), { data: { fields: [] } });
  expect([401, 404]).toContain(nobody.status());
  // Nor does the server ask other hosts about works, unless its operator lets it.
  const lookUp = await me.request.post(url("/api/answer/v1/works"), {
    data: { address: "10.1000/182" },
  });
  expect(lookUp.status()).toBe(404);
  // From another site's page neither form nor autosave is taken.
  const foreign = await me.request.post(url("/answer/withdraw"), {
    form: { sure: "yes" },
    headers: { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBeGreaterThanOrEqual(400);
  for (const context of [mine, theirs, bare]) await context.close();
  await owner.context().close();
});

test("an author with another's survey id finds nothing", async ({ browser }) => {
  const owner = await ownerPage(browser);
  const surveyId = await createSurvey(owner, "The owner's own");
  const address = newAddress("stranger");
  await admit(owner, address);
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await signIn(stranger, address);
  for (const path of [
    "",
    "/edit",
    "/invitations",
    "/answers",
    "/synthesis",
    "/synthesis/private",
  ]) {
    const response = await stranger.goto(url(`/surveys/${surveyId}${path}`));
    expect(response?.status(), path).toBe(404);
  }
  expect((await stranger.goto(url("/people")))?.status()).toBe(404);
  await context.close();
  await owner.context().close();
});

test("nobody but admitted addresses is sent a link, and the page does not tell which those are", async ({
  page,
}) => {
  const address = newAddress("unknown");
  await page.goto(url("/sign-in"));
  await page.getByLabel("Your mail address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.waitForURL("**/sign-in/check-mail");
  await page.goto(url("/surveys"));
  await expect(page).toHaveURL(/sign-in/);
  expect(await mailTo(address)).toHaveLength(0);
});
