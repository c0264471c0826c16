import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { db } from "@/lib/platform/db";
import { beginAnswering } from "../commands";
import { findDesk } from "../queries";
import { saveDraftFields } from "./commands";

await useFreshDatabase();

const now = new Date("2026-03-01T12:00:00Z");
let counter = 0;

async function asked() {
  counter += 1;
  const survey = await db().survey.create({
    data: {
      slug: `drafts-${counter}`,
      title: "A survey",
      status: "open",
      openedAt: new Date(now.getTime() - 3_600_000),
      questions: {
        create: {
          key: "why",
          position: 0,
          revisions: { create: { number: 1, kind: "text", prompt: "Why?" } },
        },
      },
      invitations: {
        create: { name: "Cleo", tokenHash: String(counter).padStart(64, "d") },
      },
    },
    include: { questions: { include: { revisions: true } }, invitations: true },
  });
  const [question] = survey.questions;
  const [invitation] = survey.invitations;
  const [revision] = question?.revisions ?? [];
  if (!question || !invitation || !revision) throw new Error("nothing was asked");
  await beginAnswering(invitation, now);
  const save = async (value: unknown, baseVersion: number, revisionId = revision.id) => {
    const saved = await saveDraftFields(
      invitation.id,
      [{ question: revisionId, field: "text", value, baseVersion }],
      now,
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.fields[0];
  };
  const shown = async () => {
    const desk = await findDesk(invitation.id);
    return {
      text: desk?.draft.answers["why"]?.text,
      version: desk?.versions["answers.why.text"],
    };
  };
  return { question, revision, invitation, save, shown };
}

describe("saves of one field", () => {
  it("at once over one version: one is stored, every other is told of it", async () => {
    const { save, shown } = await asked();
    await save("first", 0);
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) => save(`text ${index}`, 1)),
    );
    const stored = all.filter((one) => one?.ok);
    expect(stored).toHaveLength(1);
    const { text, version } = await shown();
    expect(version).toBe(2);
    for (const one of all) {
      if (one && !one.ok)
        expect(one).toMatchObject({ reason: "conflict", value: text, version: 2 });
    }
  });

  it("at once where nothing was stored: one is stored, every other is told of it", async () => {
    const { save } = await asked();
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) => save(`text ${index}`, 0)),
    );
    expect(all.filter((one) => one?.ok)).toHaveLength(1);
  });

  it("twice in one request are stored one after the other", async () => {
    const { revision, invitation, shown } = await asked();
    const field = { question: revision.id, field: "text" };
    const saved = await saveDraftFields(
      invitation.id,
      [
        { ...field, value: "one", baseVersion: 0 },
        { ...field, value: "two", baseVersion: 1 },
      ],
      now,
    );
    expect(saved.ok && saved.value.fields.map((one) => one.ok && one.version)).toEqual([1, 2]);
    expect(await shown()).toEqual({ text: "two", version: 2 });
  });

  it("go on from a page of before a rewording, and are told of it; nothing is hidden", async () => {
    const { question, revision, save, shown } = await asked();
    await save("before", 0);
    const reworded = await db().questionRevision.create({
      data: { questionId: question.id, number: 2, kind: "text", prompt: "Why, then?" },
    });
    expect(await shown()).toEqual({ text: "before", version: 1 });
    // The page of before, then one loaded since, then the page of before again.
    expect(await save("still typing", 1)).toMatchObject({ ok: true, version: 2, reworded: true });
    expect(await save("typed anew", 2, reworded.id)).toEqual({
      question: reworded.id,
      field: "text",
      ok: true,
      version: 3,
    });
    expect(await save("typed on", 2, revision.id)).toMatchObject({
      ok: false,
      reason: "conflict",
      value: "typed anew",
      version: 3,
    });
    expect(await save("typed on", 3, revision.id)).toMatchObject({ ok: true, version: 4 });
    expect(await shown()).toEqual({ text: "typed on", version: 4 });
    expect(await db().draftField.count({ where: { questionRevisionId: revision.id } })).toBe(1);
  });

  it("keep whatever can be typed, and read it back the same", async () => {
    const { save, shown } = await asked();
    let version = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.constantFrom(
            "a\u0000b",
            "\ud800",
            "x".repeat(50_000),
            `e${"\u0301".repeat(10_000)}`,
            "\u202eright to left\u202c",
            "\\u0000 '; DROP TABLE",
          ),
        ),
        async (typed) => {
          const saved = await save(typed, version);
          if (!saved?.ok) throw new Error(`refused ${JSON.stringify(typed).slice(0, 50)}`);
          version = saved.version;
          expect((await shown()).text).toBe(typed.replaceAll("\u0000", "").toWellFormed());
        },
      ),
      { numRuns: 60 },
    );
  });
});
