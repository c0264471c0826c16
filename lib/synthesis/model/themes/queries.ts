import type { KeptThemes } from "@/lib/core/synthesis/model/kept-themes";
import type { ThemeGrouping } from "@/lib/core/synthesis/synthesis-input";
import { db, type Tx } from "@/lib/platform/db";
import type { ProposalState } from "@/prisma/generated/client/client";

const fields = {
  id: true,
  questionKey: true,
  grouping: true,
  replaces: true,
  state: true,
  decidedAt: true,
  run: { select: { model: true } },
  decidedBy: { select: { name: true } },
} as const;

/** A proposed sorting of a question's points as its author looks at it. */
export type StoredThemes = {
  readonly id: string;
  readonly question: string;
  readonly kept: KeptThemes;
  /** Titles of the rules' themes when it was proposed. */
  readonly replaces: readonly string[];
  readonly state: ProposalState;
  readonly model: string;
  readonly decidedBy: string;
  readonly decidedAt: Date | null;
};

/** The sortings proposed for a survey, the oldest first. */
export async function listThemeProposals(
  surveyId: string,
  client: Tx = db(),
): Promise<StoredThemes[]> {
  const rows = await client.themeProposal.findMany({
    where: { surveyId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: fields,
  });
  return rows.map((row) => ({
    id: row.id,
    question: row.questionKey,
    // Both were written by this room alone, from the same types.
    kept: row.grouping as unknown as KeptThemes,
    replaces: row.replaces as string[],
    state: row.state,
    model: row.run.model,
    decidedBy: row.decidedBy?.name ?? "",
    decidedAt: row.decidedAt,
  }));
}

/** The sortings that authors accepted, for the engine. */
export async function listGroupings(surveyId: string, client: Tx): Promise<ThemeGrouping[]> {
  const stored = await listThemeProposals(surveyId, client);
  return stored
    .filter(({ state }) => state === "accepted")
    .map(({ question, model, decidedBy, kept }) => ({
      question,
      model,
      acceptedBy: decidedBy,
      ...kept,
    }));
}
