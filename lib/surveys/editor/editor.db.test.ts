import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { templates } from "@/lib/core/survey/templates/catalogue";
import type { FieldEdit } from "./schema";

await useFreshDatabase();

const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { createSurvey, openSurvey } = await import("../commands");
const { saveFields } = await import("./commands");
const { findEditorState, findRevision } = await import("./queries");
const { changeQuestions } = await import("./questions/commands");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const now = new Date("2026-03-01T12:00:00Z");
let people = 0;
function person() {
  people += 1;
  return db().user.create({ data: { email: `editor${people}@example.org`, name: "Author A" } });
}

/** A survey of six questions with its owner, and what its editor does. */
async function draft() {
  const owner = await person();
  const { document } = templates["safety-cases"];
  const { id } = await createSurvey({ document, source: "safety-cases", ownerId: owner.id, now });
  const act = { surveyId: id, actorId: owner.id, now };
  const state = async () => {
    const found = await findEditorState(id, owner.id);
    if (found === null) throw new Error("no state");
    return found;
  };
  const save = async (...edits: FieldEdit[]) => {
    const saved = await saveFields({ ...act, edits });
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.fields;
  };
  const change = (
    what: Parameters<typeof changeQuestions>[0]["change"],
  ): ReturnType<typeof changeQuestions> => changeQuestions({ ...act, change: what });
  return { id, owner, act, state, save, change };
}

it("stores each field over its own version, and shows both texts where two were typed over one", async () => {
  const { state, save } = await draft();
  const [first] = (await state()).questions;
  const place = { question: first?.id ?? "", field: "prompt" };
  expect(await save({ ...place, value: "From A", baseVersion: 1 })).toEqual([
    { ...place, ok: true, version: 2 },
  ]);
  // Somebody else, who saw version 1, touches the prompt and, beside it, the help.
  const help = { ...place, field: "help" };
  expect(
    await save(
      { ...place, value: "From B", baseVersion: 1 },
      { ...help, value: "Read **this**.", baseVersion: 1 },
    ),
  ).toEqual([
    { ...place, ok: false, reason: "conflict", version: 2, value: "From A" },
    { ...help, ok: true, version: 2 },
  ]);
  const [stored] = (await state()).questions;
  expect(stored?.fields).toMatchObject({
    prompt: { value: "From A", version: 2 },
    help: { value: "Read **this**.", version: 2 },
  });
  // The same text twice is no conflict: an answer was lost on the way.
  expect(await save({ ...place, value: "From A", baseVersion: 1 })).toEqual([
    { ...place, ok: true, version: 2 },
  ]);
});

it("takes words that are not complete yet, and opens only once nothing is missing", async () => {
  const { act, state, save } = await draft();
  const { questions } = await state();
  const stance = questions[1];
  if (stance?.fields.setup.value.kind !== "stance") throw new Error("a stance is expected");
  const setup = { ...stance.fields.setup.value, scale: ["No", "", "Yes"] };
  await save(
    { question: stance.id, field: "setup", value: setup, baseVersion: 1 },
    { question: stance.id, field: "prompt", value: " ", baseVersion: 1 },
  );
  const refused = await openSurvey(act);
  expect(refused).toMatchObject({ ok: false, reason: "incomplete" });
  expect(refused.ok ? [] : refused.problems).toEqual([
    { at: stance.id, message: "Question 2: the question has no words yet." },
    { at: stance.id, message: "Question 2: step 2 of the scale has no label." },
  ]);
  const whole = { ...setup, scale: ["No", "Perhaps", "Yes"] };
  await save(
    { question: stance.id, field: "setup", value: whole, baseVersion: 2 },
    { question: stance.id, field: "prompt", value: "Will it hold?", baseVersion: 2 },
  );
  expect(await openSurvey(act)).toEqual({ ok: true, value: null });
});

