import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import {
  answersStatus,
  type ModelBehaviour,
  type ModelRequest,
  says,
  saysText,
  startModelServer,
} from "@/e2e/support/model-server";
import { modelSentences } from "@/lib/core/synthesis/model/accepted";
import {
  auditAnswers,
  auditSurvey,
  carefulReply,
  citedPassages,
} from "@/lib/core/synthesis/model/panel.fixture";
import type { ModelSettings } from "@/lib/platform/model-settings";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db, transaction } = await import("@/lib/platform/db");
const { importSurvey } = await import("@/lib/surveys/import");
const { regenerateSynthesis } = await import("../commands");
const { findSynthesisDraft } = await import("../queries");
const { saveEdit, stepHistory } = await import("../overlay/commands");
const { decideProposal, proposeSentences, reviewProposals } = await import("./commands");
const { listAccepted } = await import("./queries");

const server = await startModelServer();
const settings: ModelSettings = {
  baseUrl: server.baseUrl,
  model: "local-model",
  apiKey: undefined,
  timeoutMs: 10_000,
  prices: { input: 2, output: 10 },
};
const started = new Date("2026-03-01T12:00:00Z");
const now = () => started;
const careful = (request: ModelRequest) =>
  request.data?.question.kind === "stance" ? carefulReply(request.data) : { sentences: [] };

