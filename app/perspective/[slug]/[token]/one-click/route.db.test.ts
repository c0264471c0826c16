import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { granted, seedSurvey } = await import("@/e2e/support/seeds");
const { askToBeInvited } = await import("@/lib/invitations/nominations/commands");
const { nominationToken } = await import("@/lib/invitations/nominations/links");
const { findNomination } = await import("@/lib/invitations/nominations/queries");
const { GET, POST } = await import("./route");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

it("a scanner that opens everything changes nothing; one click in a mail program ends it for good", async () => {
  const now = new Date();
  const { survey } = await seedSurvey(now, []);
  const email = "scanned@example.org";
  const words = { name: "Reader", email, affiliation: "", note: "", language: "en" as const };
  granted(await askToBeInvited(survey.id, words, now));
  const [nomination] = await db().selfNomination.findMany();
  if (nomination === undefined) throw new Error("nothing was stored");
  const token = nominationToken(nomination);
  const context = { params: Promise.resolve({ slug: survey.slug, token }) };
  const address = `http://localhost:3000/perspective/${survey.slug}/${token}/one-click`;
  for (const method of ["GET", "HEAD"]) {
    for (let n = 0; n < 10; n += 1) {
      expect((await GET(new Request(address, { method }), context)).status).toBe(303);
      expect(await findNomination(token)).toMatchObject({ state: "unconfirmed", mails: 1 });
    }
  }
  const forged = `${nomination.id}.${"x".repeat(43)}`;
  expect(await findNomination(forged)).toBeNull();

  const click = new Request(address, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect((await POST(click, context)).status).toBe(200);
  expect(await findNomination(token)).toBeNull();
  expect(await db().contactBlock.count({ where: { email, userId: null } })).toBe(1);
});
