import { expect, type Page, test } from "@playwright/test";
import { inviteTo, newAddress, ownerPage, url } from "../steps/author";
import { answerAs } from "../steps/expert";
import { expectAccessible } from "../support/axe";
import { tabTo } from "../support/keyboard";
import { linkIn, mailTo, waitForMail } from "../support/mailbox";

/** Opens the desk once its draft counts so many answers. */
async function openDesk(page: Page, surveyId: string, answered: number): Promise<void> {
  await page.goto(url(`/surveys/${surveyId}/synthesis`));
  await expect(page.getByText(new RegExp(`\\b${answered} of \\d+ invited`)).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText("Up to date as of")).toBeVisible();
}

const position = (page: Page) =>
  page.getByRole("button", { name: /\(edit sentence 1 of question 2\)$/ });

test("the author edits, answers change, nothing is lost, and who answered is told", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const owner = await ownerPage(browser);
  const people = [0, 1].map((index) => ({
    name: `Researcher ${"DE"[index]}`,
    address: newAddress(`desk${index}`),
  }));
  const { surveyId, links } = await inviteTo(owner, "A desk", people);
  const answer = async (index: number, value: string, text: string) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await answerAs(page, links[index] ?? "", { value, text, name: people[index]?.name ?? "" });
    await context.close();
  };
  await answer(0, "Probably", "Someone outside the company has to read the argument line by line.");
  await openDesk(owner, surveyId, 1);

  // With the keyboard alone: take hold, give up, take hold again, done, undo, redo.
  const title = owner.getByRole("button", { name: /\(edit the title\)$/ });
  await tabTo(owner, title);
  await owner.keyboard.press("Enter");
  await expect(owner.getByLabel("Edit the title")).toBeFocused();
  await owner.keyboard.type(", given up");
  await owner.keyboard.press("Escape");
  await expect(title).toHaveText("A desk");
  await title.press("Enter");
  await owner.keyboard.type(" of one’s own");
  await expect(
    owner
      .getByRole("status")
      .filter({ hasText: /^Saved$/ })
      .first(),
  ).toBeVisible();
  await owner.keyboard.press("Enter");
  await expect(title).toHaveText("A desk of one’s own");
  await owner.keyboard.press("Control+z");
  await expect(title).toHaveText("A desk");
  await owner.keyboard.press("Control+Shift+z");
  await expect(title).toHaveText("A desk of one’s own");

  await position(owner).click();
  await owner.getByLabel("Edit sentence 1 of question 2").fill("So far there is a single voice.");
  await owner.getByRole("button", { name: "Done" }).click();
  await expect(position(owner)).toHaveText("So far there is a single voice.");
  await owner.getByRole("button", { name: "Add a paragraph at the end" }).click();
  await owner.getByLabel("Edit a paragraph at the end").fill("More answers are **welcome**.");
  await owner.getByRole("button", { name: "Done" }).click();
  await expect(owner.locator(".desk-own strong")).toHaveText("welcome");

  // A finding of one's own is saved as it is typed, once it has its reason.
  await owner.getByRole("button", { name: "Word the finding of question 2 yourself" }).click();
  const words = owner.getByLabel("The finding in your words");
  const reason = owner.getByLabel("Why the computed one misleads");
  await words.fill("One voice so far");
  const editor = owner.locator("form").filter({ has: words });
  await expect(editor.getByRole("status")).toHaveText(
    /^Not saved yet: readers are told the reason/,
  );
  await editor.getByRole("button", { name: "Done" }).click();
  await expect(editor.getByText(/write it, or leave the finding as it was/)).toBeVisible();
  await expect(reason).toBeFocused();
  await expect(words).toHaveValue("One voice so far");
  await reason.fill("Too few answers is not what a single careful answer is.");
  await expect(editor.getByRole("status")).toHaveText("Saved");
  await owner.reload();
  const finding = owner.locator("#q-influence .finding");
  await expect(finding).toContainText("One voice so far");
  await expect(owner.getByText("Reason given: Too few answers is not")).toBeVisible();
  await owner.keyboard.press("Control+z");
  await expect(finding).toContainText("Too few answers");
  await owner.keyboard.press("Control+Shift+z");
  await expect(finding).toContainText("One voice so far");
  await expectAccessible(owner, "the desk", [1280, 390]);
  await owner.setViewportSize({ width: 1280, height: 900 });

  // A comment to the others who write.
  await owner.getByRole("button", { name: "Comments on question 2", exact: true }).click();
  await owner.getByRole("textbox", { name: "Comment" }).fill("Wait for the second answer?");
  await owner.getByRole("button", { name: "Comment", exact: true }).last().click();
  await expect(owner.getByText("Wait for the second answer?")).toBeVisible();

  // A second answer: the page finds it by itself, and shows old, new and own side by side.
  await answer(1, "Probably not", "Nobody reads these documents before a launch decision.");
  const stale = owner.locator(".desk-stale").filter({ hasText: "So far there is a single voice." });
  await expect(stale).toContainText("Only one person has taken a position", { timeout: 60_000 });
  await expect(stale).toContainText("Only two people have taken a position");
  await expect(owner.getByText("Publish …")).toBeHidden();
  const note = owner.getByRole("link", { name: /^What you reworded has changed since/ });
  await expect(note).toBeVisible();
  await stale.getByRole("button", { name: "Merge" }).click();
  await owner.getByLabel("Edit sentence 1 of question 2").fill("So far there are two voices.");
  await owner.getByRole("button", { name: "Done" }).click();
  // The field closes once the words are stored; whoever leaves before that is asked by the browser.
  await expect(position(owner)).toHaveText("So far there are two voices.");
  await expect(stale).toHaveCount(0);

  // What the public would get, then what it gets.
  await owner.getByRole("link", { name: "Preview as public" }).click();
  await expect(owner.getByText("So far there are two voices.")).toBeVisible();
  await owner.getByRole("link", { name: "Back to the desk" }).click();
  await owner.getByText("Publish …").click();
  await owner.getByLabel(/^What changed/).fill("The first version, with two answers.");
  await owner.getByLabel("Write to the 2 people who answered, once").check();
  await owner.getByRole("button", { name: "Publish version 1" }).click();
  await owner.waitForURL(/\/s\/[a-z0-9-]+$/);
  const page = new URL(owner.url()).pathname;
  await expect(owner.getByRole("heading", { level: 1 })).toContainText("A desk of one’s own");
  await expect(owner.getByText("So far there are two voices.")).toBeVisible();
  await expect(owner.getByText("More answers are welcome.")).toBeVisible();
  await expect(owner.locator("#q-influence .finding")).toContainText("One voice so far");
  await expect(owner.getByText("The first version, with two answers.")).toBeVisible();
  for (const { address } of people) {
    const mail = await waitForMail(address, /^Published/);
    expect(mail.subject).toContain("A desk of one’s own");
    expect(linkIn(mail, "/s/")).toContain(page);
    const told = (await mailTo(address)).filter(({ subject }) => subject.startsWith("Published"));
    expect(told).toHaveLength(1);
  }

  // Taken back, the address says so.
  await owner.goto(url(`/surveys/${surveyId}/synthesis`));
  await owner.getByText("Version 1 is public").click();
  await owner.getByRole("button", { name: "Unpublish" }).click();
  await expect(owner.getByText("Version 1 is unpublished")).toBeVisible();
  const reader = await browser.newContext();
  expect((await reader.request.get(url(page))).status()).toBe(410);

  // A stranger finds neither the desk nor its state.
  for (const path of ["", "/preview", "/state", "/private"]) {
    const response = await reader.request.get(url(`/surveys/${surveyId}/synthesis${path}`), {
      maxRedirects: 0,
    });
    expect([302, 303, 307, 404], path).toContain(response.status());
  }
  await reader.close();
  await owner.context().close();
});
