import type { AutosavePorts, AutosaveView, SaveOutcome } from "@/components/answers/autosave-ports";
import { AutosaveRunner } from "@/components/answers/autosave-runner";
import {
  type FieldState,
  isDirty,
  type SaveRequest,
  type SaveResult,
  type ServerField,
} from "@/lib/core/answers/autosave";
import {
  newSetup,
  type QuestionFieldName,
  type QuestionFields,
  questionFieldNames,
} from "@/lib/core/survey/question-draft";
import type { RewordingDecision } from "@/lib/core/survey/rewording";
import type {
  EditorState,
  QuestionChange,
  SurveyFieldName,
  SurveyFields,
} from "@/lib/surveys/editor/schema";
import type { EditorNetwork, Reply } from "./editor-network";
import type { EditorStatus, EditorView } from "./editor-view";
import { placeOf, questionField, serverFields, surveyField } from "./field-names";
import { OpenedQuestions } from "./opened-questions";
import { changed, listOf } from "./question-list";

export type EditorPorts = Pick<AutosavePorts, "openKept" | "after" | "now"> & {
  readonly network: EditorNetwork;
};

const retryMs = 3000;

/**
 * What the editor holds: every field as typed, by the same rules as the answers of experts (what is typed is stored,
 * or still held, or shown beside another text), and the list of questions. Each part of the page listens to its own
 * topic, so that a letter typed in one question draws nothing anew elsewhere.
 */
export class EditorStore {
  private readonly runner: AutosaveRunner;
  private readonly listeners = new Map<string, Set<() => void>>();
  private fields: Readonly<Record<string, FieldState>>;
  private readonly wholes = new Map<string, QuestionFields>();
  private current: EditorView;
  private revision: number;
  /** The stamp of the answers that were counted last. */
  private answers: string;
  /** Questions that the server may not have yet: what is typed in them waits. */
  private readonly unborn = new Set<string>();
  private changes: Promise<void> = Promise.resolve();
  private pending = 0;
  /** Why the change that comes next has not arrived yet. */
  private changesFail: "offline" | "busy" | null = null;
  private stopped = false;
  private readonly opened = new OpenedQuestions(this);

  constructor(
    state: EditorState,
    private readonly ports: EditorPorts,
  ) {
    const draft = state.status === "draft";
    this.revision = state.revision;
    this.answers = state.answers;
    this.runner = new AutosaveRunner(
      serverFields(state),
      {
        ...ports,
        post: (batch, leaving) => this.post(batch, leaving),
        // The page reads what is typed from this store.
        show: () => undefined,
        changed: (view) => this.heard(view),
        waits: (name) => this.opened.changeOf(placeOf(name).question)?.waits != null,
      },
      draft,
    );
    this.fields = this.runner.view.state.fields;
    this.current = {
      ...listOf(state),
      draft,
      outdated: false,
      status: this.statusNow(),
      conflicts: [],
      refused: [],
      orphans: [],
      changes: [],
      trouble: null,
    };
  }

  /** Reads what this browser had kept, and sends what is not stored yet. */
  async start(): Promise<void> {
    this.stopped = false;
    await this.runner.start();
  }

  stop(): void {
    this.stopped = true;
    this.runner.stop();
  }

  leave(): void {
    this.runner.leave();
  }

  retry(): void {
    this.runner.retry();
  }