it("refuses what cannot be stored, field by field, and stores the rest", async () => {
  const { state, save } = await draft();
  const [first] = (await state()).questions;
  const own = { question: null, baseVersion: 1 };
  const fields = await save(
    { ...own, field: "title", value: "A".repeat(301) },
    { ...own, field: "timeZone", value: "Mars/Olympus" },
    { ...own, field: "status", value: "open" },
    { ...own, field: "authors", value: [{ name: "A", url: "javascript:alert(1)" }] },
    { ...own, field: "introduction", value: "Kept." },
    { question: first?.id ?? "", field: "setup", value: { kind: "stance" }, baseVersion: 1 },
    { question: "01990000-0000-7000-8000-000000000000", field: "help", value: "", baseVersion: 1 },
  );
  expect(fields.filter(({ ok }) => ok)).toEqual([
    { question: null, field: "introduction", ok: true, version: 2 },
  ]);
  expect(fields.flatMap((one) => (one.ok ? [] : [`${one.field} ${one.reason}`]))).toEqual([
    "title refused",
    "timeZone refused",
    "status refused",
    "authors refused",
    "setup refused",
    "help gone",
  ]);
  expect((await state()).survey).toMatchObject({
    introduction: { value: "Kept.", version: 2 },
    title: { version: 1 },
  });
});

it("stores the placeholders of the message under their own names, in whichever language they are typed", async () => {
  const { state, save } = await draft();
  const value = "Guten Tag, {Name}, bis {Enddatum} ist Zeit. {Nmae}";
  await save({ question: null, field: "invitationMessage", value, baseVersion: 1 });
  expect((await state()).survey.invitationMessage.value).toBe(
    "Guten Tag, {name}, bis {closing date} ist Zeit. {Nmae}",
  );
});

it("keeps a question's kind after opening, and records what changed in it as one new revision or not at all", async () => {
  const { act, state, save } = await draft();
  await openSurvey(act);
  const question = (await state()).questions[1];
  const place = { question: question?.id ?? "", baseVersion: 1 };
  const prompt = { ...place, field: "prompt", value: "Will they hold?" };
  // Half of a change would be put to experts.
  expect(await save(prompt, { ...place, field: "setup", value: { kind: "text" } })).toMatchObject([
    { field: "prompt", ok: false, reason: "refused", words: /kind of a question stays/ },
    { field: "setup", ok: false, reason: "refused" },
  ]);
  const unfinished = { kind: "stance", scale: ["No", ""], confidence: true };
  expect(await save(prompt, { ...place, field: "setup", value: unfinished })).toMatchObject([
    { field: "prompt", ok: false, reason: "refused" },
    { field: "setup", ok: false, reason: "refused" },
  ]);
  const scale = { kind: "stance", scale: ["No", "Perhaps", "Yes"], required: true };
  expect(await save(prompt, { ...place, field: "setup", value: scale })).toMatchObject([
    { field: "prompt", ok: true, version: 2 },
    { field: "setup", ok: true, version: 2 },
  ]);
  expect(await save({ ...place, field: "help", value: "", baseVersion: 1 })).toMatchObject([
    { ok: true, version: 1 },
  ]);
  const revisions = await db().questionRevision.findMany({
    where: { questionId: place.question },
    orderBy: { number: "asc" },
    select: { number: true, prompt: true, kind: true, required: true, correction: true },
  });
  const same = { kind: "stance", correction: false };
  expect(revisions).toEqual([
    { ...same, number: 1, prompt: question?.fields.prompt.value, required: false },
    { ...same, number: 2, prompt: "Will they hold?", required: true },
  ]);
  expect(await save({ ...place, field: "prompt", value: "", baseVersion: 2 })).toMatchObject([
    { ok: false, reason: "refused" },
  ]);
  expect(
    await save({ question: null, field: "closesOn", value: "2026-02-01", baseVersion: 1 }),
  ).toMatchObject([{ ok: false, reason: "refused", words: /before the opening/ }]);
});

