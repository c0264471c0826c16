"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { FieldError, fileClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ColumnMatch } from "@/lib/core/answers/match-columns";
import type { ImportCheck, ImportNews } from "@/lib/surveys/imports/schema";
import { ColumnMatcher } from "./import-columns";
import { ImportPreview, ImportProblems } from "./import-preview";

type Run =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly respondents: number; readonly answers: number };

const lost =
  "The connection was lost. Look at the answers page whether the import is there, then try again.";

/** Takes a file of answers, shows what each row would become, and imports all of it or nothing. */
export function ImportForm({ surveyId, isDraft }: { surveyId: string; isDraft: boolean }) {
  const [file, setFile] = useState<File | null>(null);
  const [check, setCheck] = useState<ImportCheck | null>(null);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [run, setRun] = useState<Run>({ kind: "idle" });
  const asked = useRef(0);
  const router = useRouter();
  const end = useRef<HTMLDivElement>(null);
  const isDone = run.kind === "done";
  // The button that was pressed is gone.
  useEffect(() => {
    if (isDone) end.current?.focus();
  }, [isDone]);
  const base = `/surveys/${surveyId}/answers`;

  const send = (to: "check" | "run", of: File, match: ColumnMatch | null, from = 0) => {
    const form = new FormData();
    form.set("file", of);
    form.set("from", String(from));
    if (match !== null) form.set("match", JSON.stringify(match));
    return fetch(`${base}/import/${to}`, { method: "POST", body: form });
  };

  const look = async (of: File, match: ColumnMatch | null, from = 0) => {
    const turn = ++asked.current;
    setReading(true);
    setError(null);
    try {
      const response = await send("check", of, match, from);
      const body = (await response.json()) as ImportCheck & { readonly words?: string };
      // A later choice of columns overtook this one.
      if (turn !== asked.current) return;
      if (response.ok) setCheck(body);
      else setError(body.words ?? "The file could not be read.");
    } catch {
      if (turn === asked.current) setError("The file could not be sent. Choose it again.");
    } finally {
      if (turn === asked.current) setReading(false);
    }
  };

  const begin = async () => {
    if (file === null || check === null) return;
    setError(null);
    setRun({ kind: "running", done: 0, total: check.respondents });
    let news: ImportNews;
    try {
      const response = await send("run", file, check.match);
      if (response.ok && response.body !== null) {
        news = await readNews(response.body, (done, total) =>
          setRun({ kind: "running", done, total }),
        );
      } else {
        const { words } = (await response.json()) as { readonly words?: string };
        news = { kind: "refused", words: words ?? lost, problems: [] };
      }
    } catch {
      news = { kind: "refused", words: lost, problems: [] };
    }
    if (news.kind === "done") {
      setRun(news);
      // An import opens a draft: the page's head says so.
      router.refresh();
      return;
    }
    setRun({ kind: "idle" });
    if (news.kind === "refused") {
      setError(news.words);
      const { problems } = news;
      if (problems.length > 0) setCheck({ ...check, problems, problemCount: problems.length });
    }
  };

  if (run.kind === "done") {
    return (
      <div ref={end} tabIndex={-1} className="max-w-text outline-none">
        <Notice tone="good" title="The answers are in" live="status">
          <p>
            {count(run.answers, "answer")} of {people(run.respondents)}. They are counted; nobody is
            named or quoted until each person has confirmed.
          </p>
          <div className="mt-2 flex flex-wrap gap-3">
            <ButtonLink href={`${base}#entered`}>See them and ask to confirm</ButtonLink>
            <Button
              variant="secondary"
              onClick={() => {
                setFile(null);
                setCheck(null);
                setRun({ kind: "idle" });
              }}
            >
              Import another file
            </Button>
          </div>
        </Notice>
      </div>
    );
  }
  const running = run.kind === "running";
  const ready = check !== null && check.problemCount === 0 && check.rows > 0 && !reading;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex max-w-text flex-col gap-1.5">
        <label htmlFor="file" className="font-semibold">
          File of answers (CSV)
        </label>
        <p id="file-hint" className="text-sm text-muted">
          A row for each person and question, as{" "}
          <Link href={`${base}/import/example`} prefetch={false} className="text-accent underline">
            this example for your questions
          </Link>{" "}
          has it. Other column names can be matched in the next step.
        </p>
        <input
          id="file"
          type="file"
          accept=".csv,text/csv"
          disabled={running}
          aria-describedby={error === null ? "file-hint" : "file-hint file-error"}
          className={fileClass}
          onChange={(event) => {
            const chosen = event.target.files?.[0] ?? null;
            setFile(chosen);
            setCheck(null);
            setError(null);
            if (chosen !== null) void look(chosen, null);
          }}
        />
        <div role="alert">{error !== null && <FieldError id="file-error">{error}</FieldError>}</div>
        <p role="status" className="text-sm text-muted empty:hidden">
          {reading ? "Reading …" : ""}
        </p>
      </div>
      {file !== null && check !== null && (
        <>
          <ImportProblems problems={check.problems} count={check.problemCount} />
          <ColumnMatcher
            header={check.header}
            match={check.match}
            disabled={running}
            onChange={(match) => {
              setCheck({ ...check, match });
              void look(file, match);
            }}
          />
          {check.rows > 0 && check.problemCount === 0 && (
            <section aria-label="Import" className="max-w-text">
              <ul className="mb-5 list-disc space-y-1 ps-5">
                <li>
                  {count(check.rows, "answer")} of {people(check.respondents)} will be counted, and
                  marked as entered by you.
                </li>
                <li>
                  Nobody is named or quoted, whatever the file says, until the person confirms.
                  Nobody is mailed by the import.
                </li>
                {check.withoutAddress > 0 && (
                  <li>
                    {people(check.withoutAddress)} without an address cannot be asked to confirm.
                  </li>
                )}
                {isDraft && (
                  <li>
                    The survey is a draft: importing opens it, because answers belong to a wording.
                  </li>
                )}
              </ul>
              {running ? (
                <div className="flex flex-col gap-2">
                  <label htmlFor="progress">
                    {run.done} of {people(run.total)} stored. Nothing counts before all of them are.
                  </label>
                  <progress
                    id="progress"
                    max={Math.max(1, run.total)}
                    value={run.done}
                    className="h-3 w-full accent-accent"
                  />
                </div>
              ) : (
                <Button disabled={!ready} onClick={() => void begin()}>
                  Import {count(check.rows, "answer")} of {people(check.respondents)}
                </Button>
              )}
            </section>
          )}
          <ImportPreview check={check} onTurn={(from) => void look(file, check.match, from)} />
        </>
      )}
    </div>
  );
}

function count(number: number, word: string): string {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

function people(number: number): string {
  return `${number.toLocaleString("en")} ${number === 1 ? "person" : "people"}`;
}

/** Reads a stream of lines of JSON as they come; gives the last piece of news, which is how it ended. */
async function readNews(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  progress: (done: number, total: number) => void,
): Promise<ImportNews> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last: ImportNews = { kind: "refused", words: lost, problems: [] };
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const news = JSON.parse(line) as ImportNews;
      if (news.kind === "progress") progress(news.done, news.total);
      else last = news;
    }
    if (done) return last;
  }
}
