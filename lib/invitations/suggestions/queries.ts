import { db } from "@/lib/platform/db";

/** A colleague whom an expert named, as the author sees it. */
export type SuggestionRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly note: string;
  readonly state: "open" | "approved" | "dismissed";
  /** Who named them; empty once that invitation is gone. */
  readonly by: string;
};

/** The colleagues named in a survey, for its owners and editors, the oldest first. */
export async function listSuggestions(surveyId: string, userId: string): Promise<SuggestionRow[]> {
  const rows = await db().colleagueSuggestion.findMany({
    where: {
      surveyId,
      survey: { members: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { invitation: { select: { name: true, email: true } } },
  });
  return rows.map(({ id, name, email, note, state, invitation }) => ({
    id,
    name,
    email,
    note,
    state,
    by: invitation?.name || invitation?.email || "",
  }));
}
