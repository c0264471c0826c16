import type { AnswerDraft, PersonDraft } from "@/lib/core/answers/draft-fields";
import { readAnswer } from "@/lib/core/answers/draft-fields";
import { textInWords, valueInWords } from "@/lib/core/answers/in-words";
import type { Question } from "@/lib/core/survey/survey-schema";

/** "This is how it will read": one answer as others will see it at the consent chosen. */
export function ReadAs({
  question,
  draft,
  person,
}: {
  question: Question;
  draft: AnswerDraft;
  person: PersonDraft;
}) {
  const read = readAnswer(question, draft);
  if (draft.attribution === "" || !read.ok) return null;
  if (draft.attribution === "aggregate" || draft.attribution === "author") {
    return (
      <Frame>
        <p className="text-muted">
          Others see only the totals: nothing here will carry your words or your name.
        </p>
      </Frame>
    );
  }
  const named = draft.attribution === "named";
  const who = named
    ? [person.displayName, person.displayRole].filter((part) => part.trim() !== "").join(", ")
    : person.roleWording;
  const value = valueInWords(question, read.columns);
  const shown = question.kind === "works" || draft.quotable === "yes";
  const text = textInWords(question, read.columns);
  return (
    <Frame>
      <p className="font-semibold">
        {who.trim() === "" ? (named ? "Your name" : "Your description") : who}
      </p>
      {value !== "" && <p>{value}</p>}
      {text !== "" &&
        (shown ? (
          <blockquote className="mt-1 font-serif whitespace-pre-line">{text}</blockquote>
        ) : (
          <p className="text-muted">Your text is not shown.</p>
        ))}
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <div className="mt-4 border-l-[3px] border-accent bg-sheet px-4 py-3 text-sm">
      <p className="mb-1 text-xs text-muted">This is how it will read:</p>
      {children}
    </div>
  );
}
