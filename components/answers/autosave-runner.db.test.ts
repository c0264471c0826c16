import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { DrivenClock } from "@/e2e/support/driven-clock";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { type SeededPanel, seedPanel } from "@/e2e/support/panel";
import { saveDraftFields } from "@/lib/answers/drafts/commands";
import { findDesk } from "@/lib/answers/queries";
import type { KeptField, SaveRequest, SaveResult } from "@/lib/core/answers/autosave";
import { env } from "@/lib/platform/env";
import type { AutosaveView, SaveOutcome } from "./autosave-ports";
import { AutosaveRunner } from "./autosave-runner";
import type { KeptAnswers } from "./kept-answers";

// The runner of the form against the real commands and database; time, network and the browser's storage are driven.

await useFreshDatabase();

/** Random runs of each fault; the soak asks for more. */
const numRuns = Number(process.env["FAULT_RUNS"] ?? 12);
vi.setConfig({ testTimeout: 30_000 + numRuns * 2_000 });
const panel: SeededPanel = await seedPanel(env().DATABASE_URL, {
  experts: numRuns * 10 + 3,
  questions: 2,
});
let used = 0;
const dayMs = 86_400_000;

type Network = "up" | "cut" | "answers lost" | "restarting";

/** One browser of the expert: storage that outlives its pages, a clock of its own, a connection. */
class Browser {
  stored = new Map<number, readonly KeptField[]>();
  network: Network = "up";
  /** What the server says once the person was erased, or their invitation revoked. */
  gone: "erased" | "revoked" | null = null;
  private tabs = 0;

  constructor(
    readonly invitationId: string,
    readonly clock: DrivenClock,
    readonly wrongByMs = 0,
    readonly latencyMs = 100,
  ) {}

  async open(): Promise<Page> {
    const desk = await findDesk(this.invitationId);
    if (desk === null) throw new Error("no desk");
    const server = Object.fromEntries(
      Object.keys(names).map((name) => {
        const [, key = "", field = ""] = name.split(".");
        const draft: Record<string, unknown> = { ...desk.draft.answers[key] };
        return [name, { value: draft[field], version: desk.versions[name] ?? 0 }];
      }),
    );
    const tab = ++this.tabs;
    const page = new Page(this, server, tab);
    await page.runner.start();
    return page;
  }

  keptBy(tab: number): KeptAnswers {
    return {
      takeOver: async (isField, merge) => {
        const others = [...this.stored].filter(([id]) => id !== tab).flatMap(([, kept]) => kept);
        this.stored.clear();
        this.stored.set(tab, merge(others.filter(({ key }) => isField(key))));
      },
      replace: async (fields) => {
        this.stored.set(tab, fields);
        return false;
      },
    };
  }

  /** Everything that this browser keeps. */
  get kept(): readonly KeptField[] {
    return [...this.stored.values()].flat();
  }
}

const [first, second] = panel.questions;
const names: Readonly<Record<string, { question: string; field: string }>> = {
  "answers.q1.text": { question: first?.revisionId ?? "", field: "text" },
  "answers.q1.attribution": { question: first?.revisionId ?? "", field: "attribution" },
  "answers.q2.text": { question: second?.revisionId ?? "", field: "text" },
};
const words = "answers.q1.text";

/** A page of the form: the runner, and what it shows. */
class Page {
  readonly runner: AutosaveRunner;
  shown: Record<string, unknown> = {};
  view: AutosaveView;
  private dead = false;

  constructor(
    private readonly browser: Browser,
    server: Record<string, { value: unknown; version: number }>,
    tab: number,
  ) {
    for (const [name, { value }] of Object.entries(server)) this.shown[name] = value;
    const { clock } = browser;
    this.runner = new AutosaveRunner(server, {
      post: (batch) => {
        const posted = this.post(batch);
        clock.underWay.add(posted);
        void posted.finally(() => clock.underWay.delete(posted));
        return posted.then((outcome) => (this.dead ? new Promise<never>(() => {}) : outcome));
      },
      ask: () => this.post([]),
      openKept: async () => browser.keptBy(tab),
      forget: async () => browser.stored.clear(),
      after: (ms, work) => clock.after(ms, () => this.dead || work()),
      now: () => clock.nowMs + browser.wrongByMs,
      show: (name, value) => {
        this.shown[name] = value;
      },
      changed: (view) => {
        this.view = view;
      },
    });
    this.view = this.runner.view;
  }

  type(text: string): void {
    this.shown[words] = text;
    this.runner.record(words, text);
  }

  /** The tab is killed: no event of leaving reaches it. */
  kill(): void {
    this.dead = true;
    this.runner.stop();
  }

