import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { SynthesisInput } from "@/lib/core/synthesis/synthesis-schema";
import { synthesize } from "@/lib/core/synthesis/synthesize";
import { rememberReadings } from "@/lib/core/synthesis/text/remember-readings";
import { type Tx, transaction } from "@/lib/platform/db";
import { storeFeedback } from "./feedback/store/commands";
import { findSynthesisInput } from "./queries";

/** A thousand answers of six questions stay read from one regeneration to the next. */
const read = rememberReadings(8_000_000);

/** Hash of what a synthesis is computed from; equal input gives an equal synthesis. */
export function hashInput(input: SynthesisInput): string {
  return createHash("sha256")
    .update(canonicalize(input) ?? "")
    .digest("hex");
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
    const inputHash = hashInput(stored.input);
    const draft = await tx.synthesisDraft.findUnique({
      where: { surveyId },
      select: { inputHash: true },
    });
    if (draft?.inputHash === inputHash) return "unchanged";
    const synthesis = synthesize(stored.input, read);
    const document = JSON.parse(JSON.stringify(synthesis));
    await tx.synthesisDraft.upsert({
      where: { surveyId },
      create: { surveyId, document, inputHash, computedAt: now },
      update: { document, inputHash, computedAt: now },
    });
    if (stored.givesFeedback) await storeFeedback(tx, surveyId, stored, synthesis, now);
    return "stored";
  });
}

/** Two workers that regenerate one survey take turns, so that an older reading never replaces a newer one. */
async function lockSynthesis(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`synthesis:${surveyId}`}, 0))`;
}
