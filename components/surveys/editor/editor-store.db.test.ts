import fc from "fast-check";
import { afterAll, expect, it, vi } from "vitest";
import { DrivenClock } from "@/e2e/support/driven-clock";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { questionFieldNames } from "@/lib/core/survey/question-draft";
import { templates } from "@/lib/core/survey/templates/catalogue";
import type { Reply } from "./editor-network";
import { EditorStore } from "./editor-store";
import { questionField, surveyField } from "./field-names";

// The store of the editor against the real commands and database; time and network are driven.

await useFreshDatabase();

const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { at, granted, seedInvitation, typeAnswer } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { createSurvey, openSurvey } = await import("@/lib/surveys/commands");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { findEditorState, findRevision } = await import("@/lib/surveys/editor/queries");
const { changeQuestions } = await import("@/lib/surveys/editor/questions/commands");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** Random runs, and how long the two type in each; the soak asks for more. */
const numRuns = Number(process.env["EDITOR_RUNS"] ?? 6);
const seconds = Number(process.env["EDITOR_SECONDS"] ?? 30);
vi.setConfig({ testTimeout: 60_000 + numRuns * seconds * 1000 });

/** One editor's page: its store, its connection, and what was typed and is not yet accounted for. */
class Page {
  online = true;
  /** Requests arrive and their answers do not. */
  deaf = false;
  /** How often the whole state was read. */
  reads = 0;
  store!: EditorStore;

  constructor(
    readonly clock: DrivenClock,
    readonly surveyId: string,
    readonly userId: string,
  ) {}

  async open(): Promise<void> {
    const state = await findEditorState(this.surveyId, this.userId);
    if (state === null) throw new Error("no state");
    const act = () => ({
      surveyId: this.surveyId,
      actorId: this.userId,
      now: new Date(this.clock.nowMs),
    });
    this.store = new EditorStore(state, {
      after: this.clock.after,
      now: () => this.clock.nowMs,
      openKept: async () => ({ takeOver: async () => undefined, replace: async () => false }),
      network: {
        save: (edits, decisions) =>
          this.request(async () => {
            const saved = await saveFields({ ...act(), edits: [...edits], decisions });
            if (!saved.ok) throw new Error(saved.reason);
            return saved.value;
          }),
        change: (change) =>
          this.request(async () => {
            await changeQuestions({ ...act(), change });
            return (await findEditorState(this.surveyId, this.userId)) ?? state;
          }),
        read: (since, answers) =>
          this.request(async () => {
            const stored = await findRevision(this.surveyId, this.userId);
            if (stored?.revision === since && stored.answers === answers) return null;
            this.reads += 1;
            return (await findEditorState(this.surveyId, this.userId)) ?? state;
          }),
      },
    });
    await this.store.start();
  }

  private request<T>(work: () => Promise<T>): Promise<Reply<T>> {
    const lost = { kind: "failed", why: "offline", retryAfterMs: null } as const;
    if (!this.online) return Promise.resolve(lost);
    const { deaf } = this;
    const done = work().then((value) => (deaf ? lost : ({ kind: "done", value } as const)));
    this.clock.underWay.add(done);
    void done.finally(() => this.clock.underWay.delete(done)).catch(() => undefined);
    return done;
  }
}

const now = new Date("2026-03-01T12:00:00Z");
let people = 0;

async function twoPages(): Promise<{ clock: DrivenClock; pages: [Page, Page]; surveyId: string }> {
  const [owner, editor] = await Promise.all(
    [1, 2].map(() => {
      people += 1;
      return db().user.create({ data: { email: `typist${people}@example.org` } });
    }),
  );
  const { document } = templates["safety-cases"];
  const ownerId = owner?.id ?? "";
  const editorId = editor?.id ?? "";
  const { id } = await createSurvey({ document, source: "safety-cases", ownerId, now });
  await db().surveyMember.create({ data: { surveyId: id, userId: editorId, role: "editor" } });
  const clock = new DrivenClock();
  const pages: [Page, Page] = [new Page(clock, id, ownerId), new Page(clock, id, editorId)];
  for (const page of pages) await page.open();
  return { clock, pages, surveyId: id };
}

