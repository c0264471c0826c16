import { expect, test } from "@playwright/test";
import { ownerPage, url } from "../steps/author";
import { expectAccessible } from "../support/axe";
import { carefulReplyTo } from "../support/model-replies";
import { type ModelRequest, says, startModelServer } from "../support/model-server";
import { closePublished, publishCopy } from "../support/published";

test.afterAll(closePublished);

test("the author looks at what a model proposes, uses a sorting and a sentence, and takes both back", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const server = await startModelServer();
  server.behave(says(({ data }: ModelRequest) => data && carefulReplyTo(data)));
  const copy = await publishCopy({ fictional: true });
  await copy.giveToOwner();
  await copy.askModel({ baseUrl: server.baseUrl, model: "local-model" });
  await server.close();

  const owner = await ownerPage(browser);
  const desk = url(`/surveys/${copy.surveyId}/synthesis`);
  await owner.goto(desk);
  const panel = owner.locator("#proposals");
  await expect(panel).toContainText("local-model at 127.0.0.1");
  await expectAccessible(owner, "proposals of a model", [390]);
  const themes = panel.getByRole("article", { name: /^Themes, / }).first();
  const opened = themes.locator("summary").first();
  const title = ((await opened.textContent()) ?? "").replace(/\s*\d+ (?:person|people)\s*$/, "");
  await opened.click();
  await expect(themes.getByRole("listitem").nth(1)).toBeVisible();
  await themes.getByRole("button", { name: "Use these themes" }).click();
  await expect(themes.getByText("used", { exact: true })).toBeVisible();
  // The worker computes the draft anew, with the names that the respondents' words gave.
  await expect(async () => {
    await owner.goto(desk);
    await expect(
      owner.getByRole("button", { name: `(edit the title “${title}”)` }).first(),
    ).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });

  const sentence = panel.getByRole("article", { name: /^Summary, sentence 1, proposed$/ }).first();
  await sentence.getByRole("button", { name: "Use this sentence" }).click();
  await expect(panel.getByRole("article", { name: /^Summary, sentence 1, used$/ })).toHaveCount(1);

  await panel
    .getByRole("article", { name: /^Themes, used$/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(panel.getByRole("article", { name: /^Themes, used$/ })).toHaveCount(0);
});
