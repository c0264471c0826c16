import { performance } from "node:perf_hooks";
import pg from "pg";
import { startTemporaryDatabase } from "@/e2e/support/test-database";
import type { Row } from "../measurement";

export const name = "table of invitations: server time and number of queries, with 5,000";

/** What the database is asked while `work` runs, and how long that takes, ms. */
async function measure(work: () => Promise<unknown>): Promise<{ queries: number; ms: number }> {
  const prototype = pg.Client.prototype as unknown as {
    query: (...args: readonly unknown[]) => unknown;
  };
  const { query } = prototype;
  let queries = 0;
  prototype.query = function counted(...args: readonly unknown[]) {
    queries += 1;
    return Reflect.apply(query, this, args);
  };
  const start = performance.now();
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return { queries, ms: performance.now() - start };
}

/** Reads the table for 50 and for 5,000 invitations, a third of whom have begun; throws where the queries grow. */
export async function run(): Promise<readonly Row[]> {
  const database = await startTemporaryDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    // Nothing is sent here.
    SMTP_URL: "smtp://127.0.0.1:9",
    SITE_URL: "http://localhost:3000",
    SECRET: "a-secret-that-only-this-bench-knows-0123456789",
    LOG_LEVEL: "silent",
  });
  const { db } = await import("@/lib/platform/db");
  const { listInvitationsWithBlocks } = await import("@/lib/invitations/queries");
  const { invitationTokenHash } = await import("@/lib/invitations/links");
  try {
    const author = await db().user.create({ data: { email: "author@example.org" } });
    const fill = async (count: number) => {
      const survey = await db().survey.create({
        data: {
          slug: `bench-${count}`,
          title: "How many?",
          status: "open",
          openedAt: new Date(),
          members: { create: { userId: author.id, role: "owner" } },
          questions: {
            create: Array.from({ length: 6 }, (_, position) => ({
              key: `q${position}`,
              position,
              revisions: { create: { number: 1, kind: "text", prompt: "Why?" } },
            })),
          },
        },
        include: { questions: { include: { revisions: true } } },
      });
      const invitations = Array.from({ length: count }, (_, n) => {
        const id = crypto.randomUUID();
        return {
          id,
          surveyId: survey.id,
          name: `Respondent ${n}`,
          email: `respondent-${n}@example.org`,
          sentAt: new Date(),
          tokenHash: invitationTokenHash({ id, generation: 1 }),
        };
      });
      await db().invitation.createMany({ data: invitations });
      await db().outboxMessage.createMany({
        data: invitations.map(({ id }) => ({
          template: "invitation",
          dedupeKey: `invitation:${id}:1`,
          surveyId: survey.id,
          invitationId: id,
          status: "sent",
        })),
      });
      const responses = invitations
        .filter((_, n) => n % 3 === 0)
        .map(({ id }) => ({ id: crypto.randomUUID(), invitationId: id }));
      await db().response.createMany({ data: responses });
      await db().draftField.createMany({
        data: responses.flatMap(({ id }) =>
          survey.questions.slice(0, 3).map(({ revisions: [revision] }) => ({
            responseId: id,
            questionRevisionId: revision?.id ?? null,
            field: "text",
            value: "Some words of an answer.",
          })),
        ),
      });
      return survey.id;
    };
    const [few, many] = [await fill(50), await fill(5_000)];
    const read = (surveyId: string) =>
      measure(() => listInvitationsWithBlocks(surveyId, author.id));
    await read(few);
    const [small, large] = [await read(few), await read(many)];
    if (large.queries > small.queries) {
      throw new Error(`${small.queries} queries for 50 invitations, ${large.queries} for 5,000`);
    }
    return [
      { figure: "table of 5,000 invitations: reading", value: large.ms, unit: "ms" },
      { figure: "table of 50 invitations: reading", value: small.ms, unit: "ms" },
      {
        figure: "table of 5,000 invitations: queries",
        value: large.queries,
        unit: "",
        reference: { figure: "50 invitations", value: small.queries },
        target: { of: "ratio", atMost: 1 },
      },
    ];
  } finally {
    await db().$disconnect();
    await database.stop();
  }
}
