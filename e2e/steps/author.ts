import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { linkIn, waitForMail } from "../support/mailbox";
import { product } from "../support/product";

export const ownerState = "test-results/owner.json";

/** An address nobody else in this run has. */
export function newAddress(who: string): string {
  return `${who}.${randomBytes(4).toString("hex")}@example.org`;
}

/** A page of the owner, signed in. */
export async function ownerPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: ownerState });
  return context.newPage();
}

export function url(path: string): string {
  return product().siteUrl + path;
}

/** The owner admits an address. */
export async function admit(owner: Page, address: string): Promise<void> {
  await owner.goto(url("/people"));
  await owner.getByLabel("Mail address").fill(address);
  await owner.getByRole("button", { name: "Admit", exact: true }).click();
  await expect(owner.getByText(address).first()).toBeVisible();
}

/** Asks for a sign-in link and returns it as the mail has it. */
export async function requestSignIn(page: Page, address: string): Promise<string> {
  await page.goto(url("/sign-in"));
  await page.getByLabel("Your mail address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.waitForURL("**/sign-in/check-mail");
  return linkIn(await waitForMail(address, /^Sign in/), "/sign-in/confirm");
}

/** Signs in by mail, with the click that a scanner does not make. */
export async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(await requestSignIn(page, address));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/surveys");
}

/** Waits until the editor has stored what was typed. */
export async function editorSaved(page: Page): Promise<void> {
  await expect(page.getByText("Not saved yet")).toBeHidden();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
}

/** A survey from the template, with a title of its own. Returns its id. */
export async function createSurvey(
  page: Page,
  title: string,
  template = "Six questions on a field",
): Promise<string> {
  await page.goto(url("/surveys/new"));
  await page.getByRole("button", { name: `Use “${template}”` }).click();
  await page.waitForURL("**/edit");
  await page.getByLabel("Title", { exact: true }).fill(title);
  await editorSaved(page);
  return /surveys\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
}

export type Invitee = {
  readonly name: string;
  readonly address: string;
  readonly language?: string;
};

/** Pastes a list of researchers and adds them; nothing is sent. */
export async function addInvitees(page: Page, surveyId: string, people: Invitee[]): Promise<void> {
  await page.goto(url(`/surveys/${surveyId}/invitations`));
  const list = people
    .map(({ name, address, language }) => `${name} <${address}>${language ? `, ${language}` : ""}`)
    .join("\n");
  await page.getByLabel("Names and addresses").fill(list);
  await page.getByRole("button", { name: "Check the list" }).click();
  await page.getByRole("button", { name: /^Add \d+/ }).click();
  await expect(page.getByText(/\d+ (person|people) added\. No mail was sent\./)).toBeVisible();
  for (const person of people) {
    await expect(page.getByRole("cell", { name: person.address })).toBeVisible();
  }
}

/** Opens the survey and sends what waits. */
export async function sendInvitations(page: Page, surveyId: string): Promise<void> {
  await page.goto(url(`/surveys/${surveyId}/invitations/send`));
  await page.getByRole("button", { name: /[Ss]end \d+ mails?$/ }).click();
  await expect(page.getByRole("heading", { name: "Nobody gets a mail now" })).toBeVisible();
}

/** A survey with invited people, and the personal link of each, read from the mail. */
export async function inviteTo(
  page: Page,
  title: string,
  people: Invitee[],
): Promise<{ surveyId: string; links: string[] }> {
  const surveyId = await createSurvey(page, title);
  await addInvitees(page, surveyId, people);
  await sendInvitations(page, surveyId);
  const links = [];
  for (const person of people) links.push(await invitationLink(person.address));
  return { surveyId, links };
}

/** The personal link in the invitation that an address received. */
export async function invitationLink(address: string): Promise<string> {
  return linkIn(await waitForMail(address, /^Your view/), "/answer/");
}

/** Waits until the draft holds what was submitted, and publishes it. Returns the public path. */
export async function publish(page: Page, surveyId: string, answered: number): Promise<string> {
  await expect
    .poll(
      async () => {
        await page.goto(url(`/surveys/${surveyId}/synthesis`));
        return page.getByText(new RegExp(`\\b${answered} of \\d+ invited`)).count();
      },
      { message: `a draft of ${answered} responses`, timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  // On a narrow screen it stands in a sheet that waits at the foot of the page.
  const way = page.getByText("Publish …");
  await expect(async () => {
    // Pressed before the script runs, it does nothing.
    if (!(await way.isVisible())) await page.getByRole("button", { name: /in the way/ }).click();
    expect(await way.isVisible()).toBe(true);
  }).toPass();
  await way.click();
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await page.waitForURL(/\/s\/[a-z0-9-]+$/);
  return new URL(page.url()).pathname;
}
