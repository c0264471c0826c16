"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { SaveRequest, SaveResult, ServerField } from "@/lib/core/answers/autosave";
import { AutosaveRunner, type AutosaveView, type SaveOutcome } from "./autosave-runner";
import { openKeptAnswers } from "./kept-answers";

export type { SaveStatus } from "./autosave-runner";

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

/** Runs the autosave on this browser's timers, network and storage. */
export function useAutosave({ scope, server, where, show }: Options) {
  const showRef = useRef(show);
  showRef.current = show;
  const changedRef = useRef<(view: AutosaveView) => void>(() => undefined);
  const [runner] = useState(
    () =>
      new AutosaveRunner(server, {
        post: (batch, leaving) => post(scope, batch, where, leaving),
        openKept: () => openKeptAnswers(scope),
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        now: () => Date.now(),
        show: (name, value) => showRef.current(name, value),
        changed: (view) => changedRef.current(view),
      }),
  );
  const [view, setView] = useState(runner.view);
  changedRef.current = setView;

  // Once for the life of the page.
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

  return {
    ...view,
    record: useCallback((name: string, value: unknown) => runner.record(name, value), [runner]),
    flush: useCallback(() => runner.flush(), [runner]),
    settleConflict: useCallback(
      (name: string, choice: "mine" | "theirs") => runner.settleConflict(name, choice),
      [runner],
    ),
    saveConsent: useCallback(
      (changes: readonly { name: string; value: string }[]) => runner.saveConsent(changes),
      [runner],
    ),
  };
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
    if (response.status === 401 || response.status === 404) return { kind: "halted", why: "ended" };
    if (response.status === 409) return { kind: "halted", why: "closed" };
    if (!response.ok) {
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
      return { kind: "failed", why: "busy", retryAfterMs };
    }
    const parsed = (await response.json()) as {
      fields: readonly SavedField[];
      graceSeconds?: number | null;
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
    };
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