  /** Calls back whenever a topic changes: a field's name, `question <id>`, or "view". */
  subscribe(topic: string, listener: () => void): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    listeners.add(listener);
    this.listeners.set(topic, listeners);
    return () => listeners.delete(listener);
  }

  get view(): EditorView {
    return this.current;
  }

  field(name: string): FieldState | undefined {
    return this.fields[name];
  }

  surveyValue<Name extends SurveyFieldName>(name: Name): SurveyFields[Name] {
    // Put in by the types of the state, and changed only through `setSurvey`.
    return this.fields[surveyField(name)]?.value as SurveyFields[Name];
  }

  /** A question as typed; the same object as long as nothing in it changes. */
  question(id: string): QuestionFields {
    const value = (name: QuestionFieldName) => this.fields[questionField(id, name)]?.value;
    const known = this.wholes.get(id);
    const [prompt, help, setup] = [value("prompt"), value("help"), value("setup")];
    if (known && known.prompt === prompt && known.help === help && known.setup === setup) {
      return known;
    }
    // Put in by the types of the state, and changed only through `setQuestion`.
    const whole = {
      prompt: prompt ?? "",
      help: help ?? "",
      setup: setup ?? newSetup("text"),
    } as QuestionFields;
    this.wholes.set(id, whole);
    return whole;
  }

  setSurvey<Name extends SurveyFieldName>(name: Name, value: SurveyFields[Name]): void {
    this.runner.record(surveyField(name), value);
  }

  setQuestion<Name extends QuestionFieldName>(
    id: string,
    name: Name,
    value: QuestionFields[Name],
  ): void {
    this.runner.record(questionField(id, name), value);
  }

  /** What becomes of the answers to a question that was changed after the opening. */
  decide(id: string, decision: RewordingDecision): void {
    this.opened.decide(id, decision);
    // What the server did not take without this, or with another, gets its own try.
    this.sendAgain(id);
    this.show({ changes: this.opened.changes() });
  }

  /** Lets go of what was changed in a question and is not stored. */
  putBack(id: string): void {
    this.opened.forget(id);
    this.forget(id);
  }

  /** A question as it is stored. */
  storedQuestion(id: string): QuestionFields {
    const value = (name: QuestionFieldName) => this.fields[questionField(id, name)]?.confirmed;
    // Put in by the types of the state.
    return {
      prompt: value("prompt") ?? "",
      help: value("help") ?? "",
      setup: value("setup") ?? newSetup("text"),
    } as QuestionFields;
  }

  /** Sends everything now; true once it is stored. */
  save(): Promise<boolean> {
    return this.runner.flush();
  }

  /** The author chose between two texts of one field. */
  settle(name: string, choice: "mine" | "theirs"): void {
    this.runner.settleConflict(name, choice);
  }

  /** Changes the list: at once on the page, then on the server, in the order in which changes were made. */
  change(change: QuestionChange): void {
    this.prepare(change);
    const list = changed(this.current, change, (id) => this.question(id).prompt);
    const orphans = this.current.orphans.filter((id) => id !== change.id);
    this.pending += 1;
    this.show({ ...list, orphans, trouble: null, status: this.statusNow() });
    this.changes = this.changes.then(() => this.perform(change));
  }

  /** Lets go of what was typed in a question that somebody else deleted. */
  forget(id: string): void {
    for (const name of questionFieldNames) {
      const field = this.fields[questionField(id, name)];
      if (field !== undefined) this.runner.record(questionField(id, name), field.confirmed);
    }
    this.show({ orphans: this.current.orphans.filter((one) => one !== id) });
  }

  /** Looks whether somebody else has stored anything. */
  async look(): Promise<void> {
    if (this.pending > 0 || this.stopped) return;
    const reply = await this.ports.network.read(this.revision, this.answers);
    if (reply.kind === "done" && reply.value !== null) this.adopt(reply.value);
  }

  /** Settles once every change of the list has been answered. */
  settled(): Promise<void> {
    return this.changes;
  }

  private prepare(change: QuestionChange): void {
    if (change.change !== "add" && change.change !== "duplicate") return;
    const fields: QuestionFields =
      change.change === "add"
        ? { prompt: "", help: "", setup: newSetup(change.kind) }
        : this.question(change.of);
    this.unborn.add(change.id);
    const fresh: Record<string, ServerField> = {};
    for (const name of questionFieldNames) {
      fresh[questionField(change.id, name)] = { value: fields[name], version: 1 };
    }
    this.runner.learn(fresh);
  }

  private async perform(change: QuestionChange): Promise<void> {
    // What was typed last goes with it: a copy has it, and what is deleted can come back with it.
    if (change.change === "duplicate" || change.change === "delete") await this.runner.flush();
    for (;;) {
      const reply = await this.ports.network.change(change);
      if (this.stopped) return;
      if (reply.kind === "failed") {
        this.changesFail = reply.why;
        this.show({ status: this.statusNow() });
        const wait = Math.max(reply.retryAfterMs ?? 0, retryMs);
        await new Promise<void>((next) => this.ports.after(wait, next));
        continue;
      }
      this.pending -= 1;
      this.unborn.delete(change.id);
      if (reply.kind === "done") this.adopt(reply.value);
      else await this.takeBack(reply);
      if (change.change === "restore") this.sendAgain(change.id);
      this.changesFail = null;
      this.show({ status: this.statusNow() });
      return;
    }
  }

  /** A change that the server did not make: the page goes back to what is stored, and says so. */
  private async takeBack(reply: Reply<EditorState>): Promise<void> {
    const words =
      reply.kind === "halted"
        ? reply.why === "ended"
          ? "You were signed out. Sign in in another tab; what you typed is kept here."
          : "You may no longer edit this survey."
        : "This could not be done: the list below is as it is stored.";
    const stored = await this.ports.network.read(0, "");
    if (stored.kind === "done" && stored.value !== null) this.adopt(stored.value);
    this.show({ trouble: words });
  }

  private sendAgain(id: string): void {
    for (const name of questionFieldNames) {
      const field = this.fields[questionField(id, name)];
      if (field?.refused) this.runner.record(questionField(id, name), field.value);
    }
  }

  /** Takes over what is stored: the list, and fields that stand here as they were stored. */
  private adopt(state: EditorState): void {
    if (state.revision < this.revision) return;
    this.revision = state.revision;
    this.runner.learn(serverFields(state));
    const outdated = (state.status === "draft") !== this.current.draft;
    if (this.pending > 0) {
      this.show({ outdated });
      return;
    }
    this.answers = state.answers;
    const list = listOf(state);
    const stored = new Set(list.questions.map(({ id }) => id));
    const lost = this.current.questions.filter(({ id }) => !stored.has(id) && this.isTyped(id));
    const orphans = [...this.current.orphans, ...lost.map(({ id }) => id)];
    this.show({ ...list, outdated, orphans: orphans.filter((id) => !stored.has(id)) });
    if (!this.current.draft) this.show({ changes: this.opened.changes() });
  }

  /** Whether something in a question is not stored. */
  isTyped(id: string): boolean {
    return questionFieldNames.some((name) => {
      const field = this.fields[questionField(id, name)];
      return field !== undefined && isDirty(field);
    });
  }

  private async post(batch: readonly SaveRequest[], leaving: boolean): Promise<SaveOutcome> {
    const known = batch.filter(({ key }) => !this.unborn.has(placeOf(key).question ?? ""));
    const nothing = { kind: "results", results: [], reworded: [], graceMs: null } as const;
    if (known.length === 0) return nothing;
    const edits = known.map(({ key, value, baseVersion }) => ({
      ...placeOf(key),
      value,
      baseVersion,
    }));
    const decisions = this.opened.decisionsOn(edits.map(({ question }) => question));
    const reply = await this.ports.network.save(edits, decisions, leaving);
    if (reply.kind === "failed") return reply;
    if (reply.kind === "halted") return reply;
    if (reply.kind === "refused") return { ...nothing, results: known.map(notTaken) };
    const { before, revision, fields } = reply.value;
    // Somebody else has stored something since the last look, if this was not saved over what is known here.
    if (before > this.revision) void this.look();
    else this.revision = Math.max(this.revision, revision);
    const results = known.flatMap(({ key }): SaveResult[] => {
      const place = placeOf(key);
      const saved = fields.find(
        (one) => one.question === place.question && one.field === place.field,
      );
      if (saved === undefined) return [];
      if (saved.ok) return [{ key, ok: true, version: saved.version }];
      return saved.reason === "conflict"
        ? [{ key, ok: false, reason: "conflict", value: saved.value, version: saved.version }]
        : [{ key, ok: false, reason: "refused", why: saved.words }];
    });
    if (!this.current.draft) this.settleDecisions(results);
    return { ...nothing, results };
  }

  /** A decision is spent with its change. Where one was not taken, the answers may have come in since: they are counted anew. */
  private settleDecisions(results: readonly SaveResult[]): void {
    for (const { key, ok } of results) if (ok) this.opened.forget(placeOf(key).question ?? "");
    if (results.every(({ ok }) => ok)) return;
    void this.ports.network.read(0, "").then((stored) => {
      if (stored.kind === "done" && stored.value !== null && !this.stopped)
        this.adopt(stored.value);
    });
  }

  private heard(view: AutosaveView): void {
    const before = this.fields;
    this.fields = view.state.fields;
    const touched = new Set<string>();
    const conflicts: string[] = [];
    const refused: { name: string; words: string }[] = [];
    for (const [name, field] of Object.entries(this.fields)) {
      if (field.conflict !== null) conflicts.push(name);
      if (field.refused !== null) refused.push({ name, words: field.refused });
      if (field === before[name]) continue;
      touched.add(name);
      const { question } = placeOf(name);
      if (question !== null) touched.add(`question ${question}`);
    }
    for (const topic of touched) this.notify(topic);
    const { current } = this;
    const status = this.statusNow();
    const changes = this.opened.changes();
    const same =
      current.status === status &&
      current.conflicts.join() === conflicts.join() &&
      JSON.stringify(current.changes) === JSON.stringify(changes) &&
      JSON.stringify(current.refused) === JSON.stringify(refused);
    if (!same) this.show({ status, conflicts, refused, changes });
    if (touched.size > 0) this.notify("fields");
  }

  /** A change of the list that is under way is not saved either. */
  private statusNow(): EditorStatus {
    const { status } = this.runner.view;
    // What only an expert's page is told of.
    if (status === "erased" || status === "revoked" || status === "outdated") return "closed";
    if (this.pending === 0 || status !== "saved") return status;
    return this.changesFail ?? "saving";
  }

  private show(part: Partial<EditorView>): void {
    this.current = { ...this.current, ...part };
    this.notify("view");
  }

  private notify(topic: string): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) listener();
  }
}

function notTaken({ key }: SaveRequest): SaveResult {
  return { key, ok: false, reason: "refused", why: "The server could not read this." };
}
