import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { seedPanel } from "@/e2e/support/panel";
import { env } from "@/lib/platform/env";

await useFreshDatabase();

const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { freeSlug } = await import("../commands");
const { listSurveys } = await import("../queries");
const { deleteSurvey } = await import("./commands");
const { findWhatGoes } = await import("./queries");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const now = new Date("2026-03-01T12:00:00Z");
let people = 0;

/** A survey whose two experts have answered, with its owner; an editor, a viewer and a stranger. */
async function answered() {
  const [owner, editor, viewer, stranger] = await Promise.all(
    [1, 2, 3, 4].map(() => {
      people += 1;
      return db().user.create({ data: { email: `deleter${people}@example.org` } });
    }),
  );
  if (!owner || !editor || !viewer || !stranger) throw new Error("four people are expected");
  const panel = await seedPanel(env().DATABASE_URL, { experts: 2, questions: 2 });
  const { surveyId } = panel;
  const title = `Deleted ${people}`;
  await db().survey.update({ where: { id: surveyId }, data: { title } });
  await db().surveyMember.deleteMany({ where: { surveyId } });
  await db().surveyMember.createMany({
    data: [
      { surveyId, userId: owner.id, role: "owner" },
      { surveyId, userId: editor.id, role: "editor" },
      { surveyId, userId: viewer.id, role: "viewer" },
    ],
  });
  const [question] = panel.questions;
  for (const { responseId } of panel.experts) {
    await db().response.update({
      where: { id: responseId },
      data: { submittedAt: now, submission: 1 },
    });
    await db().answer.create({
      data: {
        responseId,
        questionRevisionId: question?.revisionId ?? "",
        attribution: "named",
        quotable: true,
        consentedAt: now,
        revisions: { create: { number: 1, text: "A view.", submission: 1 } },
      },
    });
  }
  return { surveyId, title, owner, editor, viewer, stranger };
}

it("only the owner deletes, and only with the title written out", async () => {
  const { surveyId, title, owner, editor, viewer, stranger } = await answered();
  for (const [somebody, reason] of [
    [editor, "not-allowed"],
    [viewer, "not-allowed"],
    [stranger, "not-found"],
  ] as const) {
    expect(await findWhatGoes(surveyId, somebody.id)).toBeNull();
    const attempt = { surveyId, actorId: somebody.id, title, now };
    expect(await deleteSurvey(attempt)).toEqual({ ok: false, reason });
  }
  const wrong = { surveyId, actorId: owner.id, title: `${title}!`, now };
  expect(await deleteSurvey(wrong)).toMatchObject({ ok: false, reason: "invalid-input" });
  expect(await findWhatGoes(surveyId, owner.id)).toEqual({
    questions: 2,
    invitations: 2,
    submitted: 2,
    versions: 0,
    slug: null,
  });
  expect(await listSurveys(owner.id, now)).toMatchObject([{ title, invited: 2, answered: 2 }]);

  const spaced = ` ${title.replace(" ", "  ")} `;
  const right = { surveyId, actorId: owner.id, title: spaced, now };
  expect(await deleteSurvey(right)).toEqual({ ok: true, value: null });
  expect(await db().survey.count({ where: { id: surveyId } })).toBe(0);
  expect(await db().invitation.count({ where: { surveyId } })).toBe(0);
  const answers = { response: { invitation: { surveyId } } };
  expect(await db().answer.count({ where: answers })).toBe(0);
  const trail = await db().auditEvent.findMany({ where: { kind: "survey.deleted" } });
  expect(trail).toMatchObject([
    { actorId: owner.id, surveyId: null, details: { survey: surveyId, submitted: 2 } },
  ]);
  expect(await deleteSurvey(right)).toEqual({ ok: false, reason: "not-found" });
});

it("a published survey leaves its address, which nobody else gets", async () => {
  const { surveyId, title, owner } = await answered();
  const slug = `deleted-${people}`;
  await db().publication.create({
    data: {
      surveyId,
      slug,
      versions: { create: { number: 1, document: {}, sha256: "0".repeat(64) } },
    },
  });
  await db().survey.update({ where: { id: surveyId }, data: { slug } });
  expect(await findWhatGoes(surveyId, owner.id)).toMatchObject({ versions: 1, slug });
  await deleteSurvey({ surveyId, actorId: owner.id, title, now });
  const left = await db().publication.findUniqueOrThrow({
    where: { slug },
    include: { versions: true, survey: { include: { members: true, questions: true } } },
  });
  expect(left).toMatchObject({
    unpublishedAt: now,
    versions: [],
    survey: { title: "", members: [], questions: [] },
  });
  expect(await listSurveys(owner.id, now)).toEqual([]);
  const free = await db().$transaction((tx) => freeSlug(tx, `Deleted ${people}`));
  expect(free).toBe(`${slug}-2`);
});