/** Every text that can still be found: stored, set aside with a deleted question, or shown on a page. */
async function everywhere(surveyId: string, pages: readonly Page[]): Promise<string> {
  const stored = await db().survey.findUniqueOrThrow({
    where: { id: surveyId },
    include: { questions: { include: { revisions: true } }, deletedQuestions: true },
  });
  const shown = pages.map(({ store }) => {
    const { questions, deleted, orphans } = store.view;
    // What is brought back on this page comes back as it was typed here.
    const ids = [...[...questions, ...deleted].map(({ id }) => id), ...orphans];
    const names = [
      surveyField("title"),
      surveyField("introduction"),
      ...ids.flatMap((id) => questionFieldNames.map((name) => questionField(id, name))),
    ];
    return names.map((name) => store.field(name));
  });
  return JSON.stringify([stored, shown]);
}

const act = fc.record({
  page: fc.constantFrom(0, 1),
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant("type" as const) },
    { weight: 1, arbitrary: fc.constantFrom("cut", "deaf", "back", "look") },
    { weight: 1, arbitrary: fc.constantFrom("add", "delete", "restore", "move", "duplicate") },
  ),
  where: fc.nat(7),
  field: fc.constantFrom("prompt", "help", "title", "introduction"),
  pauseMs: fc.integer({ min: 50, max: 2500 }),
  id: fc.uuid(),
});

it("two who type in one survey lose nothing, whatever their network does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 60 }), async (acts) => {
      const { clock, pages, surveyId } = await twoPages();
      const began = clock.nowMs;
      let words = 0;
      /** The last words of each person in each field, as long as nobody has replaced or deleted them knowingly. */
      const owed = new Map<string, string>();
      for (const { page: who, what, where, field, pauseMs, id } of acts) {
        const page = pages[who];
        if (page === undefined || clock.nowMs - began > seconds * 1000) break;
        const { store } = page;
        const { questions, deleted } = store.view;
        const target = questions[where % Math.max(1, questions.length)]?.id;
        if (what === "type") {
          words += 1;
          const text = `words ${words} of ${who}.`;
          if (field === "title" || field === "introduction") {
            owed.set(`${who} ${field}`, text);
            seen(owed, pages, who, surveyField(field), field);
            store.setSurvey(field, text);
          } else if (target !== undefined) {
            owed.set(`${who} ${target} ${field}`, text);
            seen(owed, pages, who, questionField(target, field), `${target} ${field}`);
            store.setQuestion(target, field === "help" ? "help" : "prompt", text);
          }
        } else if (what === "cut") page.online = false;
        else if (what === "deaf") page.deaf = true;
        else if (what === "back") {
          page.online = true;
          page.deaf = false;
          store.retry();
        } else if (what === "look") await store.look();
        else if (what === "add") store.change({ change: what, id, kind: "text", after: null });
        else if (what === "restore") {
          const gone = deleted[0]?.id;
          if (gone !== undefined) store.change({ change: what, id: gone });
        } else if (target !== undefined) {
          if (what === "delete" && questions.length > 1) store.change({ change: what, id: target });
          if (what === "move") store.change({ change: what, id: target, before: null });
          if (what === "duplicate") store.change({ change: what, id, of: target });
        }
        await clock.pass(pauseMs);
      }
      for (const page of pages) {
        page.online = true;
        page.deaf = false;
        page.store.retry();
      }
      await clock.pass(120_000);
      for (const { store } of pages) await store.look();
      await clock.pass(120_000);
      const found = await everywhere(surveyId, pages);
      for (const text of owed.values()) expect(found).toContain(text);
      // Where nothing waits for a choice, both see what is stored.
      const calm = pages.every(({ store }) => store.view.status === "saved");
      if (calm) {
        const [one, other] = pages.map(({ store }) => store.view.questions.map(({ id }) => id));
        expect(one).toEqual(other);
      }
      for (const { store } of pages) store.stop();
    }),
    // To shrink a case takes longer than to read it.
    { numRuns, endOnFailure: true },
  );
});

/** Who types over words that stand in the field on the page has seen them: the other is owed them no more. */
function seen(
  owed: Map<string, string>,
  pages: readonly Page[],
  who: number,
  name: string,
  place: string,
): void {
  const field = pages[who]?.store.field(name);
  const other = `${1 - who} ${place}`;
  const words = owed.get(other);
  if (words !== undefined && field?.value === words) owed.delete(other);
}

