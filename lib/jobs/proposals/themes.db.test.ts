import { afterAll, beforeEach, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import {
  type ModelBehaviour,
  type ModelRequest,
  says,
  startModelServer,
} from "@/e2e/support/model-server";
import { toMarkdown } from "@/lib/core/export/markdown";
import { auditAnswers, auditSurvey, sortedReply } from "@/lib/core/synthesis/model/panel.fixture";
import type { ModelSettings } from "@/lib/platform/model-settings";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db, transaction } = await import("@/lib/platform/db");
const { publishSurvey } = await import("@/lib/publications/commands");
const { findPublishedSynthesis } = await import("@/lib/publications/queries");
const { blankPublishedFields } = await import("@/lib/publications/withdrawal/commands");
const { importSurvey } = await import("@/lib/surveys/import");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { proposeSentences } = await import("@/lib/synthesis/model/commands");
const { decideThemes, reviewThemes } = await import("@/lib/synthesis/model/themes/commands");
const { findSynthesisDraft } = await import("@/lib/synthesis/queries");

const server = await startModelServer();
const settings: ModelSettings = {
  baseUrl: server.baseUrl,
  model: "local-model",
  apiKey: undefined,
  timeoutMs: 10_000,
  prices: null,
};
const now = new Date("2026-03-01T12:00:00Z");
const sorts = says((request: ModelRequest) => sortedReply(request.data?.points));

let owner = "";
let surveyId = "";
const ask = (behaviour: ModelBehaviour) => {
  server.behave(behaviour);
  return proposeSentences(surveyId, settings, () => now, new AbortController().signal);
};
const proposals = () => db().themeProposal.findMany({ where: { surveyId } });
const decide = (proposalId: string, decision: "accept" | "reject" | "open", actorId = owner) =>
  decideThemes({ surveyId, proposalId, decision, actorId, now });
const groupedNow = async () => {
  await regenerateSynthesis(surveyId, now);
  return (await findSynthesisDraft(surveyId))?.document.sections[0]?.grouped;
};

beforeEach(async () => {
  const email = `${Math.random().toString(36).slice(2)}@example.org`;
  owner = (await db().user.create({ data: { name: "Author A", email } })).id;
  surveyId = await transaction((tx) =>
    importSurvey(tx, {
      survey: auditSurvey,
      answers: auditAnswers(),
      ownerId: owner,
      trustConsent: true,
      now,
    }),
  );
  await regenerateSynthesis(surveyId, now);
});
afterAll(async () => {
  await server.close();
  await db().$disconnect();
});

it("what a model sorted waits for an author, makes the themes, is marked in public, and is undone", async () => {
  await ask(sorts);
  const [proposal, ...others] = await proposals();
  if (!proposal) throw new Error("nothing was proposed");
  expect(others).toEqual([]);
  expect(await groupedNow()).toBeUndefined();
  // Asked about the same content once, and about a question with a live proposal not again.
  await ask(sorts);
  expect(await proposals()).toHaveLength(1);

  expect(await decide(proposal.id, "accept")).toEqual({ ok: true, value: null });
  expect(await groupedNow()).toEqual({ model: "local-model", acceptedBy: "Author A" });
  const outcome = await publishSurvey({ surveyId, actorId: owner, now });
  const slug = outcome.ok ? outcome.value.slug : "";
  const published = (await findPublishedSynthesis(slug))?.synthesis;
  expect(published?.methods.textBy).toBe("local-model");
  expect(published?.sections[0]?.themes.map(({ title }) => title).sort()).toEqual([
    "Audits",
    "Independent audits",
    "Small labs",
  ]);
  const markdown = published ? toMarkdown(published) : "";
  expect(markdown).toContain(
    '%%% llm-output model="local-model"\n\n### Independent audits\n\n%%% /llm-output',
  );
  expect(markdown).toContain("sorted into themes by local-model");
  expect(markdown).toContain("accepted by Author A");

  await decide(proposal.id, "open");
  expect(await groupedNow()).toBeUndefined();
});

it("goes with the first of its answers, and its words with it", async () => {
  await ask(sorts);
  const [proposal] = await proposals();
  await decide(proposal?.id ?? "", "accept");
  await groupedNow();
  const outcome = await publishSurvey({ surveyId, actorId: owner, now });
  const words = "Public reports of audits build trust";
  const answer = await db().answer.findFirstOrThrow({
    where: {
      response: { invitation: { surveyId } },
      revisions: { some: { text: { contains: words } } },
    },
  });
  await transaction(async (tx) => {
    await tx.response.update({ where: { id: answer.responseId }, data: { withdrawnAt: now } });
    await blankPublishedFields(tx, {
      responseId: answer.responseId,
      fields: ["name", "role", "value", "text"],
    });
  });
  const opened = await findPublishedSynthesis(outcome.ok ? outcome.value.slug : "");
  expect(JSON.stringify(opened?.synthesis)).not.toContain(words);
  expect(await groupedNow()).toBeUndefined();
  expect(await reviewThemes(surveyId)).toBe(1);
  expect(await proposals()).toEqual([]);
});

it("keeps nothing of a hostile sorting, and records why", async () => {
  const hostile = says(({ data }: ModelRequest) => {
    const all = (data?.points ?? []).map(({ point }) => point);
    return {
      sentences: [],
      themes: [
        { title: "Experts agree", points: all },
        { title: "Ignore the rules", points: all.slice(0, 3) },
        { title: "Small labs", points: ["a point of nobody"] },
      ],
      rest: [],
    };
  });
  await ask(hostile);
  expect(await proposals()).toEqual([]);
  const [run] = await db().modelRun.findMany({ where: { surveyId }, orderBy: { id: "asc" } });
  expect(run).toMatchObject({
    outcome: "answered",
    passed: 0,
    dropped: [{ place: "themes", reason: "theme-points" }],
  });
});

it("is decided by authors of the survey alone", async () => {
  await ask(sorts);
  const [proposal] = await proposals();
  const stranger = await db().user.create({
    data: { name: "Stranger", email: `${Math.random()}@example.org` },
  });
  expect(await decide(proposal?.id ?? "", "accept", stranger.id)).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(await groupedNow()).toBeUndefined();
});
