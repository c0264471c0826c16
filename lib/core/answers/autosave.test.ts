import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AutosaveState,
  adoptKept,
  edit,
  fail,
  forgetStored,
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

/** A record of the browser's, with nothing sent and no conflict unless said. */
function kept(record: Omit<KeptField, "key" | "sent" | "conflict" | "waiting">): KeptField {
  return { key, sent: [], conflict: null, waiting: [], ...record };
}

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

/** One page showing the field. */
type Tab = {
  state: AutosaveState;
  /** Requests on their way, oldest first; a reload leaves them behind. */
  flights: Flight[];
  /** A page that the server has rendered and the browser not yet loaded. */
  coming: { value: string; version: number } | null;
};
type Flight = { batch: readonly SaveRequest[]; results: readonly SaveResult[] | null };

/** One browser: its tabs, what its storage holds for each page, open or gone, and requests without a page. */
class Browser {
  tabs: Tab[] = [];
  stored = new Map<Tab, readonly KeptField[]>();
  orphans: Flight[] = [];

  constructor(
    readonly server: Server,
    readonly clock: () => number,
    tabs: number,
  ) {
    for (let count = 0; count < tabs; count += 1) this.tabs.push(this.load());
  }

  /** Loads a page as the server rendered it, and takes over what no open tab or any tab had kept. */
  load(rendered = { value: this.server.value, version: this.server.version }): Tab {
    const kept = [...this.stored.values()].flat();
    this.stored.clear();
    const state = adoptKept(startAutosave({ [key]: rendered }), kept);
    const tab: Tab = { state, flights: [], coming: null };
    this.keep(tab);
    return tab;
  }

  keep(tab: Tab): void {
    this.stored.set(tab, toKeep(tab.state, this.clock()));
  }

  /** The page goes away; what it had sent may still arrive, and no answer reaches anybody. */
  leave(tab: Tab): void {
    this.orphans.push(...tab.flights);
    tab.flights = [];
  }
}

type Step = {
  do:
    | "edit"
    | "send"
    | "arrive"
    | "answer"
    | "lose request"
    | "lose answer"
    | "give up waiting"
    | "render"
    | "load"
    | "kill"
    | "late"
    | "choose mine"
    | "choose theirs"
    | "restart";
  tab: number;
};

/** Every text that stands anywhere for a person to see: in the field, or beside it. */
function shown(state: AutosaveState): string[] {
  const field = state.fields[key];
  if (field === undefined) return [];
  return [field.value, ...(field.conflict ? [field.conflict.theirs] : []), ...field.waiting].map(
    String,
  );
}

/**
 * Plays the steps on browsers with these numbers of tabs, then lets the network work until nothing is left to send.
 * Each text typed is new, and remembers the texts in whose view it was typed: those it may replace.
 */
