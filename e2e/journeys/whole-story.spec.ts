import { expect, test } from "@playwright/test";
import {
  addInvitees,
  admit,
  createSurvey,
  invitationLink,
  newAddress,
  ownerPage,
  publish,
  sendInvitations,
  signIn,
  url,
} from "../steps/author";
import {
  answerAs,
  begin,
  choose,
  consent,
  estimate,
  introduce,
  levels,
  nameWorks,
  question,
  saved,
  submit,
  takeStance,
  words,
} from "../steps/expert";
import { openDemo } from "../steps/reader";
import { mailTo, waitForMail } from "../support/mailbox";

test("the home page is alive: a published demonstration, readable without JavaScript", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await openDemo(page);
  await expect(page.getByText("This is a demonstration.")).toBeVisible();
  await expect(page.getByText("Experts disagree").first()).toBeVisible();
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  await expect(page.getByText("12 of 20 invited experts answered").first()).toBeVisible();
  await context.close();
});

test("from an invitation to a published synthesis, and back out of it", async ({ browser }) => {
  test.setTimeout(240_000);
  const owner = await ownerPage(browser);
  const authorAddress = newAddress("author");
  await admit(owner, authorAddress);

  const authorContext = await browser.newContext();
  const author = await authorContext.newPage();
  await signIn(author, authorAddress);
  const title = `What do you think? ${authorAddress.slice(7, 15)}`;
  const surveyId = await createSurvey(author, title);

  // A bad line keeps everything back.
  await author.goto(url(`/surveys/${surveyId}/invitations`));
  await author.getByLabel("Names and addresses").fill("Ada <ada@example.org>\nnot an address");
  await author.getByRole("button", { name: "Check the list" }).click();
  await expect(author.getByText("Line 2:")).toBeVisible();
  await expect(author.getByRole("button", { name: /^Add/ })).toBeHidden();

  const people = Array.from({ length: 5 }, (_, index) => ({
    name: `Researcher ${"ABCDE"[index]}`,
    address: newAddress(`researcher${index}`),
  }));
  await addInvitees(author, surveyId, people);
  for (const person of people) expect(await mailTo(person.address)).toHaveLength(0);
  await sendInvitations(author, surveyId);

  // The first expert answers all kinds, on a phone, and finishes on a laptop.
  const [first, ...others] = people;
  if (first === undefined) throw new Error("nobody was invited");
  const link = await invitationLink(first.address);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const onPhone = await phone.newPage();
  await begin(onPhone, link);
  expect(onPhone.url()).not.toContain(link.split("/").at(-1));
  await nameWorks(onPhone, "progress", [
    "Safety cases for frontier AI https://arxiv.org/abs/2410.21572",
  ]);
  await takeStance(onPhone, "influence", {
    value: "Probably",
    confidence: 7,
    text: "Writing the argument down forces a developer to say what would prove it wrong. That alone is worth the effort.",
  });
  await saved(onPhone);
  await phone.close();

  const laptop = await browser.newContext();
  const onLaptop = await laptop.newPage();
  await begin(onLaptop, link);
  await expect(words(onLaptop, "influence")).toHaveValue(/prove it wrong/);
  await expect(
    question(onLaptop, "influence").getByLabel("Probably", { exact: true }),
  ).toBeChecked();
  await choose(onLaptop, "gap", ["Methodology", "Independent review"]);
  await estimate(onLaptop, "inTime", { best: 30, low: 10, high: 60 });
  await choose(onLaptop, "adoption", ["Political will"]);
  await takeStance(onLaptop, "focus", { value: "No opinion" });
  await introduce(onLaptop, {
    name: "Researcher A",
    role: "Professor of examples",
    interests: "Paid by the foundation of examples.",
  });
  await saved(onLaptop);
  // Nothing is preselected, and nothing can be submitted before it is chosen.
  for (const level of Object.values(levels)) {
    await expect(question(onLaptop, "influence").getByLabel(level)).not.toBeChecked();
  }
  await consent(onLaptop, "influence", { level: "named", quote: true });
  await question(onLaptop, "influence")
    .getByRole("button", { name: "Use this choice for all answers" })
    .click();
  await submit(onLaptop);
  const receipt = await waitForMail(first.address, /^Your answers/);
  expect(receipt.text).toContain("Writing the argument down forces a developer");

  // The others answer the same question by other consent.
  const sentence = (n: number) =>
    `Canary sentence number ${n} explains at some length why independent review decides whether any of this works.`;
  const visits = [
    { value: "Definitely not", level: "named", quote: true },
    { value: "Probably not", level: "aggregate", quote: undefined },
    { value: "Probably not", level: "aggregate", quote: undefined },
    { value: "Definitely", level: "author", quote: undefined },
  ] as const;
  for (const [index, visit] of visits.entries()) {
    const person = others[index];
    if (person === undefined) continue;
    const context = await browser.newContext();
    const page = await context.newPage();
    await answerAs(page, await invitationLink(person.address), {
      value: visit.value,
      confidence: 5,
      text: sentence(index),
      consent: { level: visit.level, ...(visit.quote === undefined ? {} : { quote: visit.quote }) },
      name: person.name,
    });
    await context.close();
  }

  const path = await publish(author, surveyId, 5);

  // The public reads it, without an account and without JavaScript.
  const publicContext = await browser.newContext({ javaScriptEnabled: false });
  const reader = await publicContext.newPage();
  await reader.goto(url(path));
  await expect(reader.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(reader.getByText("5 of 5 invited experts answered").first()).toBeVisible();
  await expect(reader.getByText(/prove it wrong/).first()).toBeVisible();
  await expect(reader.getByText("Safety cases for frontier AI").first()).toBeVisible();
  const ways = ["", "/export/md", "/export/json", "/export/csv"];
  for (const way of ways) {
    const response = await reader.request.get(url(path + way));
    expect(response.status(), way).toBe(200);
    const body = await response.text();
    expect(body, way).toContain("Researcher A");
    expect(body, way).toContain("prove it wrong");
    expect(body, way).toContain("Paid by the foundation of examples.");
    // What was consented to be counted only is nowhere.
    for (const hidden of [
      "Researcher C",
      "Researcher D",
      "Researcher E",
      "number 1 explains",
      "number 3 explains",
    ]) {
      expect(body, `${hidden} in ${way || "the page"}`).not.toContain(hidden);
    }
    for (const person of people) expect(body).not.toContain(person.address);
  }

  // The expert withdraws: the words are gone on the next request, from the old version too.
  await onLaptop.goto(url("/answer/receipt"));
  await onLaptop.getByText("Withdraw all my answers").click();
  await onLaptop.getByLabel("Yes, withdraw my answers").check();
  await onLaptop.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(onLaptop.getByRole("heading", { name: "Your answers are withdrawn" })).toBeVisible();
  for (const way of [...ways, "/v/1"]) {
    const body = await (await reader.request.get(url(path + way))).text();
    expect(body, way).not.toContain("prove it wrong");
    expect(body, way).not.toContain("Researcher A");
    expect(body, way).not.toContain("foundation of examples");
  }
  for (const person of people) {
    const invitations = (await mailTo(person.address)).filter((mail) =>
      /^Your view/.test(mail.subject),
    );
    expect(invitations, "each invitation once").toHaveLength(1);
  }
  await laptop.close();
  await publicContext.close();
  await authorContext.close();
  await owner.context().close();
});
