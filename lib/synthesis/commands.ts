import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import {
  keepThemeIds,
  nameAnswers,
  type ThemeMemory,
} from "@/lib/core/synthesis/overlay/stable-ids";
import type { SynthesisInput } from "@/lib/core/synthesis/synthesis-input";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { synthesize } from "@/lib/core/synthesis/synthesize";
import { rememberReadings } from "@/lib/core/synthesis/text/remember-readings";
import { type Tx, transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { lacksFeedback, storeFeedback } from "./feedback/store/commands";
import { findSynthesisInput, type StoredInput } from "./queries";

/** Raised when the same answers make another draft than before, so that stored drafts are computed anew. */
const engine = 3;

/** A thousand answers of six questions stay read from one regeneration to the next. */
const read = rememberReadings(8_000_000);

/** Hash of what a synthesis is computed from; equal input gives an equal synthesis. */
export function hashInput(input: SynthesisInput): string {
  return createHash("sha256")
    .update(canonicalize({ engine, input }) ?? "")
    .digest("hex");
}

/** A draft as it is computed from what is submitted now. */
export type ComputedDraft = StoredInput & {
  /** The private synthesis; its answers have the ids of their records, its themes those that they had before. */
  readonly document: Synthesis;
  readonly inputHash: string;
  readonly themes: ThemeMemory;
};

/** Computes a survey's draft without storing it; null where there is no such survey. */
export async function computeDraft(surveyId: string, tx: Tx): Promise<ComputedDraft | null> {
  const stored = await findSynthesisInput(surveyId, tx);
  if (!stored) return null;
  const draft = await tx.synthesisDraft.findUnique({
    where: { surveyId },
    select: { themes: true },
  });
  // A respondent answers a question once, so the pair finds the record.
  const records = new Map(
    stored.input.answers.map((one) => [`${one.respondent} ${one.question}`, one.id]),
  );
  const named = nameAnswers(synthesize(stored.input, read), ({ respondent, question }) =>
    records.get(`${respondent} ${question}`),
  );
  // Written below alone, from the same type.
  const kept = keepThemeIds(named, (draft?.themes ?? {}) as unknown as ThemeMemory);
  return {
    ...stored,
    document: kept.synthesis,
    themes: kept.memory,
    inputHash: hashInput(stored.input),
  };
}

/**
 * Computes a survey's synthesis from what is submitted now and stores it as its draft. Does nothing when the input is
 * the same as the last time.
 */
export async function regenerateSynthesis(
  surveyId: string,
  now: Date,
): Promise<"stored" | "unchanged" | "gone"> {
  return transaction(async (tx) => {
    await lockSynthesis(tx, surveyId);
    const stored = await findSynthesisInput(surveyId, tx);
    if (!stored) return "gone";
    const known = await tx.synthesisDraft.findUnique({
      where: { surveyId },
      select: { inputHash: true },
    });
    const same = known?.inputHash === hashInput(stored.input);
    if (same && !(await lacksFeedback(tx, surveyId, stored))) return "unchanged";
    const computed = await computeDraft(surveyId, tx);
    if (!computed) return "gone";
    const draft = {
      document: JSON.parse(JSON.stringify(computed.document)),
      themes: JSON.parse(JSON.stringify(computed.themes)),
      inputHash: computed.inputHash,
      computedAt: now,
    };
    await tx.synthesisDraft.upsert({
      where: { surveyId },
      create: { surveyId, ...draft },
      update: draft,
    });
    if (stored.givesFeedback) await storeFeedback(tx, surveyId, stored, computed.document, now);
    return "stored";
  });
}

/** Two workers that regenerate one survey take turns, so that an older reading never replaces a newer one. */
async function lockSynthesis(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`synthesis:${surveyId}`}, 0))`;
}

/** Asks for a regeneration where the stored draft is older than its answers, as after an update of the product. */
export async function nudgeRegeneration(surveyId: string): Promise<void> {
  await transaction((tx) => enqueue(tx, { name: "synthesis.regenerate", surveyId }));
}