it("keeps a change of an answered question on the page until its author has said what becomes of the answers", async () => {
  const { clock, pages, surveyId } = await twoPages();
  const [page] = pages;
  granted(await openSurvey({ surveyId, actorId: page.userId, now }));
  await page.open();
  const { id } = at(page.store.view.questions, 1);
  const revisions = () => db().questionRevision.findMany({ where: { questionId: id } });
  /** Presses Save, and lets what it asks for happen. */
  const press = async () => {
    const pressed = page.store.save();
    await clock.pass(1000);
    return pressed;
  };

  // Somebody answers after the page was loaded: it does not know yet.
  const invitation = await seedInvitation(surveyId, { sentAt: now });
  await beginAnswering(invitation, now);
  const answer = { value: "4", attribution: "aggregate", quotable: "no" };
  await typeAnswer(invitation.id, at(await revisions(), 0).id, answer, now);
  granted(await submitResponse(invitation.id, 1, now, async () => undefined));

  page.store.setQuestion(id, "prompt", "Will they hold?");
  page.store.setSurvey("introduction", "Said anew.");
  expect(page.store.view.changes).toEqual([{ id, decision: null, waits: null }]);
  expect(await press()).toBe(false);
  expect(page.store.field(`question.${id}.prompt`)?.refused).toContain("what becomes");
  expect(page.store.view.questions[1]?.answered).toEqual({ people: 1, reachable: 1 });
  expect(page.store.view.changes).toEqual([{ id, decision: null, waits: "decision" }]);
  expect(await revisions()).toHaveLength(1);
  // What needs no decision does not wait for it.
  expect(page.store.field("survey.introduction")?.version).toBe(2);

  // Half of a scale is put to nobody, decided or not.
  page.store.decide(id, "reworded");
  page.store.setQuestion(id, "setup", { kind: "stance", scale: ["No", ""] });
  expect(page.store.view.changes).toEqual([{ id, decision: "reworded", waits: "gaps" }]);
  expect(await press()).toBe(false);
  expect(await revisions()).toHaveLength(1);

  page.store.setQuestion(id, "setup", { kind: "stance", scale: ["No", "Yes"] });
  expect(await press()).toBe(true);
  expect(await revisions()).toHaveLength(2);
  expect(page.store.view.changes).toEqual([]);

  // A decision is spent with its change; what is put back was never stored.
  page.store.setQuestion(id, "prompt", "Will they?");
  expect(page.store.view.changes).toEqual([{ id, decision: null, waits: "decision" }]);
  page.store.putBack(id);
  expect(page.store.view.changes).toEqual([]);
  expect(page.store.question(id).prompt).toBe("Will they hold?");
  expect(await press()).toBe(true);
  expect(await revisions()).toHaveLength(2);
  for (const one of pages) one.store.stop();
});

it("counts the answers that come in while the page is open, and reads nothing where none did", async () => {
  const { pages, surveyId } = await twoPages();
  const [page] = pages;
  granted(await openSurvey({ surveyId, actorId: page.userId, now }));
  await page.open();
  const { id } = at(page.store.view.questions, 1);
  const [revision] = await db().questionRevision.findMany({ where: { questionId: id } });
  const invitation = await seedInvitation(surveyId, { sentAt: now });
  await beginAnswering(invitation, now);
  const fields = { value: "4", attribution: "aggregate", quotable: "no" };
  await typeAnswer(invitation.id, revision?.id ?? "", fields, now);
  page.store.setQuestion(id, "prompt", "Will they hold?");
  expect(page.store.view.changes).toEqual([{ id, decision: null, waits: null }]);
  await page.store.look();
  expect(page.reads).toBe(0);

  granted(await submitResponse(invitation.id, 1, now, async () => undefined));
  await page.store.look();
  expect(page.store.view.questions[1]?.answered).toEqual({ people: 1, reachable: 1 });
  expect(page.store.view.changes).toEqual([{ id, decision: null, waits: "decision" }]);
  expect(page.store.question(id).prompt).toBe("Will they hold?");

  // Whom no mail reaches any more is counted otherwise.
  await db().invitation.update({ where: { id: invitation.id }, data: { unsubscribedAt: now } });
  await page.store.look();
  expect(page.store.view.questions[1]?.answered).toEqual({ people: 1, reachable: 0 });
  await page.store.look();
  expect(page.reads).toBe(2);
  for (const one of pages) one.store.stop();
});
