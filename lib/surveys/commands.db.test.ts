import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { templates } from "@/lib/core/survey/templates/catalogue";

await useFreshDatabase();

const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { createSurvey } = await import("./commands");
const { findSurveyContent } = await import("./queries");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const now = new Date("2026-03-01T12:00:00Z");
let people = 0;
const person = () => {
  people += 1;
  return db().user.create({ data: { email: `author${people}@example.org`, name: "Author A" } });
};

it.each(Object.entries(templates))(
  "template %s goes in and comes out the same",
  async (source, template) => {
    const owner = await person();
    const { id } = await createSurvey({
      document: template.document,
      source,
      ownerId: owner.id,
      now,
    });
    expect(await findSurveyContent(id, owner.id)).toEqual({
      ...template.document,
      authors: [{ name: "Author A" }],
      language: "en",
      timeZone: "UTC",
    });
    const trail = await db().auditEvent.findMany({ where: { surveyId: id } });
    expect(trail).toMatchObject([{ kind: "survey.created", details: { source } }]);
  },
);

it("a survey's file is its members' alone", async () => {
  const [owner, stranger] = [await person(), await person()];
  const { id } = await createSurvey({
    document: templates.blank.document,
    source: "blank",
    ownerId: owner.id,
    now,
  });
  expect(await findSurveyContent(id, stranger.id)).toBeNull();
});

it("surveys that are created at the same moment get addresses of their own", async () => {
  const owner = await person();
  const { document } = templates.blank;
  const input = { document, source: "blank", ownerId: owner.id, now };
  const created = await Promise.all(Array.from({ length: 6 }, () => createSurvey(input)));
  const surveys = await db().survey.findMany({
    where: { id: { in: created.map(({ id }) => id) } },
  });
  expect(new Set(surveys.map(({ slug }) => slug)).size).toBe(6);
});
