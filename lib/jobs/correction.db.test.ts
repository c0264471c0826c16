import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedInvitation, seedSurvey, typeAnswer, why } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { findDesk } = await import("@/lib/answers/queries");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { blankPublishedFields } = await import("@/lib/publications/withdrawal/commands");
const { listInvitations } = await import("@/lib/surveys/queries");
const { correctInvitation } = await import("@/lib/invitations/correction/commands");
const { correctionForm } = await import("@/lib/invitations/correction/schema");

const now = new Date();

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("puts right what the author knows; what the person wrote of themselves goes before it", async () => {
  const { survey, owner, revision } = await seedSurvey(now, [why]);
  const invitation = await seedInvitation(survey.id, { name: "Jon", affiliation: "Old place" });
  const act = { surveyId: survey.id, invitationId: invitation.id, actorId: owner.id, now };
  const person = { name: "John", affiliation: "New place", language: "de" };
  expect(await correctInvitation({ ...act, ...person })).toEqual({
    ok: true,
    value: { changed: true, theirs: false },
  });
  expect(await correctInvitation({ ...act, ...person })).toEqual({
    ok: true,
    value: { changed: false, theirs: false },
  });
  const events = await db().auditEvent.findMany({ where: { kind: "invitation.corrected" } });
  expect(events.map(({ details }) => details)).toEqual([
    { invitationId: invitation.id, fields: ["name", "affiliation", "language"] },
  ]);
  await beginAnswering(invitation, now);
  const desk = async () => {
    const found = await findDesk(invitation.id);
    return [found?.draft.person.displayName, found?.draft.person.displayRole];
  };
  expect(await desk()).toEqual(["John", "New place"]);

  // Typed and not submitted: the author sees nothing of it, and changes nothing of it.
  await typeAnswer(invitation.id, null, { displayName: "Johann" }, now);
  await correctInvitation({ ...act, ...person, affiliation: "Another place" });
  expect(await desk()).toEqual(["Johann", "Another place"]);
  const shown = async () =>
    (await listInvitations(survey.id, owner.id)).map((row) => [row.name, row.calledByThemselves]);
  expect(await shown()).toEqual([["John", ""]]);

  const answer = { text: "Because", attribution: "named", quotable: "yes" };
  await typeAnswer(invitation.id, revision("why"), answer, now);
  await submitResponse(invitation.id, 1, now, blankPublishedFields);
  expect(await shown()).toEqual([["John", "Johann, Another place"]]);
  expect(await correctInvitation({ ...act, ...person, name: "Jonathan" })).toEqual({
    ok: true,
    value: { changed: true, theirs: true },
  });
  expect(await shown()).toEqual([["Jonathan", "Johann, Another place"]]);
  expect(await desk()).toEqual(["Johann", "Another place"]);
});

it("says nothing of somebody who was erased, and leaves nobody without a name and an address", async () => {
  const { survey, owner } = await seedSurvey(now, [why]);
  const act = { surveyId: survey.id, actorId: owner.id, now, affiliation: "", language: null };
  const erased = await seedInvitation(survey.id, { email: null, erasedAt: now });
  const imported = await seedInvitation(survey.id, { email: null });
  expect(await correctInvitation({ ...act, invitationId: erased.id, name: "Ada" })).toEqual({
    ok: false,
    reason: "not-allowed",
  });
  expect(await correctInvitation({ ...act, invitationId: imported.id, name: "" })).toMatchObject({
    ok: false,
    problems: [{ at: "name" }],
  });
  const other = await seedSurvey(now, [why]);
  const elsewhere = { ...act, surveyId: other.survey.id, actorId: other.owner.id };
  expect(await correctInvitation({ ...elsewhere, invitationId: imported.id, name: "Eve" })).toEqual(
    {
      ok: false,
      reason: "not-found",
    },
  );
});

it("takes one line of visible characters, stored composed", () => {
  const ids = { surveyId: crypto.randomUUID(), invitationId: crypto.randomUUID() };
  const form = { ...ids, name: " Zoe\u0308 ", affiliation: "", language: "" };
  expect(correctionForm.parse(form).name).toBe("Zoë");
  for (const name of ["Eve\r\nBcc: x@example.org", "\u202eevE", "x".repeat(201)]) {
    expect(correctionForm.safeParse({ ...form, name }).success, name).toBe(false);
  }
  expect(correctionForm.safeParse({ ...form, language: "tlh" }).success).toBe(false);
});