function play(steps: readonly Step[], tabsOfBrowsers: readonly number[]) {
  const server = new Server();
  let now = 0;
  const browsers = tabsOfBrowsers.map((count) => new Browser(server, () => ++now, count));
  const places = browsers.flatMap((browser) =>
    browser.tabs.map((_, index) => ({ browser, index })),
  );
  const replaced = new Map<string, Set<string>>();
  let typed = "";
  let counter = 0;

  const arrive = (flight: Flight) => {
    flight.results ??= flight.batch.map((request) => server.save(request));
  };
  const change = (browser: Browser, tab: Tab, state: AutosaveState) => {
    tab.state = state;
    browser.keep(tab);
  };
  const send = (browser: Browser, tab: Tab) => {
    const taken = takeBatch(tab.state);
    if (taken.batch.length === 0) return;
    tab.flights.push({ batch: taken.batch, results: null });
    change(browser, tab, taken.state);
  };
  const answer = (browser: Browser, tab: Tab) => {
    const flight = tab.flights.shift();
    if (flight === undefined) return;
    arrive(flight);
    change(browser, tab, settle(tab.state, flight.batch, flight.results ?? []));
  };
  const fails = (browser: Browser, tab: Tab, flight: Flight | undefined) => {
    if (flight !== undefined) change(browser, tab, fail(tab.state, flight.batch));
  };

  for (const step of steps) {
    const place = places[step.tab % places.length];
    if (place === undefined) continue;
    const { browser, index } = place;
    const tab = browser.tabs[index];
    if (tab === undefined) continue;
    switch (step.do) {
      case "edit": {
        counter += 1;
        typed = `text ${counter}`;
        replaced.set(typed, new Set(shown(tab.state)));
        change(browser, tab, edit(tab.state, key, typed));
        break;
      }
      case "send":
        send(browser, tab);
        break;
      case "arrive": {
        const flight = tab.flights.find(({ results }) => results === null);
        if (flight !== undefined) arrive(flight);
        break;
      }
      case "answer":
        answer(browser, tab);
        break;
      case "lose request":
        fails(browser, tab, tab.flights.shift());
        break;
      case "lose answer": {
        const flight = tab.flights.shift();
        if (flight !== undefined) arrive(flight);
        fails(browser, tab, flight);
        break;
      }
      case "give up waiting": {
        // It may still arrive, whenever it likes.
        const flight = tab.flights.shift();
        if (flight !== undefined) browser.orphans.push(flight);
        fails(browser, tab, flight);
        break;
      }
      case "render":
        tab.coming = { value: server.value, version: server.version };
        break;
      case "load":
        browser.leave(tab);
        browser.tabs[index] = browser.load(tab.coming ?? undefined);
        break;
      case "kill":
        browser.leave(tab);
        browser.tabs[index] = browser.load();
        break;
      case "late": {
        const flight = browser.orphans.shift();
        if (flight !== undefined) arrive(flight);
        break;
      }
      case "choose mine":
      case "choose theirs": {
        const before = shown(tab.state);
        change(
          browser,
          tab,
          resolve(tab.state, key, step.do === "choose mine" ? "mine" : "theirs"),
        );
        const chosen = String(tab.state.fields[key]?.value);
        const left = new Set(shown(tab.state));
        // What was shown and not chosen may go.
        for (const text of before) if (!left.has(text)) replaced.get(chosen)?.add(text);
        break;
      }
      case "restart":
        // What reached the server is stored; every connection is cut.
        for (const one of browsers) {
          for (const open of one.tabs)
            for (const flight of open.flights.splice(0)) fails(one, open, flight);
        }
        break;
    }
  }

  const settleAll = () => {
    for (let round = 0; round < 12; round += 1) {
      for (const browser of browsers) {
        for (const flight of browser.orphans.splice(0)) arrive(flight);
        for (const tab of browser.tabs) {
          while (tab.flights.length > 0) answer(browser, tab);
          send(browser, tab);
        }
      }
    }
  };
  settleAll();
  const rested = browsers.flatMap(({ tabs }) => tabs.map(({ state }) => state));
  // A text on a page alone would be gone with it: all pages load once more.
  for (const browser of browsers) {
    for (const [index, tab] of browser.tabs.entries()) {
      browser.leave(tab);
      browser.tabs[index] = browser.load();
    }
  }
  settleAll();
  const standing = new Set([
    server.value,
    ...browsers.flatMap(({ tabs }) => tabs.flatMap(({ state }) => shown(state))),
  ]);
  // A text may be gone when it was replaced with it in view, or so was the one that replaced it.
  const accounted = new Set<string>();
  const account = (text: string) => {
    if (accounted.has(text)) return;
    accounted.add(text);
    for (const earlier of replaced.get(text) ?? []) account(earlier);
  };
  for (const text of standing) account(text);
  const lost = [...replaced.keys()].filter((text) => !accounted.has(text));
  const reloaded = browsers.flatMap(({ tabs }) => tabs.map(({ state }) => state));
  return { server, typed, rested, reloaded, lost };
}

const always = ["edit", "edit", "send", "send", "arrive", "answer"] as const;
const faults = ["lose request", "lose answer", "give up waiting", "late", "restart"] as const;
const reloads = ["render", "load", "kill"] as const;
const choices = ["choose mine", "choose theirs"] as const;

function stepsOf(kinds: readonly Step["do"][], tabs: number, maxLength = 40): fc.Arbitrary<Step[]> {
  return fc.array(fc.record({ do: fc.constantFrom(...kinds), tab: fc.nat({ max: tabs - 1 }) }), {
    maxLength,
  });
}

