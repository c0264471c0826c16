import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { readWorks } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";

type AnswerTextProps = {
  readonly question: Question;
  readonly columns: Pick<AnswerColumns, "text">;
};

/** The words of one answer, or the works that it names, a line each; nothing where there are none. */
export function AnswerText({ question, columns: { text } }: AnswerTextProps) {
  if (text === "") return null;
  if (question.kind !== "works") {
    return (
      <p className="mt-2 font-serif whitespace-pre-line break-words" dir="auto">
        {text}
      </p>
    );
  }
  return (
    <ul className="mt-2 flex flex-col gap-3 font-serif" dir="auto">
      {readWorks(text).map(({ title, url, ...details }, index) => (
        <li key={index} className="break-words">
          {title || url}
          {Object.values(details).some(Boolean) && (
            <span className="block font-sans text-sm text-muted">
              {Object.values(details).filter(Boolean).join(" · ")}
            </span>
          )}
          {title && url && <span className="block font-sans text-sm text-muted">{url}</span>}
        </li>
      ))}
    </ul>
  );
}
