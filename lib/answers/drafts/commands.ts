import { randomUUID } from "node:crypto";
import { type DraftValue, isConsentField } from "@/lib/core/answers/draft-fields";
import { parseDraftValue } from "@/lib/core/answers/draft-schema";
import { lateConsentHolds, sameValue } from "@/lib/core/answers/merge";
import type { Outcome } from "@/lib/core/errors";
import { db, planOnce } from "@/lib/platform/db";
import { canAnswer, graceLeftMs } from "../policy";
import type { DraftSave } from "../schema";
import { findSavingDesk, type SavingDesk } from "./queries";

/** What became of one saved field. */
export type DraftSaved = { readonly question: string | null; readonly field: string } & (
  | {
      readonly ok: true;
      readonly version: number;
      /** The question has been reworded since the page that sent this was loaded. */
      readonly reworded?: true;
    }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      readonly value: unknown;
      readonly version: number;
    }
  | { readonly ok: false; readonly reason: "not-found" | "too-long" | "invalid" }
);

/** What became of a save; how long the rest can be finished where the survey has closed meanwhile. */
export type Saved = { readonly fields: readonly DraftSaved[]; readonly graceMs: number | null };

/** A row to write: new, or over the version before this one. */
type Change = {
  readonly id: string;
  readonly revision: string | null;
  /** The question has been reworded since. */
  readonly isReworded: boolean;
  readonly field: string;
  readonly value: DraftValue;
  readonly version: number;
  readonly isNew: boolean;
};

const mostAttempts = 10;

/**
 * Stores fields as they are typed, each over the version it names. Reads, decides and writes without a lock: a row is
 * written only over the version that was read, and what another save of the same person overtook is decided anew.
 */
export async function saveDraftFields(
  invitationId: string,
  saves: readonly DraftSave[],
  now: Date,
): Promise<Outcome<Saved>> {
  const asked = [...new Set(saves.flatMap(({ question }) => question ?? []))];
  const fields = [...new Set(saves.map(({ field }) => field))];
  const saved = new Map<DraftSave, DraftSaved>();
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const desk = await findSavingDesk(invitationId, asked, fields);
    if (desk === null) return { ok: false, reason: "not-found" };
    if (!canAnswer(desk, now)) return { ok: false, reason: "survey-closed" };
    const changes = new Map<DraftSave, Change>();
    const touched = new Set<string>();
    for (const save of saves) {
      if (saved.has(save)) continue;
      // The same field twice: the second is decided when the first is stored.
      const place = `${save.question} ${save.field}`;
      if (touched.has(place)) continue;
      touched.add(place);
      const decided = decide(desk, save);
      if ("change" in decided) changes.set(save, decided.change);
      else saved.set(save, decided.saved);
    }
    const written = await writeChanges(desk.responseId, [...changes.values()], now);
    for (const [save, change] of changes) {
      if (!written.has(change.id)) continue;
      saved.set(save, {
        question: save.question,
        field: save.field,
        ok: true,
        version: change.version,
        ...(change.isReworded ? { reworded: true } : {}),
      });
    }
    if (saved.size === saves.length) {
      return {
        ok: true,
        value: {
          fields: saves.flatMap((save) => saved.get(save) ?? []),
          graceMs: graceLeftMs(desk, now),
        },
      };
    }
  }
  throw new Error("draft fields changed under every attempt to save them");
}

function decide(
  desk: SavingDesk,
  save: DraftSave,
): { readonly change: Change } | { readonly saved: DraftSaved } {
  const { question, field, baseVersion } = save;
  const refuse = (reason: "not-found" | "too-long" | "invalid") => ({
    saved: { question, field, ok: false, reason } as const,
  });
  const revision = desk.revisions.find(({ id }) => id === question);
  if (question !== null && revision === undefined) return refuse("not-found");
  const parsed = parseDraftValue(revision?.kind ?? null, field, save.value);
  if (!parsed.ok) return refuse(parsed.reason === "unknown-field" ? "not-found" : parsed.reason);
  const { value } = parsed;
  if (field === "attribution" && value !== "" && !desk.attributions.some((one) => one === value)) {
    return refuse("invalid");
  }
  const questionId = revision?.questionId ?? null;
  const row = desk.stored.findLast((one) => one.questionId === questionId && one.field === field);
  // Under the wording that the page showed: what is typed answers that one, whatever was worded since.
  const place = { revision: question, isReworded: revision?.newestId !== (question ?? undefined) };
  if (row === undefined) {
    const version = baseVersion + 1;
    return {
      change: { id: randomUUID(), ...place, field, value, version, isNew: true },
    };
  }
  if (row.version !== baseVersion) {
    if (sameValue(row.value, value)) {
      return { saved: { question, field, ok: true, version: row.version } };
    }
    const holds =
      isConsentField(field) && lateConsentHolds(field, String(value), String(row.value));
    if (!holds) {
      const { value: theirs, version } = row;
      return { saved: { question, field, ok: false, reason: "conflict", value: theirs, version } };
    }
  }
  // The same value again raises the version too, so that an older save still under way comes too late.
  return {
    change: { id: row.id, ...place, field, value, version: row.version + 1, isNew: false },
  };
}

/** Writes rows in one statement; gives the ids of those that nothing had overtaken. */
async function writeChanges(
  responseId: string,
  changes: readonly Change[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const rows = await db().$queryRaw<{ id: string }[]>`${planOnce}
    WITH "given" AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        AS g("id" uuid, "revision" uuid, "field" text, "value" jsonb, "version" integer, "isNew" boolean)
    ), "updated" AS (
      UPDATE "DraftField" d SET "value" = g."value", "version" = g."version", "updatedAt" = ${now},
        "questionRevisionId" = CASE
          WHEN d."questionRevisionId" = g."revision" OR EXISTS (
            SELECT 1 FROM "DraftField" o WHERE o."responseId" = d."responseId"
              AND o."questionRevisionId" = g."revision" AND o."field" = d."field" AND o."id" <> d."id")
          THEN d."questionRevisionId" ELSE g."revision" END
      FROM "given" g WHERE NOT g."isNew" AND d."id" = g."id" AND d."version" = g."version" - 1
      RETURNING d."id"
    ), "inserted" AS (
      INSERT INTO "DraftField" ("id", "responseId", "questionRevisionId", "field", "value", "version", "updatedAt")
      SELECT g."id", ${responseId}::uuid, g."revision", g."field", g."value", g."version", ${now}
      FROM "given" g WHERE g."isNew"
      ON CONFLICT DO NOTHING
      RETURNING "id"
    )
    SELECT "id" FROM "updated" UNION ALL SELECT "id" FROM "inserted"`;
  return new Set(rows.map(({ id }) => id));
}