  private async post(batch: readonly SaveRequest[]): Promise<SaveOutcome> {
    const { clock, latencyMs, network, invitationId } = this.browser;
    const failed = { kind: "failed", why: "offline", retryAfterMs: null } as const;
    // Half of the way there, half of it back.
    clock.nowMs += latencyMs;
    if (network === "cut" || network === "restarting") return failed;
    if (this.browser.gone !== null) return { kind: "halted", why: this.browser.gone };
    const saved = await saveDraftFields(
      invitationId,
      batch.map(({ key, value, baseVersion }) => ({
        question: names[key]?.question ?? null,
        field: names[key]?.field ?? "",
        value,
        baseVersion,
      })),
      new Date(),
    );
    if (network === "answers lost") return failed;
    if (!saved.ok) return { kind: "halted", why: "ended" };
    const results = saved.value.fields.map((one, index): SaveResult => {
      const key = batch[index]?.key ?? "";
      if (one.ok) return { key, ok: true, version: one.version };
      return one.reason === "conflict"
        ? { key, ok: false, reason: "conflict", value: one.value, version: one.version }
        : { key, ok: false, reason: "refused", why: one.reason };
    });
    return { kind: "results", results, reworded: [], graceMs: null };
  }
}

function nextExpert(): string {
  const expert = panel.experts[used];
  used += 1;
  if (expert === undefined) throw new Error("more experts are needed");
  return expert.invitationId;
}

const storedText = async (invitationId: string) =>
  (await findDesk(invitationId))?.draft.answers["q1"]?.text ?? "";

/** Everything that a page shows for the field, in it or beside it. */
function standing(page: Page): string[] {
  const field = page.view.state.fields[words];
  return [
    page.shown[words],
    ...(field?.conflict ? [field.conflict.theirs] : []),
    ...(field?.waiting ?? []),
  ].map(String);
}

const pauses = fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 5, maxLength: 40 });
const wrongBy = fc.constantFrom(0, dayMs, -dayMs);

