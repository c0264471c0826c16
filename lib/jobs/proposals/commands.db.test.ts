import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { type ModelRequest, says, startModelServer } from "@/e2e/support/model-server";
import { toMarkdown } from "@/lib/core/export/markdown";
import { verifyVersion } from "@/lib/core/publication/version";
import { modelSentences } from "@/lib/core/synthesis/model/accepted";
import {
  auditAnswers,
  auditSurvey,
  carefulReply,
  citedPassages,
} from "@/lib/core/synthesis/model/panel.fixture";

await useFreshDatabase();
const server = await startModelServer();
process.env["LLM_BASE_URL"] = server.baseUrl;
process.env["LLM_MODEL"] = "local-model";

const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue, enqueue } = await import("@/lib/platform/queue");
const { publishSurvey } = await import("@/lib/publications/commands");
const { blankPublishedFields } = await import("@/lib/publications/withdrawal/commands");
const { findPublishedSynthesis } = await import("@/lib/publications/queries");
const { importSurvey } = await import("@/lib/surveys/import");
const { decideProposal } = await import("@/lib/synthesis/model/commands");
const { startWorker } = await import("../worker");

const now = new Date("2026-03-01T12:00:00Z");
const within = { timeout: 20_000, interval: 100 };
let worker: Awaited<ReturnType<typeof startWorker>>;
let surveyId = "";
let owner = "";

beforeAll(async () => {
  owner = (await db().user.create({ data: { name: "Author A", email: "a@example.org" } })).id;
  surveyId = await transaction((tx) =>
    importSurvey(tx, {
      survey: auditSurvey,
      answers: auditAnswers(),
      ownerId: owner,
      trustConsent: true,
      now,
    }),
  );
  worker = await startWorker({});
}, 60_000);

afterAll(async () => {
  await worker.stop();
  await closeQueue();
  await server.close();
  await db().$disconnect();
});

it("the draft by rule waits for no model; what is accepted is published, and goes with its first source", async () => {
  // The model thinks until it is let go.
  const waiting: { request: ModelRequest; response: ServerResponse }[] = [];
  server.behave((request, response) => waiting.push({ request, response }));
  await transaction((tx) => enqueue(tx, { name: "synthesis.regenerate", surveyId }));
  await vi.waitFor(() => expect(waiting).toHaveLength(1), within);
  expect(await db().synthesisDraft.count({ where: { surveyId } })).toBe(1);
  expect(await db().modelProposal.count()).toBe(0);
  server.behave(says({ sentences: [] }));
  for (const { request, response } of waiting) {
    says(request.data && carefulReply(request.data))(request, response);
  }
  await vi.waitFor(
    async () => expect(await db().modelRun.count({ where: { outcome: "answered" } })).toBe(2),
    within,
  );
  const proposals = await db().modelProposal.findMany({ where: { surveyId } });
  const quoting = proposals.find(({ text }) => text.includes(citedPassages[0]));
  if (quoting === undefined) throw new Error("nothing that quotes was proposed");

  // Without a decision nothing of it is published, and the page says what was sent.
  const first = await publishSurvey({ surveyId, actorId: owner, now });
  const slug = first.ok ? first.value.slug : "";
  const byRule = (await findPublishedSynthesis(slug))?.synthesis;
  expect(byRule && modelSentences(byRule)).toEqual([]);
  expect(byRule?.methods.textBy).toBe("rules");
  expect(byRule && toMarkdown(byRule)).toContain(`local-model at ${new URL(server.baseUrl).host}`);

  await decideProposal({
    surveyId,
    proposalId: quoting.id,
    decision: "accept",
    actorId: owner,
    now,
  });
  await publishSurvey({ surveyId, actorId: owner, now });
  const worded = (await findPublishedSynthesis(slug))?.synthesis;
  expect(worded && modelSentences(worded).map(({ text }) => text)).toEqual([quoting.text]);
  const markdown = worded ? toMarkdown(worded) : "";
  expect(markdown).toContain('%%% llm-output model="local-model"');
  expect(markdown).toContain("accepted by Author A");

  // The second of the two answers that it cites is withdrawn.
  const cited = await db().answer.findFirstOrThrow({
    where: {
      response: { invitation: { surveyId } },
      revisions: { some: { text: { contains: citedPassages[1] } } },
    },
  });
  await transaction((tx) =>
    blankPublishedFields(tx, {
      responseId: cited.responseId,
      fields: ["name", "role", "value", "text"],
    }),
  );
  const opened = await findPublishedSynthesis(slug);
  expect(opened && modelSentences(opened.synthesis)).toEqual([]);
  expect(opened?.synthesis.methods.textBy).toBe("rules");
  const [section] = opened?.synthesis.sections ?? [];
  expect(section?.summary[0]).toMatchObject({ by: "rules", text: quoting.replaces });
  const version = await db().publishedVersion.findFirstOrThrow({
    where: { number: 2, publication: { slug } },
    include: { fields: true },
  });
  expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
}, 60_000);
