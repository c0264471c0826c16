import {
  type AutosaveState,
  adoptKept,
  edit,
  fail,
  forgetStored,
  learn,
  resolve,
  type ServerField,
  settle,
  startAutosave,
  statusOf,
  takeBatch,
  toKeep,
} from "@/lib/core/answers/autosave";
import { isConsentField } from "@/lib/core/answers/draft-fields";
import {
  type AutosavePorts,
  type AutosaveView,
  type ConsentNotice,
  type Halted,
  isGone,
  type SaveOutcome,
} from "./autosave-ports";
import type { KeptAnswers } from "./kept-answers";

/** Well below the promised two seconds, and long enough to send a word and not a letter. */
const saveAfterMs = 700;
const retryAfterMs = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** Runs the autosave state machine: when to send, when to send again, what the browser keeps. */
export class AutosaveRunner {
  private state: AutosaveState;
  private kept: KeptAnswers | null = null;
  private cancelTimer: (() => void) | null = null;
  private failures = 0;
  private failed: "offline" | "busy" = "offline";
  /** The server's own word on when to try again. */
  private retryMs: number | null = null;
  private halted: Halted | null = null;
  private stopped = false;
  private sending = 0;
  private consentNotice: ConsentNotice | null = null;
  private consentAt: readonly string[] = [];
  /** Changes of consent go one after the other, each over the version that the last one gave. */
  private consents: Promise<void> = Promise.resolve();
  /** Changes of consent whose answer is not there yet. */
  private asking = 0;
  /** Consent of which nobody knows whether the server has it: the answer was lost. */
  private readonly unsure = new Set<string>();
  private reworded: readonly string[] = [];
  private graceEndsAt: number | null = null;
  private submission: number | null = null;

  /** Everything is sent now: the person pressed a button. */
  private pressed = false;

  constructor(
    server: Readonly<Record<string, ServerField>>,
    private readonly ports: AutosavePorts,
    /** Whether what is typed is sent by itself; if not, only `flush` sends. */
    private readonly asTyped = true,
  ) {
    this.state = startAutosave(server);
  }

  get view(): AutosaveView {
    const typed = statusOf(this.state);
    const status = this.halted ?? (typed === "saved" && this.asking > 0 ? "saving" : typed);
    const failing =
      this.failures > 0 && (status === "unsaved" || status === "saving" || this.unsure.size > 0);
    const graceMs = this.graceEndsAt === null ? null : this.graceEndsAt - this.ports.now();
    return {
      state: this.state,
      status: failing && this.halted === null ? this.failed : status,
      consentNotice: this.consentNotice,
      consentAt: this.consentAt,
      reworded: this.reworded,
      submission: this.submission,
      graceMinutes: graceMs === null ? null : Math.max(0, Math.floor(graceMs / 60_000)),
    };
  }

  /** Reads what the browser had kept, and sends what is not stored yet. */
  async start(): Promise<void> {
    this.stopped = false;
    try {
      const opened = await this.ports.openKept();
      if (this.stopped) return;
      await opened.takeOver(
        (key) => key in this.state.fields,
        (records) => {
          const before = this.state;
          this.state = adoptKept(before, records);
          for (const [key, field] of Object.entries(this.state.fields)) {
            if (field.value !== before.fields[key]?.value) this.ports.show(key, field.value);
          }
          return toKeep(this.state, this.ports.now());
        },
      );
      this.kept = opened;
    } catch {
      // Storage is forbidden; the server still gets every field.
    }
    this.changed();
    await this.send();
  }

  /** Something was typed. Consent goes through `saveConsent` alone. */
  record(name: string, value: unknown): void {
    if (isConsentField(name.split(".").at(-1) ?? "")) return;
    this.state = edit(this.state, name, value);
    this.changed();
    if (this.failures === 0) this.schedule(saveAfterMs);
  }

  /** The page may be about to go away: what is unsaved leaves now. */
  leave(): void {
    void this.send(true);
  }

  /** The connection may be back, or the link open again in another tab: try at once. */
  retry(): void {
    if (this.halted !== null && isGone(this.halted)) return;
    this.failures = 0;
    this.halted = null;
    void this.send().then(() => this.askHowItStands());
  }

  /** Somebody who comes back to the page learns at once what became of it elsewhere. */
  private async askHowItStands(): Promise<void> {
    if (this.halted !== null || this.stopped || this.sending > 0 || this.failures > 0) return;
    const outcome = await this.ports.ask?.();
    if (outcome === undefined || this.stopped) return;
    // That it cannot be asked is no failure: nothing waits to be sent.
    if (outcome.kind === "results") this.heard(outcome);
    else if (outcome.kind === "halted") this.halt(outcome.why);
    this.changed();
  }

  private halt(why: Halted): void {
    this.halted = why;
    if (!isGone(why)) return;
    this.kept = null;
    void this.ports.forget?.().catch(() => undefined);
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer?.();
  }

  /** What the server holds by now was heard: another device or person stored it. */
  learn(fields: Readonly<Record<string, ServerField>>): void {
    this.state = learn(this.state, fields);
    this.changed();
  }

  /** Sends at once what is unsaved; true when the server then has everything and every choice of consent is known. */
  async flush(): Promise<boolean> {
    this.pressed = true;
    const saved = await this.sendAll();
    this.pressed = false;
    return saved;
  }

  private async sendAll(): Promise<boolean> {
    await this.consents;
    for (let round = 0; round < 40; round += 1) {
      await this.send();
      if (statusOf(this.state) === "saved" && this.unsure.size === 0) return true;
      if (this.failures > 0 || this.halted !== null) return false;
      if (!["saving", "unsaved"].includes(statusOf(this.state))) return false;
      if (this.sending === 0 && this.batch().batch.length === 0) return false;
      // A save already under way holds its fields.
      await new Promise<void>((next) => this.ports.after(50, next));
    }
    return false;
  }

