import { diffWords, type WordRun } from "@/lib/core/publication/compare";
import type { RevisionInWords } from "@/lib/surveys/wordings/schema";

const parts = [
  { part: "prompt", title: "Question" },
  { part: "help", title: "Help and definitions" },
  { part: "setup", title: "How it is answered" },
] as const;

/** What of a question changed, word by word: its prompt always, the rest where it differs. */
export function RevisionChange({
  before,
  after,
}: {
  before: RevisionInWords;
  after: RevisionInWords;
}) {
  const changed = parts.filter(({ part }) => part === "prompt" || before[part] !== after[part]);
  return (
    <div className="mt-2 flex flex-col gap-2">
      {changed.map(({ part, title }) => (
        <div key={part}>
          {changed.length > 1 && <p className="text-sm text-muted">{title}</p>}
          <p className="prose whitespace-pre-line">
            <Words before={before[part]} after={after[part]} />
          </p>
        </div>
      ))}
    </div>
  );
}

/** The change of words, word by word. */
function Words({ before, after }: { before: string; after: string }) {
  const runs = diffWords(before, after);
  if (runs === null) return <>{after}</>;
  return wholePassages(runs).map(({ text, change }, index) => {
    // Runs have no other name than their place.
    const key = `${index} ${change}`;
    if (change === "added") return <ins key={key}>{text}</ins>;
    return change === "removed" ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
  });
}

/** Changed words with nothing but space between them, as one passage taken out and one put in. */
function wholePassages(runs: readonly WordRun[]): readonly WordRun[] {
  const passages: WordRun[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed !== "") passages.push({ text: removed, change: "removed" });
    if (added !== "") passages.push({ text: added, change: "added" });
    [removed, added] = ["", ""];
  };
  for (const [index, { text, change }] of runs.entries()) {
    const next = runs[index + 1]?.change ?? "same";
    const within = removed + added !== "" && text.trim() === "" && next !== "same";
    if (change === "same" && !within) {
      flush();
      passages.push({ text, change });
      continue;
    }
    if (change !== "added") removed += text;
    if (change !== "removed") added += text;
  }
  flush();
  return passages.flatMap((passage, index) =>
    passage.change === "added" && passages[index - 1]?.change === "removed"
      ? [{ text: " ", change: "same" as const }, passage]
      : [passage],
  );
}