describe("typing", () => {
  it("until the tab is killed: what was typed two seconds before is on the server", async () => {
    await fc.assert(
      fc.asyncProperty(
        pauses,
        wrongBy,
        fc.integer({ min: 10, max: 400 }),
        async (gaps, wrongByMs, latencyMs) => {
          const clock = new DrivenClock();
          const invitationId = nextExpert();
          const page = await new Browser(invitationId, clock, wrongByMs, latencyMs).open();
          const typed: { at: number; text: string }[] = [{ at: 0, text: "" }];
          for (const gap of gaps) {
            await clock.pass(gap);
            typed.push({ at: clock.nowMs, text: `${typed.at(-1)?.text}x` });
            page.type(typed.at(-1)?.text ?? "");
          }
          page.kill();
          await clock.settle();
          const due = typed.findLast(({ at }) => at <= clock.nowMs - 2_000)?.text ?? "";
          expect((await storedText(invitationId)).length).toBeGreaterThanOrEqual(due.length);
        },
      ),
      { numRuns },
    );
  });

  it("with the network cut and the tab killed: all of it comes back in this browser", async () => {
    await fc.assert(
      fc.asyncProperty(
        pauses,
        wrongBy,
        fc.nat({ max: 39 }),
        fc.constantFrom<Network>("cut", "answers lost"),
        async (gaps, wrongByMs, cutAt, how) => {
          const clock = new DrivenClock();
          const browser = new Browser(nextExpert(), clock, wrongByMs);
          const page = await browser.open();
          let typed = "";
          for (const [index, gap] of gaps.entries()) {
            if (index === Math.min(cutAt, gaps.length - 1)) browser.network = how;
            await clock.pass(gap);
            typed += "x";
            page.type(typed);
          }
          page.kill();
          await clock.settle();
          // The page loads, but no save gets through yet.
          const again = await browser.open();
          expect(again.shown[words]).toBe(typed);
          browser.network = "up";
          again.runner.retry();
          await clock.pass(5_000);
          expect(again.view.status).toBe("saved");
          expect(await storedText(browser.invitationId)).toBe(typed);
        },
      ),
      { numRuns },
    );
  });

  it("on two devices in turn: every text stands, or was replaced in view of it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ who: fc.nat({ max: 1 }), pause: fc.integer({ min: 0, max: 2_000 }) }),
          {
            minLength: 4,
            maxLength: 20,
          },
        ),
        async (turns) => {
          const clock = new DrivenClock();
          const invitationId = nextExpert();
          const pages = [
            await new Browser(invitationId, clock, dayMs).open(),
            await new Browser(invitationId, clock, -dayMs).open(),
          ];
          const replaced = new Map<string, readonly string[]>();
          for (const [index, { who, pause }] of turns.entries()) {
            const page = pages[who];
            if (page === undefined) continue;
            const text = `device ${who}, turn ${index}`;
            replaced.set(text, standing(page));
            page.type(text);
            await clock.pass(pause);
          }
          await clock.pass(5_000);
          const accounted = new Set<string>();
          const account = (text: string): void => {
            if (accounted.has(text)) return;
            accounted.add(text);
            for (const earlier of replaced.get(text) ?? []) account(earlier);
          };
          account(await storedText(invitationId));
          for (const page of pages) {
            const inConflict = page.view.state.fields[words]?.conflict !== null;
            if (inConflict) for (const text of standing(page)) account(text);
          }
          expect([...replaced.keys()].filter((text) => !accounted.has(text))).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  it("while the server restarts: it says that it cannot reach it, and stores all of it after", async () => {
    await fc.assert(
      fc.asyncProperty(
        pauses,
        // Not before a first save was due and tried: until then nothing is known of the server.
        fc.integer({ min: 1000, max: 20_000 }),
        fc.boolean(),
        async (gaps, awayMs, answersLost) => {
          const clock = new DrivenClock();
          const browser = new Browser(nextExpert(), clock);
          const page = await browser.open();
          let typed = "";
          const type = async (some: readonly number[]) => {
            for (const gap of some) {
              typed += "x";
              page.type(typed);
              await clock.pass(gap);
            }
          };
          const half = Math.ceil(gaps.length / 2);
          await type(gaps.slice(0, half));
          // What the server was doing when it stopped may be stored without anybody being told.
          if (answersLost) browser.network = "answers lost";
          await type(["x"].map(() => 800));
          browser.network = "restarting";
          await type(gaps.slice(half));
          await clock.pass(awayMs);
          expect(page.view.status).toBe("offline");
          browser.network = "up";
          await clock.pass(40_000);
          expect(page.view.status).toBe("saved");
          expect(await storedText(browser.invitationId)).toBe(typed);
        },
      ),
      { numRuns },
    );
  });
});

describe("consent", () => {
  const level = "answers.q1.attribution";
  const choose = (page: Page, value: string) => page.runner.saveConsent([{ name: level, value }]);
  const storedLevel = async (invitationId: string) =>
    (await findDesk(invitationId))?.draft.answers["q1"]?.attribution;

  it("is never kept for later: without the server it stands as before", async () => {
    const clock = new DrivenClock();
    const browser = new Browser(nextExpert(), clock);
    const page = await browser.open();
    await choose(page, "aggregate");
    browser.network = "cut";
    await choose(page, "named");
    expect(page.shown[level]).toBe("aggregate");
    expect(page.view.consentNotice).toBe("offline");
    expect(page.view.consentAt).toEqual([level]);
    // Kept is at most what the server has confirmed.
    for (const kept of [...browser.stored.values()].flat()) {
      expect(kept).toMatchObject({ value: "aggregate", confirmed: "aggregate", sent: [] });
    }
    browser.network = "up";
    page.runner.retry();
    await clock.pass(5_000);
    expect(await storedLevel(browser.invitationId)).toBe("aggregate");
  });

  it("that was widened by a request whose answer was lost goes back to what the page shows", async () => {
    const clock = new DrivenClock();
    const browser = new Browser(nextExpert(), clock);
    const page = await browser.open();
    await choose(page, "aggregate");
    browser.network = "answers lost";
    await choose(page, "named");
    expect(await storedLevel(browser.invitationId)).toBe("named");
    browser.network = "up";
    await clock.pass(5_000);
    expect(await storedLevel(browser.invitationId)).toBe("aggregate");
    expect(page.shown[level]).toBe("aggregate");
  });

  it("that was chosen first by a request whose answer was lost is shown, and said", async () => {
    const clock = new DrivenClock();
    const browser = new Browser(nextExpert(), clock);
    const page = await browser.open();
    browser.network = "answers lost";
    await choose(page, "role");
    expect(page.shown[level]).toBe("");
    browser.network = "cut";
    // Nobody knows what is stored, so it cannot be reviewed.
    expect(await page.runner.flush()).toBe(false);
    browser.network = "up";
    await clock.pass(5_000);
    expect(page.shown[level]).toBe("role");
    expect(page.view.consentNotice).toBe("stored");
    expect(await page.runner.flush()).toBe(true);
  });
});

describe("a page that is open while its person is erased elsewhere", () => {
  for (const gone of ["erased", "revoked"] as const) {
    it(`learns on its return that it is ${gone}, and this browser keeps nothing, whatever is typed on`, async () => {
      const clock = new DrivenClock();
      const browser = new Browser(nextExpert(), clock);
      const page = await browser.open();
      browser.network = "cut";
      page.type("typed while offline");
      await clock.pass(5_000);
      expect(page.view.status).toBe("offline");
      expect(browser.kept).toHaveLength(1);
      browser.gone = gone;
      browser.network = "up";
      page.runner.retry();
      await clock.pass(2_000);
      expect(page.view.status).toBe(gone);
      expect(browser.kept).toEqual([]);
      page.type("typed after all of it");
      await clock.pass(5_000);
      page.runner.retry();
      await clock.pass(5_000);
      expect(page.view.status).toBe(gone);
      expect(browser.kept).toEqual([]);
      expect(page.shown[words]).toBe("typed after all of it");
    });
  }

  it("learns it without typing, when somebody comes back to it", async () => {
    const clock = new DrivenClock();
    const browser = new Browser(nextExpert(), clock);
    const page = await browser.open();
    page.type("stored");
    await clock.pass(5_000);
    expect(page.view.status).toBe("saved");
    browser.gone = "erased";
    page.runner.retry();
    await clock.pass(2_000);
    expect(page.view.status).toBe("erased");
    expect(browser.kept).toEqual([]);
  });
});
