import type { AskedModel, KeptSentence, KeptSource } from "@/lib/core/synthesis/model/accepted";
import { nameWordsOf } from "@/lib/core/synthesis/model/check-sentence";
import { db, type Tx } from "@/lib/platform/db";
import type { ModelOutcome, ProposalState } from "@/prisma/generated/client/client";

const proposalFields = {
  id: true,
  questionKey: true,
  keyPoint: true,
  replaces: true,
  text: true,
  sources: true,
  state: true,
  decidedAt: true,
  createdAt: true,
  run: { select: { model: true } },
  decidedBy: { select: { name: true } },
} as const;

type Row = {
  readonly id: string;
  readonly questionKey: string;
  readonly keyPoint: boolean;
  readonly replaces: string;
  readonly text: string;
  readonly sources: unknown;
  readonly run: { readonly model: string };
  readonly decidedBy: { readonly name: string | null } | null;
};

/** A stored proposal as core reads it. */
export function keptSentence(row: Row): KeptSentence {
  return {
    id: row.id,
    model: row.run.model,
    question: row.questionKey,
    keyPoint: row.keyPoint,
    replaces: row.replaces,
    text: row.text,
    // Written by this room alone, from the same type.
    sources: row.sources as KeptSource[],
    acceptedBy: row.decidedBy?.name ?? "",
  };
}

/** The sentences of models that authors accepted in a survey, the first accepted first. */
export async function listAccepted(surveyId: string, client: Tx = db()): Promise<KeptSentence[]> {
  const rows = await client.modelProposal.findMany({
    where: { surveyId, state: "accepted" },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
    select: proposalFields,
  });
  return rows.map(keptSentence);
}

/** The model that text of this survey was last sent to; null where nothing was sent. */
export async function findAskedModel(
  surveyId: string,
  client: Tx = db(),
): Promise<AskedModel | null> {
  const run = await client.modelRun.findFirst({
    where: { surveyId },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    select: { model: true, host: true },
  });
  return run && { name: run.model, host: run.host };
}

/** Words of the names of everybody who was invited: nobody's may stand in a sentence of a model. */
export async function listNameWords(
  surveyId: string,
  client: Tx = db(),
): Promise<ReadonlySet<string>> {
  const people = await client.invitation.findMany({
    where: { surveyId },
    select: { name: true, responses: { select: { displayName: true } } },
  });
  return nameWordsOf(
    people.flatMap(({ name, responses }) => [
      name,
      ...responses.map(({ displayName }) => displayName),
    ]),
  );
}

/** Ids of the responses whose respondents read, before they submitted, that text may be sent to this host. */
export async function listToldResponses(
  surveyId: string,
  host: string,
): Promise<ReadonlySet<string>> {
  const responses = await db().response.findMany({
    where: {
      invitation: {
        surveyId,
        // Nobody has to be told of what fictional respondents say.
        OR: [{ survey: { fictional: true } }, { responses: { some: { toldModelHost: host } } }],
      },
    },
    select: {
      id: true,
      toldModelHost: true,
      invitation: { select: { survey: { select: { fictional: true } } } },
    },
  });
  return new Set(
    responses
      .filter(
        ({ toldModelHost, invitation }) => toldModelHost === host || invitation.survey.fictional,
      )
      .map(({ id }) => id),
  );
}

/** A proposal as its author looks at it. */
export type StoredProposal = {
  readonly kept: KeptSentence;
  readonly state: ProposalState;
  readonly decidedAt: Date | null;
};

/** Every proposal of a survey that still has words. */
export async function listProposals(
  surveyId: string,
  client: Tx = db(),
): Promise<StoredProposal[]> {
  const rows = await client.modelProposal.findMany({
    where: { surveyId, text: { not: "" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: proposalFields,
  });
  return rows.map((row) => ({
    kept: keptSentence(row),
    state: row.state,
    decidedAt: row.decidedAt,
  }));
}

/** What asking has come to in a survey: each question once, as it was last asked. */
export async function listRuns(surveyId: string) {
  return db().modelRun.findMany({
    where: { surveyId },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: 200,
    select: {
      questionKey: true,
      model: true,
      host: true,
      outcome: true,
      startedAt: true,
      latencyMs: true,
      inputTokens: true,
      outputTokens: true,
      cost: true,
      passed: true,
      dropped: true,
    },
  });
}

export type ModelRunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** Outcomes that another try may change. */
export const passing: readonly ModelOutcome[] = ["timeout", "limited", "failed"];
