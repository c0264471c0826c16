import { expect, test } from "@playwright/test";
import { addInvitees, createSurvey, newAddress, ownerPage, url } from "../steps/author";
import { mailTo, waitForMail } from "../support/mailbox";

// A year to come, whenever this runs.
const year = new Date().getUTCFullYear() + 1;

/** The day on which clocks in Europe change, which is the last Sunday of March and October. */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month, 0));
  return end.getUTCDate() - end.getUTCDay();
}

test("an author words the invitation, tries it out, plans it, calls it off and sends it", async ({
  browser,
}) => {
  const author = await ownerPage(browser);
  const surveyId = await createSurvey(author, "Words that arrive");
  const people = ["Researcher A", "Researcher B"].map((name, at) => ({
    name,
    address: newAddress(`words${at}`),
  }));
  await addInvitees(author, surveyId, people);

  await author.goto(url(`/surveys/${surveyId}/invitations/message`));
  const message = author.getByLabel("Your message");
  await message.fill("Dear {nmae},\n\nI ask you at ");
  await expect(
    author.getByText("{nmae} (line 1, character 6) is none of the placeholders"),
  ).toBeVisible();
  await message.fill("Dear colleague,\n\nI ask you at ");
  await author.getByRole("button", { name: "{affiliation}" }).click();
  await author.getByRole("button", { name: "Save the message" }).click();
  await expect(author.getByText("2 people get no mail as it stands")).toBeVisible();
  await message.fill("Dear colleague,\n\nI ask {name} at {affiliation|your desk}.");
  await author.getByRole("button", { name: "Save the message" }).click();
  await expect(author.getByText("get no mail as it stands")).toBeHidden();
  await author
    .getByLabel("As read by")
    .selectOption({ label: `Researcher B <${people[1]?.address}>` });
  await author.getByRole("button", { name: "Show" }).click();
  // A page that is there in whole: its buttons listen.
  await author.waitForURL(/\?to=/, { waitUntil: "load" });
  const mail = author.frameLocator("iframe");
  await expect(mail.getByText("I ask Researcher B at your desk.")).toBeVisible();
  // By keyboard: a pointer that comes within a frame of scrolling is still sent into the mail's own frame.
  await author.getByRole("button", { name: /^Send this as a test to/ }).press("Enter");
  const status = author.getByRole("status").filter({ hasText: "On its way to" });
  await expect(status).toBeVisible();
  const mine = /On its way to (\S+)\.$/.exec((await status.textContent()) ?? "")?.[1] ?? "";
  const test = await waitForMail(mine, /^Test: Your view: Words that arrive/);
  expect(test.text).toContain("I ask Researcher B at your desk.");

  await author.goto(url(`/surveys/${surveyId}/invitations/send`));
  await expect(author.getByRole("heading", { name: "2 people get a mail" })).toBeVisible();
  await author.getByLabel("At a time to come").check();
  await author.getByLabel("Day and time").fill(`${year}-03-${lastSunday(year, 3)}T02:30`);
  await author.getByLabel("Time zone").fill("Europe/Berlin");
  await author.getByRole("button", { name: "Open the survey and plan 2 mails" }).click();
  await expect(author.getByText("Clocks in Europe/Berlin never show this time")).toBeVisible();
  // What was chosen stays after a refusal: nothing leaves at once that was to wait.
  await expect(author.getByLabel("At a time to come")).toBeChecked();
  await author.getByLabel("Day and time").fill(`${year}-10-${lastSunday(year, 10)}T02:30`);
  await author.getByRole("button", { name: "Open the survey and plan 2 mails" }).click();
  const twice = `${lastSunday(year, 10)} October ${year}, 02:30 (Europe/Berlin, GMT+1)`;
  await author.getByLabel(twice).check();
  await author.getByRole("button", { name: "Open the survey and plan 2 mails" }).click();
  await expect(author.getByText(`Planned for ${twice}`)).toBeVisible();
  await author.getByRole("button", { name: "Call off the 2 that have not left" }).click();
  await expect(author.getByText("Called off", { exact: true })).toBeVisible();
  for (const { address } of people) expect(await mailTo(address)).toHaveLength(0);

  await author.getByRole("button", { name: "Send 2 mails" }).click();
  // Followed without a reload.
  await expect(author.getByText("2 sent")).toBeVisible({ timeout: 15_000 });
  for (const { name, address } of people) {
    expect((await waitForMail(address, /^Your view/)).text).toContain(
      `I ask ${name} at your desk.`,
    );
  }
  await author.context().close();
});
