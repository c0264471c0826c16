import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { historyCsv, historyJson } from "@/lib/core/export/history";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { granted, seedInvitation, seedSurvey, typeAnswer, why, willIt } = await import(
  "@/e2e/support/seeds"
);
const { recordAudit } = await import("@/lib/audit/commands");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { addInvitations, rotateInvitation } = await import("@/lib/invitations/commands");
const { invitationToken } = await import("@/lib/invitations/links");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { changeRole, inviteMember } = await import("@/lib/surveys/members/commands");
const { listActors, listHistoryPage, listWholeHistory } = await import(
  "@/lib/surveys/history/queries"
);
const { eventsPerPage } = await import("@/lib/surveys/history/schema");

const now = new Date();
const all = { topic: null, who: null };
const canary = "kanarienvogel";

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("tells owners who did what, with wordings before and after, and nothing of experts' words, links or addresses", async () => {
  const { survey, owner, revision } = await seedSurvey(now, [willIt, why], {
    introduction: "We ask because the field does not know.",
  });
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const editor = await db().user.create({ data: { email: "editor@example.org", name: "Bo" } });
  const member = { surveyId: survey.id, userId: editor.id };
  await db().surveyMember.create({ data: { ...member, role: "viewer" } });

  const edits = [
    {
      question: null,
      field: "introduction",
      value: "We ask because the field does not agree.",
      baseVersion: 1,
    },
  ];
  granted(await saveFields({ ...act, edits }));
  granted(await changeRole({ ...act, userId: editor.id, role: "editor" }));
  granted(await inviteMember({ ...act, email: `${canary}@example.org`, role: "viewer" }));
  const invitees = [{ name: canary, email: `${canary}.2@example.org`, affiliation: canary }];
  granted(await addInvitations({ ...act, actorId: editor.id, invitees }));
  const invitation = await seedInvitation(survey.id, { email: `${canary}.3@example.org` });
  granted(await rotateInvitation({ ...act, invitationId: invitation.id }));
  await beginAnswering({ ...invitation, generation: 2 }, now);
  await typeAnswer(
    invitation.id,
    revision("why"),
    { text: `Because of ${canary}.`, attribution: "named", quotable: "yes" },
    now,
  );
  await typeAnswer(invitation.id, null, { displayName: canary }, now);
  granted(await submitResponse(invitation.id, 1, now, async () => undefined));

  const events = await listWholeHistory(survey.id, owner.id, all);
  const said = events.map(({ who, what }) => `${who} ${what}`);
  expect(said).toEqual(
    expect.arrayContaining([
      "Author A changed the introduction",
      "Author A made Bo, who was a viewer, an editor",
      "Author A asked somebody to be a viewer",
      "Bo added 1 person",
      "an expert submitted",
    ]),
  );
  expect(events.find(({ kind }) => kind === "survey.edited")?.changes).toEqual([
    {
      field: "introduction",
      before: "We ask because the field does not know.",
      after: "We ask because the field does not agree.",
    },
  ]);
  const files = historyCsv(events) + historyJson(events);
  const stored = JSON.stringify(await db().auditEvent.findMany({ where: { surveyId: survey.id } }));
  for (const text of [files, stored]) {
    expect(text).not.toContain(canary);
    expect(text).not.toContain(invitationToken({ ...invitation, generation: 2 }));
  }
  expect(files).toContain("does not agree");

  // Owners alone: not the editor, not a stranger.
  const stranger = await db().user.create({ data: { email: "stranger@example.org" } });
  for (const { id } of [editor, stranger]) {
    expect(await listWholeHistory(survey.id, id, all)).toEqual([]);
    expect((await listHistoryPage(survey.id, id, { ...all, page: 1 })).total).toBe(0);
    expect(await listActors(survey.id, id)).toEqual([]);
  }
  expect((await listActors(survey.id, owner.id)).map(({ name }) => name)).toEqual([
    "Author A",
    "Bo",
  ]);
  const ofBo = await listWholeHistory(survey.id, owner.id, {
    topic: "invitations",
    who: editor.id,
  });
  expect(ofBo.map(({ kind }) => kind)).toEqual(["invitations.added"]);
  await expect(
    db().auditEvent.updateMany({ where: { surveyId: survey.id }, data: { kind: "other" } }),
  ).rejects.toThrow();
});

it("turns pages without losing or repeating an event", async () => {
  const { survey, owner } = await seedSurvey(now, []);
  await transaction(async (tx) => {
    for (let number = 0; number < eventsPerPage + 7; number += 1) {
      await recordAudit(tx, {
        kind: "round.dated",
        actorId: owner.id,
        surveyId: survey.id,
        details: { round: number },
      });
    }
  });
  const page = (number: number) => listHistoryPage(survey.id, owner.id, { ...all, page: number });
  const [first, second, third] = [await page(1), await page(2), await page(3)];
  expect([first.events.length, second.events.length, third.events.length]).toEqual([
    eventsPerPage,
    7,
    0,
  ]);
  expect(new Set([...first.events, ...second.events].map(({ what }) => what)).size).toBe(
    eventsPerPage + 7,
  );
});
