import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AutosaveState,
  edit,
  fail,
  type KeptField,
  resolve,
  type SaveRequest,
  type SaveResult,
  settle,
  startAutosave,
  statusOf,
  takeBatch,
  toKeep,
} from "./autosave";

const key = "q.text";

/** The server's rule for one field, as the route applies it. */
class Server {
  value = "";
  version = 0;

  save({ value, baseVersion }: SaveRequest): SaveResult {
    if (baseVersion === this.version) {
      this.value = String(value);
      this.version += 1;
      return { key, ok: true, version: this.version };
    }
    if (value === this.value) return { key, ok: true, version: this.version };
    return { key, ok: false, reason: "conflict", value: this.value, version: this.version };
  }
}

type Step =
  | { do: "edit"; text: string }
  | { do: "send" }
  | { do: "deliver" }
  | { do: "lose request" }
  | { do: "lose answer" }
  | { do: "reload"; late: boolean }
  | { do: "other device"; text: string };

const letters = fc.constantFrom("a", "b", "c", "d");
const plain: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant("edit" as const), text: letters }),
  fc.constant({ do: "send" as const }),
  fc.constant({ do: "deliver" as const }),
  fc.constant({ do: "lose request" as const }),
  fc.constant({ do: "lose answer" as const }),
  fc.record({ do: fc.constant("reload" as const), late: fc.boolean() }),
];
const withOthers = [
  ...plain,
  fc.record({
    do: fc.constant("other device" as const),
    text: fc.constantFrom("x", "y", "z"),
  }),
];

/** Plays the steps, then lets the network work until nothing is left to send. */
function play(steps: readonly Step[]) {
  const server = new Server();
  const load = (kept: readonly KeptField[]): AutosaveState =>
    startAutosave({ [key]: { value: server.value, version: server.version } }, kept);
  let state = load([]);
  let flight: readonly SaveRequest[] = [];
  let typed = "";
  // Typing what one knows to be stored changes nothing, so it does not win over another device.
  let changed = false;
  const send = () => {
    const taken = takeBatch(state);
    state = taken.state;
    flight = [...flight, ...taken.batch];
  };
  const answer = () => {
    const batch = flight;
    flight = [];
    const results = batch.map((request) => server.save(request));
    return { batch, results };
  };

  for (const step of steps) {
    if (step.do === "edit") {
      state = edit(state, key, step.text);
      changed = state.fields[key]?.confirmed !== step.text;
      typed = step.text;
    } else if (step.do === "send") {
      if (flight.length === 0) send();
    } else if (step.do === "deliver") {
      const { batch, results } = answer();
      state = settle(state, batch, results);
    } else if (step.do === "lose request") {
      state = fail(state, flight);
      flight = [];
    } else if (step.do === "lose answer") {
      const { batch } = answer();
      state = fail(state, batch);
    } else if (step.do === "reload") {
      const kept = toKeep(state, 1);
      const late = flight;
      flight = [];
      if (!step.late) for (const request of late) server.save(request);
      state = load(kept);
      // What is shown after the reload is what counts as typed, when nothing was unsaved.
      if (kept.length === 0) typed = server.value;
      if (step.late) for (const request of late) server.save(request);
    } else {
      server.value = step.text;
      server.version += 1;
    }
  }

  for (let round = 0; round < 10; round += 1) {
    const { batch, results } = answer();
    state = settle(state, batch, results);
    send();
  }
  return { server, state, typed, changed };
}

describe("autosave", () => {
  it("on one device, ends with the last typed text stored, and no conflict", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...plain), { maxLength: 30 }), (steps) => {
        const { server, state, typed } = play(steps);
        expect(state.fields[key]?.conflict).toBeNull();
        expect(server.value).toBe(typed);
        expect(statusOf(state)).toBe("saved");
      }),
      { numRuns: 3000 },
    );
  });

  it("with another device typing, ends with the last typed text stored or shown in a conflict", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...withOthers), { maxLength: 30 }), (steps) => {
        const { server, state, changed } = play(steps);
        const field = state.fields[key];
        // Either what is in the field is what is stored, or both are shown.
        if (field?.conflict) expect(field.value).not.toBe(field.conflict.theirs);
        else if (statusOf(state) !== "saved") throw new Error("left unsaved");
        // Nothing that this device typed last was replaced without a conflict.
        const lastEdit = steps.findLastIndex((step) => step.do === "edit");
        const lastReload = steps.findLastIndex((step) => step.do === "reload");
        const edited = steps[lastEdit];
        if (edited?.do !== "edit" || lastReload > lastEdit) return;
        expect(field?.value).toBe(edited.text);
        const othersLater = steps.slice(lastEdit).some((step) => step.do === "other device");
        if (!field?.conflict && !othersLater && changed) expect(server.value).toBe(edited.text);
      }),
      { numRuns: 3000 },
    );
  });

  it("takes the other text only when the person says so", () => {
    const conflicted = settle(
      edit(startAutosave({ [key]: { value: "", version: 0 } }), key, "mine"),
      [{ key, value: "mine", baseVersion: 0 }],
      [{ key, ok: false, reason: "conflict", value: "theirs", version: 3 }],
    );
    expect(statusOf(conflicted)).toBe("conflict");
    expect(takeBatch(conflicted).batch).toEqual([]);
    expect(takeBatch(resolve(conflicted, key, "mine")).batch).toEqual([
      { key, value: "mine", baseVersion: 3 },
    ]);
    expect(resolve(conflicted, key, "theirs").fields[key]?.value).toBe("theirs");
  });

  it("shows what two tabs kept, the newest in the field", () => {
    const state = startAutosave({ [key]: { value: "stored", version: 1 } }, [
      { key, value: "older tab", version: 1, sent: [], at: 1 },
      { key, value: "newer tab", version: 1, sent: [], at: 2 },
    ]);
    expect(state.fields[key]).toMatchObject({
      value: "newer tab",
      conflict: { theirs: "older tab" },
    });
  });

  it("stops sending what the server refuses until it is changed, and keeps it", () => {
    const request = { key, value: "too long", baseVersion: 0 };
    const refused = settle(
      edit(startAutosave({ [key]: { value: "", version: 0 } }), key, "too long"),
      [request],
      [{ key, ok: false, reason: "refused", why: "too-long" }],
    );
    expect(statusOf(refused)).toBe("refused");
    expect(takeBatch(refused).batch).toEqual([]);
    expect(toKeep(refused, 1)).toHaveLength(1);
    expect(takeBatch(edit(refused, key, "shorter")).batch).toHaveLength(1);
  });
});
