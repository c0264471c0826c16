import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { madeOver } from "@/lib/core/synthesis/overlay/blocks";
import { keyOf, type OverlayEdit } from "@/lib/core/synthesis/overlay/edit";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, granted, seedInvitation, seedSurvey, typeAnswer, why } = await import(
  "@/e2e/support/seeds"
);
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { tightenConsent } = await import("@/lib/answers/consent/commands");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { saveEdit } = await import("@/lib/synthesis/overlay/commands");
const { blankPublishedFields } = await import("../withdrawal/commands");
const { composePreview } = await import("./loaders");

const now = new Date("2026-03-01T12:00:00Z");
const words = (index: number) =>
  `The audits of laboratory number ${index} were announced late and read by nobody at all.`;

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("shows the page as publishing would make it, under the consent of the moment", async () => {
  const { survey, owner, revision } = await seedSurvey(now, [why], {
    submittingApprovesQuotes: true,
    previewForNamed: true,
  });
  const people: string[] = [];
  for (const index of [0, 1, 2, 3, 4, 5]) {
    const invitation = await seedInvitation(survey.id, { name: `Respondent ${index}` });
    await beginAnswering(invitation, now);
    const fields = { text: words(index), attribution: "named", quotable: index < 5 ? "yes" : "no" };
    await typeAnswer(invitation.id, revision("why"), fields, now);
    granted(await submitResponse(invitation.id, 1, now, blankPublishedFields));
    people.push(invitation.id);
  }
  expect(await composePreview(survey.id)).toBeNull();
  await regenerateSynthesis(survey.id, now);

  const write = async (edit: OverlayEdit) =>
    expect(
      await saveEdit(
        { surveyId: survey.id, entryId: randomUUID(), base: null, key: keyOf(edit), edit },
        { actorId: owner.id, now },
      ),
    ).toMatchObject({ ok: true });
  const shown = async () => JSON.stringify(await composePreview(survey.id));
  const title = "A title of the author's own";
  const source = madeOver("A survey");
  await write({ kind: "text", block: "title", text: title, by: "author", source });
  const before = await shown();
  expect(before).toContain(title);
  expect(before).toContain(words(0));
  expect(before).not.toContain(words(5));

  // The desk's draft is not computed anew yet.
  const answer = await db().answer.findFirstOrThrow({
    where: { response: { invitationId: at(people, 0) } },
  });
  const consent = { answerId: answer.id, attribution: "aggregate", quotable: false } as const;
  granted(await tightenConsent(at(people, 0), consent, now, blankPublishedFields));
  const after = await shown();
  expect(after).toContain(title);
  expect(after).not.toContain(words(0));
  expect(after).not.toContain("Respondent 0");

  // What could not be published for the words that it repeats is not shown to respondents either.
  const repeats = `It is said that ${words(5).toLowerCase()}`;
  await write({ kind: "paragraph", id: "own-1", place: "end", text: repeats });
  const careful = await shown();
  expect(careful).not.toContain("laboratory number 5");
  expect(careful).not.toContain(title);
  expect(careful).toContain(words(1));
});