it("adds, duplicates, moves, deletes and brings back", async () => {
  const { state, save, change } = await draft();
  const keys = async () => (await state()).questions.map(({ key }) => key);
  const [progress, influence, gap] = (await state()).questions;
  const added = "11111111-1111-4111-8111-111111111111";
  const add = { change: "add", id: added, kind: "estimate", after: progress?.id ?? "" } as const;
  await change(add);
  await change(add);
  expect((await keys()).slice(0, 3)).toEqual(["progress", "question-7", "influence"]);
  const copy = "22222222-2222-4222-8222-222222222222";
  await change({ change: "duplicate", id: copy, of: gap?.id ?? "" });
  const [, , , original, twin] = (await state()).questions;
  expect(twin?.id).toBe(copy);
  expect(twin?.fields.setup.value).toEqual(original?.fields.setup.value);
  await change({ change: "move", id: influence?.id ?? "", before: progress?.id ?? "" });
  await change({ change: "move", id: added, before: null });
  expect(await keys()).toEqual([
    "influence",
    "progress",
    "gap",
    "question-8",
    "in-time",
    "adoption",
    "focus",
    "question-7",
  ]);
  await save({ question: gap?.id ?? "", field: "prompt", value: "Typed", baseVersion: 1 });
  const before = await state();
  await change({ change: "delete", id: gap?.id ?? "" });
  expect((await state()).deleted).toEqual([{ id: gap?.id, prompt: "Typed" }]);
  await change({ change: "restore", id: gap?.id ?? "" });
  expect(await state()).toEqual({ ...before, revision: before.revision + 2 });
});

it("a stranger finds nothing, and a viewer changes nothing", async () => {
  const { id, act, owner } = await draft();
  const [stranger, viewer] = [await person(), await person()];
  await db().surveyMember.create({ data: { surveyId: id, userId: viewer.id, role: "viewer" } });
  const edits = [{ question: null, field: "title", value: "Theirs", baseVersion: 1 }];
  const added = "33333333-3333-4333-8333-333333333333";
  const change = { change: "add", id: added, kind: "text", after: null } as const;
  for (const [somebody, reason] of [
    [stranger, "not-found"],
    [viewer, "not-allowed"],
  ] as const) {
    const theirs = { ...act, actorId: somebody.id };
    expect(await findEditorState(id, somebody.id)).toBeNull();
    expect(await findRevision(id, somebody.id)).toBeNull();
    expect(await saveFields({ ...theirs, edits })).toEqual({ ok: false, reason });
    expect(await changeQuestions({ ...theirs, change })).toEqual({ ok: false, reason });
  }
  // Nor does somebody reach into one survey through another of their own.
  const other = await draft();
  const [foreign] = (await other.state()).questions;
  const reach = {
    ...act,
    edits: [{ question: foreign?.id ?? "", field: "prompt", value: "x", baseVersion: 1 }],
  };
  expect(await saveFields(reach)).toMatchObject({
    ok: true,
    value: { fields: [{ ok: false, reason: "gone" }] },
  });
  for (const what of ["delete", "duplicate", "restore"] as const) {
    const target = foreign?.id ?? "";
    const attempt =
      what === "duplicate"
        ? ({ change: what, id: added, of: target } as const)
        : ({ change: what, id: target } as const);
    await changeQuestions({ ...act, change: attempt });
  }
  expect((await other.state()).questions).toHaveLength(6);
  expect((await findEditorState(id, owner.id))?.questions).toHaveLength(6);
});

it("whatever the order of changes, every question stands once and in one place", async () => {
  const { state, change } = await draft();
  const nth = (list: readonly { id: string }[], index: number) =>
    list.length === 0 ? undefined : list[index % list.length]?.id;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          what: fc.constantFrom("add", "duplicate", "move", "delete", "restore"),
          id: fc.uuid(),
          one: fc.nat(20),
          other: fc.nat(20),
        }),
        { minLength: 3, maxLength: 8 },
      ),
      async (changes) => {
        for (const { what, id, one, other } of changes) {
          const { questions, deleted } = await state();
          const target = nth(questions, one);
          const gone = nth(deleted, one);
          if (what === "add") {
            await change({ change: what, id, kind: "text", after: nth(questions, other) ?? null });
          } else if (what === "duplicate" && target) await change({ change: what, id, of: target });
          else if (what === "move" && target) {
            await change({ change: what, id: target, before: nth(questions, other) ?? null });
          } else if (what === "delete" && target) await change({ change: what, id: target });
          else if (what === "restore" && gone) await change({ change: what, id: gone });
        }
        const { questions, surveyId } = await state();
        const stored = await db().question.findMany({
          where: { surveyId },
          orderBy: { position: "asc" },
        });
        expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => index + 1));
        expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
      },
    ),
    { numRuns: 8 },
  );
});
