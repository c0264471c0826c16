"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import {
  type AutosaveState,
  adoptKept,
  edit,
  fail,
  resolve,
  type SaveRequest,
  type SaveResult,
  type ServerField,
  settle,
  startAutosave,
  statusOf,
  takeBatch,
  toKeep,
} from "@/lib/core/answers/autosave";
import { isConsentField } from "@/lib/core/answers/draft-fields";
import { type KeptAnswers, openKeptAnswers } from "./kept-answers";

/** Well below the promised two seconds, and long enough to send a word and not a letter. */
const saveAfterMs = 700;
const retryAfterMs = [1000, 2000, 4000, 8000, 15_000, 30_000];
/** What a browser lets a page send while it goes away. */
const keepaliveLimitBytes = 60_000;

export type SaveStatus =
  | "saved"
  | "saving"
  | "unsaved"
  | "offline"
  | "conflict"
  | "refused"
  | "closed"
  | "ended";

/** Why a choice of consent was not stored; the catalogue says it in words. */
type ConsentNotice = "offline" | "refused" | "tighter";

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

/** Runs the autosave state machine on timers, network and this browser's storage. */
export function useAutosave({ scope, server, where, show }: Options) {
  const state = useRef<AutosaveState>(startAutosave(server));
  const [view, setView] = useState<{ state: AutosaveState; status: SaveStatus }>({
    state: state.current,
    status: "saved",
  });
  const [consentNotice, setConsentNotice] = useState<ConsentNotice | null>(null);
  const kept = useRef<KeptAnswers | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const failures = useRef(0);
  const halted = useRef<"closed" | "ended" | null>(null);
  const sending = useRef<Promise<void> | null>(null);
  const showRef = useRef(show);
  showRef.current = show;

  const publish = useCallback(() => {
    const status = halted.current ?? statusOf(state.current);
    const offline = failures.current > 0 && (status === "unsaved" || status === "saving");
    setView({ state: state.current, status: offline ? "offline" : status });
  }, []);

  const keep = useCallback(() => {
    // Storage may be forbidden or full; the server still gets every field.
    void kept.current?.replace(toKeep(state.current, Date.now())).catch(() => undefined);
  }, []);

  const send = useCallback(
    async (leaving = false): Promise<void> => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      if (halted.current !== null) return;
      const taken = takeBatch(state.current);
      if (taken.batch.length === 0) return;
      state.current = taken.state;
      keep();
      publish();
      const outcome = await post(taken.batch, where, leaving);
      if (outcome.kind === "results") {
        failures.current = 0;
        state.current = settle(state.current, taken.batch, outcome.results);
      } else {
        state.current = fail(state.current, taken.batch);
        if (outcome.kind === "halted") halted.current = outcome.why;
        else failures.current += 1;
      }
      keep();
      publish();
      const delay =
        failures.current === 0
          ? saveAfterMs
          : (retryAfterMs[Math.min(failures.current, retryAfterMs.length) - 1] ?? 30_000);
      if (
        halted.current === null &&
        ["unsaved", "refused", "conflict"].includes(statusOf(state.current))
      ) {
        timer.current ??= setTimeout(() => void sendRef.current(), delay);
      }
    },
    [keep, publish, where],
  );
  const sendRef = useRef(send);
  sendRef.current = send;

  const record = useCallback(
    (name: string, value: unknown) => {
      if (isConsentField(name.split(".").at(-1) ?? "")) return;
      state.current = edit(state.current, name, value);
      keep();
      publish();
      if (failures.current === 0)
        timer.current ??= setTimeout(() => void sendRef.current(), saveAfterMs);
    },
    [keep, publish],
  );

  /** Sends at once what is unsaved; true when the server then has everything. */
  const flush = useCallback(async (): Promise<boolean> => {
    for (let round = 0; round < 5; round += 1) {
      await sending.current;
      sending.current = sendRef.current();
      await sending.current;
      if (statusOf(state.current) === "saved") return true;
      if (failures.current > 0 || halted.current !== null) return false;
      // A save already under way holds its fields; give it the time of one request.
      if (statusOf(state.current) === "saving") await new Promise((next) => setTimeout(next, 150));
    }
    return statusOf(state.current) === "saved";
  }, []);

  const settleConflict = useCallback(
    (name: string, choice: "mine" | "theirs") => {
      state.current = resolve(state.current, name, choice);
      showRef.current(name, state.current.fields[name]?.value);
      keep();
      publish();
      void sendRef.current();
    },
    [keep, publish],
  );

  /** Changes consent only with the server's word: what it does not confirm goes back to what it was. */
  const saveConsent = useCallback(
    async (changes: readonly { name: string; value: string }[]): Promise<void> => {
      const batch = changes.map(({ name, value }) => ({
        key: name,
        value,
        baseVersion: state.current.fields[name]?.version ?? 0,
      }));
      setConsentNotice(null);
      const outcome = await post(batch, where, false);
      if (outcome.kind !== "results") {
        for (const { key } of batch)
          showRef.current(key, state.current.fields[key]?.confirmed ?? "");
        setConsentNotice(outcome.kind === "failed" ? "offline" : "refused");
        return;
      }
      const fields = { ...state.current.fields };
      for (const request of batch) {
        const result = outcome.results.find(({ key }) => key === request.key);
        const field = fields[request.key];
        if (field === undefined || result === undefined) continue;
        if (result.ok) {
          fields[request.key] = {
            ...field,
            value: request.value,
            confirmed: request.value,
            version: result.version,
          };
        } else if (result.reason === "conflict") {
          fields[request.key] = {
            ...field,
            value: result.value,
            confirmed: result.value,
            version: result.version,
          };
          showRef.current(request.key, result.value);
          setConsentNotice("tighter");
        } else {
          showRef.current(request.key, field.confirmed);
          setConsentNotice("refused");
        }
      }
      state.current = { fields };
      publish();
    },
    [publish, where],
  );

  // Once for the life of the page; the callbacks above are reached through refs.
  useEffect(() => {
    let gone = false;
    void openKeptAnswers(scope)
      .then(async (opened) => {
        if (gone) return;
        await opened.takeOver(
          (key) => key in where,
          (records) => {
            const before = state.current;
            state.current = adoptKept(before, records);
            for (const [key, field] of Object.entries(state.current.fields)) {
              if (field.value !== before.fields[key]?.value) showRef.current(key, field.value);
            }
            return toKeep(state.current, Date.now());
          },
        );
        kept.current = opened;
        keep();
        publish();
        void sendRef.current();
      })
      .catch(() => undefined);
    const leave = () => void sendRef.current(true);
    const hidden = () => {
      if (document.visibilityState === "hidden") leave();
    };
    const back = () => {
      failures.current = 0;
      void sendRef.current();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("online", back);
    return () => {
      gone = true;
      if (timer.current !== null) clearTimeout(timer.current);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("online", back);
    };
  }, []);

  return { ...view, record, flush, settleConflict, saveConsent, consentNotice, send };
}