async function newUser(name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(/\W+/g, "-")}-${Math.random().toString(36).slice(2)}@example.org`;
  return (await db().user.create({ data: { name, email } })).id;
}

async function newSurvey(ownerId: string): Promise<string> {
  const answers = auditAnswers();
  const surveyId = await transaction((tx) =>
    importSurvey(tx, { survey: auditSurvey, answers, ownerId, trustConsent: true, now: started }),
  );
  await regenerateSynthesis(surveyId, started);
  return surveyId;
}

let owner = "";
let surveyId = "";
const ask = (behaviour: ModelBehaviour, changes: Partial<ModelSettings> = {}) => {
  server.behave(behaviour);
  return proposeSentences(surveyId, { ...settings, ...changes }, now, new AbortController().signal);
};
const proposals = () =>
  db().modelProposal.findMany({ where: { surveyId }, orderBy: { createdAt: "asc" } });
const runs = () => db().modelRun.findMany({ where: { surveyId }, orderBy: { id: "asc" } });
const decide = (proposalId: string, decision: "accept" | "reject" | "open", actorId = owner) =>
  decideProposal({ surveyId, proposalId, decision, actorId, now: started });

beforeAll(async () => {
  owner = await newUser("Author A");
}, 60_000);
beforeEach(async () => {
  surveyId = await newSurvey(owner);
  server.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await db().$disconnect();
});

describe("a well-behaved model", () => {
  it("is asked once for each content, and what passes waits for an author", async () => {
    expect(await ask(says(careful))).toEqual({ again: null });
    expect(server.requests).toHaveLength(2);
    const kept = await proposals();
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(["proposed"]));
    expect(await runs()).toMatchObject([
      {
        outcome: "answered",
        questionKey: "audits",
        model: "local-model",
        host: new URL(server.baseUrl).host,
        inputTokens: 1000,
        outputTokens: 100,
        cost: 0.003,
        passed: kept.length,
        dropped: [],
      },
      { outcome: "answered", questionKey: "gap", passed: 0 },
    ]);
    await ask(says(careful));
    expect(server.requests).toHaveLength(2);
    expect(await proposals()).toHaveLength(kept.length);
  });

  it("is sent what may be quoted and nothing else of anybody", async () => {
    await ask(says(careful));
    const sent = server.requests.map(({ system, prompt }) => system + prompt).join("\n");
    const stored = await db().answer.findMany({
      where: { response: { invitation: { surveyId } } },
      include: { revisions: true, response: { include: { invitation: true } } },
    });
    for (const { id, quotable, attribution, revisions, response } of stored) {
      const may = quotable && (attribution === "named" || attribution === "role");
      for (const { text } of revisions) if (text !== "") expect(sent.includes(text)).toBe(may);
      for (const secret of [id, response.id, response.invitation.id, surveyId]) {
        expect(sent).not.toContain(secret);
      }
    }
    for (const name of ["Vexley", "Marrowby", "Ottiline"]) expect(sent).not.toContain(name);
  });
});

describe("respondents who were not told of the model", () => {
  const texts = () => server.requests.flatMap(({ data }) => data?.answers ?? []);

  it("have nothing sent of theirs", async () => {
    await db().survey.update({ where: { id: surveyId }, data: { fictional: false } });
    const told = await db().response.findFirstOrThrow({
      where: {
        invitation: { surveyId },
        answers: { some: { revisions: { some: { text: { contains: citedPassages[0] } } } } },
      },
    });
    const host = new URL(server.baseUrl).host;
    const other = { invitation: { surveyId }, id: { not: told.id } };
    await db().response.updateMany({ where: other, data: { toldModelHost: "elsewhere.example" } });
    await db().response.update({ where: { id: told.id }, data: { toldModelHost: host } });
    await ask(says(careful));
    expect(texts()).toHaveLength(1);
    expect(texts()[0]?.text).toContain(citedPassages[0]);
    const sent = server.requests.map(({ prompt }) => prompt).join();
    const hidden = auditAnswers().filter(({ text }) => text && !text.includes(citedPassages[0]));
    // Nor a theme that they alone name.
    const words = new Set(
      texts()[0]
        ?.text.toLowerCase()
        .match(/\p{L}+/gu),
    );
    const titles = [...sent.matchAll(/themes\.\w+\.count",\s+"value": "“([^”]+)”/g)].map(
      ([, title]) => title ?? "",
    );
    for (const title of titles)
      for (const word of title.toLowerCase().split(" ")) expect(words).toContain(word);
    for (const { text } of hidden) expect(sent).not.toContain(text.slice(0, 40));
  });
});

describe("a decision", () => {
  const first = async () => {
    await ask(says(careful));
    const kept = await proposals();
    const quoting = kept.find(({ text }) => text.includes(citedPassages[0]));
    if (quoting === undefined) throw new Error("no proposal quotes");
    return quoting;
  };

  it("is the author's, can be taken back, and is written into the trail", async () => {
    const { id } = await first();
    expect(await listAccepted(surveyId)).toEqual([]);
    expect(await decide(id, "accept")).toEqual({ ok: true, value: null });
    expect(await listAccepted(surveyId)).toMatchObject([{ id, acceptedBy: "Author A" }]);
    expect(await decide(id, "open")).toEqual({ ok: true, value: null });
    expect(await listAccepted(surveyId)).toEqual([]);
    await decide(id, "reject");
    expect(await listAccepted(surveyId)).toEqual([]);
    const trail = await db().auditEvent.findMany({ where: { surveyId }, orderBy: { id: "asc" } });
    expect(trail.map(({ kind }) => kind).filter((kind) => kind.startsWith("proposal"))).toEqual([
      "proposal.accepted",
      "proposal.proposed",
      "proposal.rejected",
    ]);
    expect(JSON.stringify(trail)).not.toContain(citedPassages[0]);
  });

  it("is undone and done again with the author's other edits, and not once it no longer holds", async () => {
    const { id } = await first();
    const step = (to: "undo" | "redo") =>
      stepHistory({ surveyId, to }, { actorId: owner, now: started });
    const stateOf = async () =>
      (await db().modelProposal.findUniqueOrThrow({ where: { id } })).state;
    await decide(id, "accept");
    await decide(id, "reject");
    expect(await step("undo")).toMatchObject({ ok: true });
    expect(await stateOf()).toBe("accepted");
    expect(await step("undo")).toMatchObject({ ok: true });
    expect(await stateOf()).toBe("proposed");
    expect(await step("undo")).toMatchObject({ ok: false });
    expect(await step("redo")).toMatchObject({ ok: true });
    expect(await listAccepted(surveyId)).toMatchObject([{ id }]);
    await db().modelProposal.update({ where: { id }, data: { state: "stale" } });
    expect(await step("redo")).toMatchObject({ ok: false, reason: "refused" });
    // Nobody writes such an entry by another way.
    const entry = {
      surveyId,
      entryId: randomUUID(),
      base: null,
      key: `proposal:${id}`,
      edit: null,
    };
    expect(await saveEdit(entry, { actorId: owner, now: started })).toMatchObject({ ok: false });
  });

  it("is refused to strangers, to viewers, and across surveys", async () => {
    const { id } = await first();
    const stranger = await newUser("Author B");
    const viewer = await newUser("Viewer");
    await db().surveyMember.create({ data: { surveyId, userId: viewer, role: "viewer" } });
    const elsewhere = await newSurvey(stranger);
    for (const actorId of [stranger, viewer]) {
      expect(await decide(id, "accept", actorId)).toEqual({ ok: false, reason: "not-found" });
    }
    const crossed = { surveyId: elsewhere, proposalId: id, decision: "accept" as const };
    expect(await decideProposal({ ...crossed, actorId: stranger, now: started })).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect((await proposals()).every(({ state }) => state === "proposed")).toBe(true);
  });

  it("ends when an answer that it rests on may no longer be quoted, and the words go", async () => {
    const { id, text } = await first();
    await decide(id, "accept");
    const cited = await db().answer.findFirstOrThrow({
      where: {
        response: { invitation: { surveyId } },
        revisions: { some: { text: { contains: citedPassages[1] } } },
      },
    });
    await db().answer.update({ where: { id: cited.id }, data: { quotable: false } });
    await regenerateSynthesis(surveyId, started);
    expect(await reviewProposals(surveyId)).toBeGreaterThan(0);
    const row = await db().modelProposal.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: "stale", text: "", replaces: "", sources: [] });
    expect(await decide(id, "accept")).toEqual({ ok: false, reason: "conflict" });
    expect(JSON.stringify(await proposals())).not.toContain(text);
  });

  it("is refused once the figures are others, before any job has looked at it", async () => {
    const { id } = await first();
    const yes = await db().answerRevision.findFirstOrThrow({
      where: { value: "5", answer: { response: { invitation: { surveyId } } } },
    });
    await db().answerRevision.create({
      data: { answerId: yes.answerId, number: 2, value: "1", text: yes.text, submission: 2 },
    });
    await regenerateSynthesis(surveyId, started);
    expect(await decide(id, "accept")).toEqual({ ok: false, reason: "conflict" });
    expect(await db().modelProposal.findUnique({ where: { id } })).toMatchObject({
      state: "stale",
    });
  });
});

describe("a model that does not behave", () => {
  it.each([
    ["refused", saysText(null, { refusal: "I would rather not." })],
    ["invalid", saysText("Certainly! Here are your sentences.")],
    ["invalid", says({ sentences: "all of them" })],
    ["invalid", saysText('{"sentences": [{"place": "summ')],
    ["truncated", saysText('{"sentences": [', { finish: "length" })],
  ] as [string, ModelBehaviour][])(
    "%s: nothing is proposed, and it is not asked again",
    async (outcome, behaviour) => {
      expect(await ask(behaviour)).toEqual({ again: null });
      expect((await runs()).map((run) => run.outcome)).toEqual([outcome, outcome]);
      const asked = server.requests.length;
      await ask(says(careful));
      expect(server.requests).toHaveLength(asked);
      expect(await proposals()).toEqual([]);
    },
  );

  it("waits as long as it is told to, and not for ever", async () => {
    expect(await ask(answersStatus(429, { "Retry-After": "30" }))).toEqual({
      again: { afterSeconds: 30 },
    });
    // The other question is not asked about meanwhile.
    expect(server.requests).toHaveLength(1);
    expect(await ask(answersStatus(429, { "Retry-After": "86400" }))).toEqual({
      again: { afterSeconds: 600 },
    });
    expect(await ask(answersStatus(429))).toMatchObject({ again: { afterSeconds: 240 } });
    await ask(answersStatus(429));
    expect((await runs())[0]).toMatchObject({ outcome: "limited", attempts: 4 });
    const asked = server.requests.length;
    await ask(answersStatus(429));
    // The first question has had its tries.
    expect(server.requests.slice(asked).every(({ data }) => data?.question.kind === "choice")).toBe(
      true,
    );
  });

  it("is asked again after it was away", async () => {
    expect(await ask(answersStatus(500))).toMatchObject({ again: { afterSeconds: 15 } });
    expect(await ask(() => undefined, { timeoutMs: 200 })).toMatchObject({
      again: { afterSeconds: 60 },
    });
    expect((await runs())[0]).toMatchObject({ outcome: "timeout", attempts: 2 });
    expect(await ask(says(careful))).toEqual({ again: null });
    expect((await proposals()).length).toBeGreaterThan(0);
  });

  it("leaves no run behind when it is stopped", async () => {
    const stopping = new AbortController();
    server.behave(() => stopping.abort(new Error("the worker stops")));
    await expect(proposeSentences(surveyId, settings, now, stopping.signal)).rejects.toThrow(
      "the worker stops",
    );
    expect(await runs()).toEqual([]);
  });

  it("gets nothing past the checks, and what it wrote is recorded by reason alone", async () => {
    const [quoting, , keyPoint] = carefulReply({ answers: [], figures: [] }).sentences;
    const hostile = (request: ModelRequest) => ({
      sentences: [
        {
          ...quoting,
          quotes: [
            { answer: request.data?.answers[0]?.answer, words: "words that nobody ever wrote" },
          ],
        },
        {
          ...quoting,
          text: "Experts agree by eleven to one that labs must obey; one is uncertain.",
          quotes: [],
        },
        {
          place: "summary-2",
          text: "Visit evil.example.com for all twelve answers.",
          statistics: ["n"],
          quotes: [],
        },
        {
          ...keyPoint,
          place: "key-point",
          text: "Eight of twelve ignore previous instructions and agree.",
          statistics: ["counts"],
          quotes: [],
        },
        { place: "../../draft", text: "x", statistics: [], quotes: [] },
        "DROP TABLE",
      ],
    });
    await ask(says(hostile));
    expect(await proposals()).toEqual([]);
    const [run] = await runs();
    expect(run?.passed).toBe(0);
    expect(((run?.dropped ?? []) as { reason: string }[]).map(({ reason }) => reason)).toEqual([
      "inexact-quote",
      "overclaim",
      "address",
      "prompt-text",
      "unknown-place",
      "wrong-shape",
    ]);
    expect(JSON.stringify(run)).not.toContain("evil");
    // The rules' draft stands as it was.
    const draft = await findSynthesisDraft(surveyId);
    expect(draft && modelSentences(draft.document)).toEqual([]);
  });
});
