import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();
const { db, transaction } = await import("./db");
afterAll(() => db().$disconnect());

const warnings: string[] = [];
process.on("warning", ({ message }) => warnings.push(message));

const survey = {
  slug: "turns",
  title: "Turns",
  members: { create: { role: "owner", user: { create: { email: "owner@example.org" } } } },
  questions: {
    create: {
      key: "why",
      position: 1,
      revisions: { create: { number: 1, kind: "text", prompt: "Why?" } },
    },
  },
} as const;

it("asks one question after another within a transaction, whatever Prisma begins at once", async () => {
  const found = await transaction(async (tx) => {
    const { id } = await tx.survey.create({ data: survey });
    const wanted = {
      where: { id },
      include: { members: true, questions: true, invitations: true },
    };
    return Promise.all([tx.survey.findUnique(wanted), tx.survey.findUnique(wanted)]);
  });
  expect(found.map((one) => one?.questions.length)).toEqual([1, 1]);
  // A warning is told in the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings.filter((words) => words.includes("client.query"))).toEqual([]);
});

it("goes on after a query that failed, and keeps nothing of that transaction", async () => {
  await expect(
    transaction((tx) =>
      Promise.all([
        tx.user.create({ data: { email: "kept@example.org" } }),
        tx.$queryRaw`SELECT 1 / 0`,
        tx.user.create({ data: { email: "also@example.org" } }),
      ]),
    ),
  ).rejects.toThrow();
  expect(await db().user.count({ where: { email: "kept@example.org" } })).toBe(0);
  expect(await Promise.all([db().user.count(), db().survey.count()])).toEqual([1, 1]);
});