type Outcome =
  | { readonly kind: "results"; readonly results: readonly SaveResult[] }
  | { readonly kind: "failed" }
  | { readonly kind: "halted"; readonly why: "closed" | "ended" };

type SavedField = {
  question: string | null;
  field: string;
  ok: boolean;
  version?: number;
  value?: unknown;
  reason?: string;
};

async function post(
  batch: readonly SaveRequest[],
  where: Readonly<Record<string, Where>>,
  leaving: boolean,
): Promise<Outcome> {
  const fields = batch.flatMap(({ key, value, baseVersion }) => {
    const place = where[key];
    return place === undefined ? [] : [{ ...place, value, baseVersion }];
  });
  const body = JSON.stringify({ fields });
  try {
    const response = await fetch("/api/answer/v1/drafts", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      keepalive: leaving && body.length < keepaliveLimitBytes,
      ...(leaving ? {} : { signal: AbortSignal.timeout(15_000) }),
    });
    if (response.status === 401 || response.status === 404) return { kind: "halted", why: "ended" };
    if (response.status === 409) return { kind: "halted", why: "closed" };
    if (!response.ok) return { kind: "failed" };
    const parsed = (await response.json()) as { fields: readonly SavedField[] };
    return {
      kind: "results",
      results: batch.flatMap(({ key }): SaveResult[] => {
        const place = where[key];
        const found = parsed.fields.find(
          (one) => one.question === place?.question && one.field === place?.field,
        );
        if (found === undefined) return [];
        if (found.ok) return [{ key, ok: true, version: found.version ?? 0 }];
        if (found.reason === "conflict") {
          return [
            { key, ok: false, reason: "conflict", value: found.value, version: found.version ?? 0 },
          ];
        }
        return [{ key, ok: false, reason: "refused", why: found.reason ?? "invalid" }];
      }),
    };
  } catch {
    return { kind: "failed" };
  }
}