  /** The person chose between two texts. */
  settleConflict(name: string, choice: "mine" | "theirs"): void {
    this.state = resolve(this.state, name, choice);
    this.ports.show(name, this.state.fields[name]?.value);
    this.changed();
    void this.send();
  }

  /** Changes consent only with the server's word: what it does not confirm goes back to what it was. */
  saveConsent(changes: readonly { name: string; value: string }[]): Promise<void> {
    this.asking += 1;
    this.consents = this.consents
      .then(() => this.postConsent(changes, false))
      .finally(() => {
        this.asking -= 1;
        this.changed();
      });
    this.changed();
    return this.consents;
  }

  private async postConsent(
    changes: readonly { name: string; value: string }[],
    again: boolean,
  ): Promise<void> {
    const batch = changes.map(({ name, value }) => ({
      key: name,
      value,
      baseVersion: this.state.fields[name]?.version ?? 0,
    }));
    if (!again) {
      this.consentNotice = null;
      this.consentAt = changes.map(({ name }) => name);
    }
    const outcome = await this.ports.post(batch, false);
    if (outcome.kind !== "results") {
      for (const { key } of batch) {
        this.ports.show(key, this.state.fields[key]?.confirmed ?? "");
        // The choice may have been stored and the answer lost: the server is asked as soon as it answers again.
        if (outcome.kind === "failed") this.unsure.add(key);
      }
      if (!again) this.consentNotice = outcome.kind === "failed" ? "offline" : "refused";
      if (outcome.kind === "failed") {
        this.failing(outcome);
        this.schedule(this.delayMs());
      } else this.halt(outcome.why);
      this.changed();
      return;
    }
    this.heard(outcome);
    const fields = { ...this.state.fields };
    for (const request of batch) {
      const result = outcome.results.find(({ key }) => key === request.key);
      const field = fields[request.key];
      if (field === undefined || result === undefined) continue;
      this.unsure.delete(request.key);
      if (result.ok) {
        const { value } = request;
        fields[request.key] = { ...field, value, confirmed: value, version: result.version };
      } else if (result.reason === "conflict") {
        const { value, version } = result;
        fields[request.key] = { ...field, value, confirmed: value, version };
        this.ports.show(request.key, value);
        this.consentNotice = again ? "stored" : "tighter";
      } else {
        this.ports.show(request.key, field.confirmed);
        this.consentNotice = "refused";
      }
    }
    this.state = { fields };
    this.changed();
  }

  /**
   * Consent whose answer was lost: what stood before is said once more. Had the server not got the choice, nothing
   * changes; had it got a wider one, the earlier and tighter holds; had it got a tighter one, the page shows that.
   */
  private async settleUnsure(): Promise<void> {
    if (this.unsure.size === 0) return;
    const changes = [...this.unsure].map((name) => ({
      name,
      value: String(this.state.fields[name]?.confirmed ?? ""),
    }));
    this.consents = this.consents.then(() => this.postConsent(changes, true));
    await this.consents;
  }

  private async send(leaving = false): Promise<void> {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (this.halted !== null || this.stopped) return;
    if (!this.asTyped && !this.pressed) return;
    const taken = this.batch();
    if (taken.batch.length > 0) {
      this.state = taken.state;
      this.changed();
      this.sending += 1;
      const outcome = await this.ports.post(taken.batch, leaving);
      this.sending -= 1;
      if (outcome.kind === "results") {
        this.heard(outcome);
        this.state = settle(this.state, taken.batch, outcome.results);
      } else {
        this.state = fail(this.state, taken.batch);
        if (outcome.kind === "halted") this.halt(outcome.why);
        else this.failing(outcome);
      }
      this.changed();
    }
    const probing = this.failures === 0 || taken.batch.length === 0;
    if (probing && this.halted === null) await this.settleUnsure();
    if (this.halted !== null || this.stopped || this.sending > 0) return;
    const unsaved = this.batch().batch.length > 0;
    if (unsaved || this.unsure.size > 0) this.schedule(this.delayMs());
  }

  private batch() {
    return takeBatch(this.state, this.ports.waits);
  }

  private heard(outcome: SaveOutcome & { kind: "results" }): void {
    this.failures = 0;
    this.retryMs = null;
    this.reworded = [...new Set([...this.reworded, ...outcome.reworded])];
    this.graceEndsAt = outcome.graceMs === null ? null : this.ports.now() + outcome.graceMs;
    this.submission = outcome.submission ?? this.submission;
  }

  private failing(outcome: SaveOutcome & { kind: "failed" }): void {
    this.failures += 1;
    this.failed = outcome.why;
    this.retryMs = outcome.retryAfterMs;
  }

  private delayMs(): number {
    if (this.failures === 0) return saveAfterMs;
    const step = Math.min(this.failures, retryAfterMs.length) - 1;
    return Math.max(retryAfterMs[step] ?? 30_000, this.retryMs ?? 0);
  }

  private schedule(ms: number): void {
    this.cancelTimer ??= this.ports.after(ms, () => {
      this.cancelTimer = null;
      void this.send();
    });
  }

  private changed(): void {
    // Storage may be full for a moment; the server still gets every field.
    const keep = (state: AutosaveState) => toKeep(state, this.ports.now());
    void this.kept
      ?.replace(keep(this.state), () => keep(forgetStored(this.state)))
      .then((forgotten) => {
        if (forgotten) this.state = forgetStored(this.state);
      })
      .catch(() => undefined);
    this.ports.changed(this.view);
  }
}
