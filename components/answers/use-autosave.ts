"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { SaveRequest, SaveResult, ServerField } from "@/lib/core/answers/autosave";
import type { AutosaveView, Halted, SaveOutcome } from "./autosave-ports";
import { AutosaveRunner } from "./autosave-runner";
import { forgetKeptAnswers, openKeptAnswers } from "./kept-answers";

/** What a browser sends on although the page goes away. */
const keepaliveLimitBytes = 60_000;
/** Far more than any field may hold: the server would only say so after reading all of it. */
const fieldLimit = 400_000;

type Where = { readonly question: string | null; readonly field: string };

type Options = {
  /** The response: what this browser keeps is kept under it. */
  readonly scope: string;
  readonly server: Readonly<Record<string, ServerField>>;
  /** Question and field of each name in the form. */
  readonly where: Readonly<Record<string, Where>>;
  /** Puts a value into the form: restored after a reload, or chosen in a conflict. */
  readonly show: (name: string, value: unknown) => void;
};

/** The autosave of one page. It never changes; what it shows is read with {@link useAutosaveView}. */
export type Autosave = Pick<
  AutosaveRunner,
  "record" | "flush" | "settleConflict" | "saveConsent"
> & {
  readonly view: () => AutosaveView;
  /** Calls back after each change of the view; gives what ends that. */
  readonly subscribe: (changed: () => void) => () => void;
};

/** Runs the autosave on this browser's timers, network and storage, for the life of the page. */
export function useAutosave({ scope, server, where, show }: Options): Autosave {
  const showRef = useRef(show);
  showRef.current = show;
  const [{ runner, autosave }] = useState(() => {
    const listeners = new Set<() => void>();
    const runner = new AutosaveRunner(server, {
      post: (batch, leaving) => post(scope, batch, where, leaving),
      ask: () => ask(scope),
      openKept: () => openKeptAnswers(scope),
      forget: () => forgetKeptAnswers(scope, true),
      after: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      now: () => Date.now(),
      show: (name, value) => showRef.current(name, value),
      changed: (next) => {
        view = next;
        for (const changed of listeners) changed();
      },
    });
    let view = runner.view;
    const autosave: Autosave = {
      record: (name, value) => runner.record(name, value),
      flush: () => runner.flush(),
      settleConflict: (name, choice) => runner.settleConflict(name, choice),
      saveConsent: (changes) => runner.saveConsent(changes),
      view: () => view,
      subscribe: (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
    };
    return { runner, autosave };
  });

  useEffect(() => {
    void runner.start();
    const leave = () => runner.leave();
    const seen = () => {
      if (document.visibilityState === "hidden") runner.leave();
      else runner.retry();
    };
    const back = () => runner.retry();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", back);
    return () => {
      runner.stop();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", back);
    };
  }, [runner]);

  return autosave;
}

/**
 * One thing that the autosave shows. A component that reads it renders again only when that changes, so `select` gives a
 * plain value or something that the autosave itself keeps.
 */
export function useAutosaveView<T>(autosave: Autosave, select: (view: AutosaveView) => T): T {
  const read = () => select(autosave.view());
  return useSyncExternalStore(autosave.subscribe, read, read);
}

type SavedField = {
  question: string | null;
  field: string;
  ok: boolean;
  version?: number;
  reworded?: boolean;
  value?: unknown;
  reason?: string;
};

async function post(
  scope: string,
  all: readonly SaveRequest[],
  where: Readonly<Record<string, Where>>,
  leaving: boolean,
): Promise<SaveOutcome> {
  const isOver = ({ value }: SaveRequest) => JSON.stringify(value).length > fieldLimit;
  const refused = all
    .filter(isOver)
    .map(({ key }): SaveResult => ({ key, ok: false, reason: "refused", why: "too-long" }));
  const batch = all.filter((request) => !isOver(request));
  if (batch.length === 0) return { kind: "results", results: refused, reworded: [], graceMs: null };
  const fields = batch.flatMap(({ key, value, baseVersion }) => {
    const place = where[key];
    return place === undefined ? [] : [{ ...place, value, baseVersion }];
  });
  const body = JSON.stringify({ response: scope, fields });
  try {
    const response = await fetch("/api/answer/v1/drafts", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      // A save under way goes on where the page is left.
      keepalive: new Blob([body]).size < keepaliveLimitBytes,
      ...(leaving ? {} : { signal: AbortSignal.timeout(15_000) }),
    });
    if (!response.ok) return refusalOf(response);
    const parsed = (await response.json()) as {
      fields: readonly SavedField[];
      graceSeconds?: number | null;
      submission?: number;
    };
    const savedOf = ({ key }: SaveRequest) =>
      parsed.fields.find(
        (one) => one.question === where[key]?.question && one.field === where[key]?.field,
      );
    return {
      kind: "results",
      results: [...refused, ...batch.flatMap((request) => resultOf(request.key, savedOf(request)))],
      reworded: batch.filter((request) => savedOf(request)?.reworded).map(({ key }) => key),
      graceMs: parsed.graceSeconds == null ? null : parsed.graceSeconds * 1000,
      ...(parsed.submission === undefined ? {} : { submission: parsed.submission }),
    };
  } catch {
    return { kind: "failed", why: "offline", retryAfterMs: null };
  }
}

/** Statuses of the route after which the same request is never taken. */
const halts: Readonly<Record<number, Halted>> = {
  400: "outdated",
  401: "ended",
  403: "outdated",
  404: "ended",
  409: "closed",
  413: "outdated",
};

async function refusalOf(response: Response): Promise<SaveOutcome> {
  if (response.status === 410) {
    const said = (await response.json().catch(() => ({}))) as { reason?: string };
    return { kind: "halted", why: said.reason === "revoked" ? "revoked" : "erased" };
  }
  const why = halts[response.status];
  if (why !== undefined) return { kind: "halted", why };
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
  return { kind: "failed", why: "busy", retryAfterMs };
}

/** Asks how a response stands without saving anything. */
async function ask(scope: string): Promise<SaveOutcome> {
  try {
    const response = await fetch(`/api/answer/v1/drafts?response=${encodeURIComponent(scope)}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) return refusalOf(response);
    const { submission } = (await response.json()) as { submission: number };
    return { kind: "results", results: [], reworded: [], graceMs: null, submission };
  } catch {
    return { kind: "failed", why: "offline", retryAfterMs: null };
  }
}

function resultOf(key: string, found: SavedField | undefined): SaveResult[] {
  if (found === undefined) return [];
  const version = found.version ?? 0;
  if (found.ok) return [{ key, ok: true, version }];
  return found.reason === "conflict"
    ? [{ key, ok: false, reason: "conflict", value: found.value, version }]
    : [{ key, ok: false, reason: "refused", why: found.reason ?? "invalid" }];
}