describe("autosave", () => {
  it("in one tab, ends with the last typed text stored and shown, and no conflict", () => {
    fc.assert(
      fc.property(stepsOf([...always, ...faults, ...reloads], 1), (steps) => {
        const { server, rested, reloaded, typed } = play(steps, [1]);
        for (const state of [...rested, ...reloaded]) {
          expect(state.fields[key]?.conflict).toBeNull();
          expect(state.fields[key]?.value).toBe(typed);
        }
        expect(server.value).toBe(typed);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ["two tabs of one browser", [2]],
    ["two devices", [1, 1]],
    ["two devices, one with two tabs", [2, 1]],
  ])("in %s, no text goes that was not replaced in view of it", (_name, tabsOfBrowsers) => {
    const count = tabsOfBrowsers.reduce((sum, one) => sum + one, 0);
    fc.assert(
      fc.property(stepsOf([...always, ...faults, ...reloads, ...choices], count, 60), (steps) => {
        const { server, rested, reloaded, lost } = play(steps, tabsOfBrowsers);
        expect(lost).toEqual([]);
        for (const state of [...rested, ...reloaded]) {
          const field = state.fields[key];
          // At rest a page shows a choice, or has nothing unsaved.
          if (field?.conflict) expect(field.value).not.toBe(field.conflict.theirs);
          else expect(statusOf(state)).toBe("saved");
        }
        for (const state of reloaded) {
          if (state.fields[key]?.conflict === null) {
            expect(state.fields[key]?.value).toBe(server.value);
          }
        }
      }),
      { numRuns: 4000 },
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
      kept({ value: "older tab", confirmed: "stored", version: 1, at: 1 }),
      kept({ value: "newest tab", confirmed: "stored", version: 1, at: 3 }),
      kept({ value: "newer tab", confirmed: "stored", version: 1, at: 2 }),
    ]);
    expect(state.fields[key]).toMatchObject({
      value: "newest tab",
      conflict: { theirs: "newer tab" },
      waiting: ["older tab"],
    });
    const first = resolve(state, key, "theirs");
    expect(first.fields[key]).toMatchObject({
      value: "newer tab",
      conflict: { theirs: "older tab" },
    });
    expect(resolve(first, key, "mine").fields[key]).toMatchObject({
      value: "newer tab",
      conflict: null,
    });
  });

  it("shows what it knows to be stored on a page that was rendered before", () => {
    const saved = settle(
      edit(startAutosave({ [key]: { value: "", version: 0 } }), key, "typed"),
      [{ key, value: "typed", baseVersion: 0 }],
      [{ key, ok: true, version: 1 }],
    );
    const stale = startAutosave({ [key]: { value: "", version: 0 } }, toKeep(saved, 1));
    expect(stale.fields[key]).toMatchObject({ value: "typed", confirmed: "typed", version: 1 });
    // Held until a page has loaded that version.
    expect(toKeep(stale, 2)).toHaveLength(1);
    const fresh = startAutosave({ [key]: { value: "typed", version: 1 } }, toKeep(stale, 2));
    expect(toKeep(fresh, 3)).toEqual([]);
    // A newer text from elsewhere stands.
    const newer = startAutosave({ [key]: { value: "other", version: 2 } }, toKeep(saved, 1));
    expect(newer.fields[key]).toMatchObject({ value: "other", conflict: null });
  });

  it("asks again after a reload what was not chosen before", () => {
    const conflicted = settle(
      edit(startAutosave({ [key]: { value: "", version: 0 } }), key, "mine"),
      [{ key, value: "mine", baseVersion: 0 }],
      [{ key, ok: false, reason: "conflict", value: "theirs", version: 3 }],
    );
    const again = startAutosave({ [key]: { value: "theirs", version: 3 } }, toKeep(conflicted, 1));
    expect(again.fields[key]).toMatchObject({ value: "mine", conflict: { theirs: "theirs" } });
    expect(takeBatch(again).batch).toEqual([]);
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

  it("keeps, once it is submitted elsewhere, what the server has not, and nothing else", () => {
    const start = startAutosave({
      [key]: { value: "", version: 0 },
      "p.text": { value: "", version: 0 },
    });
    const stored = settle(
      edit(start, key, "stored"),
      [{ key, value: "stored", baseVersion: 0 }],
      [{ key, ok: true, version: 1 }],
    );
    const both = edit(stored, "p.text", "not stored");
    expect(toKeep(both, 1).map((field) => field.key)).toEqual([key, "p.text"]);
    expect(toKeep(forgetStored(both), 1).map((field) => field.key)).toEqual(["p.text"]);
  });
});
