import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { drawInOrder, toPublicForm } from "@/lib/core/publication/public-form";
import type { SortedThemes } from "@/lib/core/synthesis/model/check-themes";
import { keepThemes, standsIn } from "@/lib/core/synthesis/model/kept-themes";
import type { Section } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { findSynthesisDraft } from "../../queries";
import type { Decision } from "../schema";
import { listThemeProposals } from "./queries";

/** Keeps a sorting that passed, in the place of one that waits for a decision; what was decided on is not brought up again. */
export async function keepThemeProposal(
  tx: Tx,
  {
    surveyId,
    runId,
    section,
    sorted,
    respondentOf,
  }: {
    readonly surveyId: string;
    readonly runId: string;
    readonly section: Section;
    readonly sorted: SortedThemes;
    readonly respondentOf: (publicId: string) => string | undefined;
  },
): Promise<void> {
  const kept = keepThemes(sorted, respondentOf);
  if (kept === null) return;
  const questionKey = section.question.id;
  const grouping = JSON.parse(JSON.stringify(kept));
  const known = await tx.themeProposal.count({
    where: { surveyId, questionKey, state: { not: "proposed" }, grouping: { equals: grouping } },
  });
  if (known > 0) return;
  await tx.themeProposal.deleteMany({ where: { surveyId, questionKey, state: "proposed" } });
  await tx.themeProposal.create({
    data: {
      surveyId,
      runId,
      questionKey,
      grouping,
      replaces: section.themes.map(({ title }) => title),
    },
  });
}

/** Removes the sortings that hold words which may not be quoted any more. Returns how many. */
export async function reviewThemes(surveyId: string): Promise<number> {
  const stored = await listThemeProposals(surveyId);
  if (stored.length === 0) return 0;
  const draft = await findSynthesisDraft(surveyId);
  if (draft === null) return 0;
  const { open, publicIdOf } = toPublicForm(draft.document, { drawId: drawInOrder() });
  const gone = stored.filter(({ kept, question }) => !standsIn(kept, question, open, publicIdOf));
  const { count } = await db().themeProposal.deleteMany({
    where: { surveyId, id: { in: gone.map(({ id }) => id) } },
  });
  return count;
}

/** Takes or refuses a sorting, or takes such a decision back; the draft is computed anew from it. */
export async function decideThemes({
  surveyId,
  proposalId,
  decision,
  actorId,
  now,
}: {
  readonly surveyId: string;
  readonly proposalId: string;
  readonly decision: Decision;
  readonly actorId: string;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`proposals:${surveyId}`}, 0))`;
    const row = await tx.themeProposal.findFirst({
      where: {
        id: proposalId,
        surveyId,
        survey: { members: { some: { userId: actorId, role: { in: ["owner", "editor"] } } } },
      },
      select: { id: true, questionKey: true },
    });
    if (row === null) return { ok: false, reason: "not-found" };
    if (decision === "accept") {
      const stored = await listThemeProposals(surveyId, tx);
      const draft = await findSynthesisDraft(surveyId);
      const own = stored.find(({ id }) => id === row.id);
      const form = draft && toPublicForm(draft.document, { drawId: drawInOrder() });
      const holds = own && form && standsIn(own.kept, own.question, form.open, form.publicIdOf);
      if (!holds) return { ok: false, reason: "conflict" };
      // A question has one sorting.
      await tx.themeProposal.updateMany({
        where: {
          surveyId,
          questionKey: row.questionKey,
          state: "accepted",
          id: { not: row.id },
        },
        data: { state: "proposed", decidedById: null, decidedAt: null },
      });
    }
    const open = decision === "open";
    const states = { accept: "accepted", reject: "rejected", open: "proposed" } as const;
    await tx.themeProposal.update({
      where: { id: row.id },
      data: {
        state: states[decision],
        decidedById: open ? null : actorId,
        decidedAt: open ? null : now,
      },
    });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId });
    await recordAudit(tx, {
      kind: `proposal.${states[decision]}`,
      actorId,
      surveyId,
      details: { proposalId: row.id, question: row.questionKey },
    });
    return { ok: true, value: null };
  });
}
