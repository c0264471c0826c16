import { expect, test } from "@playwright/test";
import pg from "pg";
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
import { answerAs, begin, keptInBrowser, saved, write } from "../steps/expert";
import { mailTo } from "../support/mailbox";
import { product } from "../support/product";

test("a stranger with a wrong link finds nothing, and is told what to do", async ({ page }) => {
  const response = await page.goto(url(`/answer/${"x".repeat(43)}`));
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("button", { name: "Begin" })).toBeHidden();
  expect((await page.goto(url("/answer")))?.status()).toBe(404);
  expect((await page.goto(url("/answer/receipt")))?.status()).toBe(404);
});

/** Every record of a survey that a link in a mail could touch, and every address that is not to be contacted. */
async function recordsOf(surveyId: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  try {
    const records: unknown[] = [];
    for (const query of [
      `SELECT * FROM "Survey" WHERE id = $1`,
      `SELECT * FROM "Invitation" WHERE "surveyId" = $1`,
      `SELECT * FROM "OutboxMessage" WHERE "surveyId" = $1 ORDER BY id`,
      `SELECT * FROM "AuditEvent" WHERE "surveyId" = $1 ORDER BY id`,
      `SELECT * FROM "ColleagueSuggestion" WHERE "surveyId" = $1`,
      `SELECT s.* FROM "InvitationSession" s JOIN "Invitation" i ON i.id = s."invitationId" WHERE i."surveyId" = $1`,
      `SELECT r.* FROM "Response" r JOIN "Invitation" i ON i.id = r."invitationId" WHERE i."surveyId" = $1`,
      `SELECT b.* FROM "ContactBlock" b JOIN "Invitation" i ON i.email = b.email WHERE i."surveyId" = $1`,
    ]) {
      records.push((await client.query(query, [surveyId])).rows);
    }
    return records;
  } finally {
    await client.end();
  }
}

test("a scanner that fetches every link changes nothing", async ({ browser, request }) => {
  const owner = await ownerPage(browser);
  const scanned = newAddress("scanned");
  const { surveyId } = await inviteTo(owner, "Scanned", [
    { name: "Researcher A", address: scanned },
  ]);
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await expect(async () => {
    await owner.reload();
    await expect(owner.getByRole("cell", { name: "sent", exact: true })).toBeVisible();
  }).toPass();
  const [mail] = await mailTo(scanned);
  const found = [...`${mail?.text} ${mail?.html}`.matchAll(/https?:\/\/[^\s<>"]+/g)]
    .map(String)
    // The HTML names its kind by an address of the web's own; everything else is ours.
    .filter((link) => link.startsWith(url("/")));
  const stop = found.find((link) => link.includes("/answer/stop/"));
  // The address that a mail program posts to stands in a header; scanners read those too.
  const links = [...new Set([...found, `${stop}/one-click`])];
  expect(links.length).toBeGreaterThanOrEqual(3);
  const before = await recordsOf(surveyId);
  for (const link of links) {
    for (let i = 0; i < 10; i += 1) {
      await request.get(link);
      await request.head(link);
    }
  }
  expect(await recordsOf(surveyId)).toEqual(before);
  await owner.reload();
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
  const offline = await context.newPage();
  await offline.goto(url("/answer"));
  await saved(offline);
  await context.setOffline(true);
  await write(offline, "focus", "Typed offline, in a tab that is closed.");
  await expect.poll(() => keptInBrowser(offline)).toContain("Typed offline");
  await offline.close();
  await context.setOffline(false);
  await owner.goto(url(`/surveys/${surveyId}/invitations`));
  await owner.getByText("Manage").first().click();
  await owner.getByRole("button", { name: /^Revoke:/ }).click();
  await expect(owner.getByRole("cell", { name: "revoked", exact: true })).toBeVisible();
  // What was kept for a tab that is gone is forgotten where the link opens nothing.
  const dead = await context.newPage();
  expect((await dead.goto(links[0] ?? ""))?.status()).toBe(404);
  await expect.poll(() => keptInBrowser(dead)).not.toContain("Typed offline");
  // The form that is still open says so, and this browser keeps nothing of it.
  await write(page, "influence", "Typed after the invitation was revoked.");
  await expect(page.getByRole("alert").getByText("Your invitation was taken back")).toBeVisible();
  await expect.poll(() => keptInBrowser(page)).not.toContain("Typed after");
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
    "/invitations/message",
    "/invitations/send",
    "/invitations/send/state",
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
