"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { SaveStatus } from "./autosave-ports";
import { useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";

const quiet: readonly SaveStatus[] = ["saved", "saving", "unsaved"];

/** Whether what is typed is stored, and since when. */
export function SaveStatusWords() {
  const { autosave, questions } = useFormDesk();
  const status = useAutosaveView(autosave, (view) => view.status);
  const graceMinutes = useAutosaveView(autosave, (view) => view.graceMinutes);
  // The question in which two texts wait for a choice.
  const conflictAt = useAutosaveView(autosave, ({ state: { fields } }) => {
    const at = Object.keys(fields).find((name) => fields[name]?.conflict != null);
    return questions.find(({ id }) => at?.startsWith(`answers.${id}.`))?.id ?? null;
  });
  const t = useTranslations("status");
  const seconds = useSecondsSinceSaved(status);
  const closing = quiet.includes(status) ? graceMinutes : null;
  const loud = !quiet.includes(status) || closing !== null;
  const stored =
    status === "saved" && seconds !== null
      ? seconds < 60
        ? t("savedSeconds", { seconds })
        : t("savedMinutes", { minutes: Math.floor(seconds / 60) })
      : t(status === "unsaved" ? "saving" : status);
  const words = closing === null ? stored : t("grace", { minutes: closing });
  const spoken = loud ? words : "";
  return (
    <>
      {/* Changes of "Saved" are too many to be read aloud; what needs the person is. */}
      <span
        className={loud ? "font-semibold text-wait" : "text-muted tabular-nums"}
        aria-hidden={(loud && conflictAt === null) || undefined}
      >
        {status === "conflict" && conflictAt !== null ? (
          <a className="underline underline-offset-4" href={`#question-${conflictAt}`}>
            {words}
          </a>
        ) : (
          words
        )}
      </span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  );
}

/** Whole seconds since the last save on this page; null before the first. It moves in steps, so that it stays quiet. */
function useSecondsSinceSaved(status: SaveStatus): number | null {
  const before = useRef(status);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (status === "saved" && before.current !== "saved") {
      setSavedAt(Date.now());
      setNow(Date.now());
    }
    before.current = status;
  }, [status]);
  const seconds = savedAt === null ? null : Math.max(0, Math.round((now - savedAt) / 1000));
  const stepMs = seconds === null || seconds < 10 ? 1000 : seconds < 60 ? 10_000 : 60_000;
  useEffect(() => {
    if (savedAt === null || status !== "saved") return;
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [savedAt, status, stepMs]);
  return seconds;
}
