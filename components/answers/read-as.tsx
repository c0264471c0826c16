import { useTranslations } from "next-intl";
import type { AnswerDraft, PersonDraft } from "@/lib/core/answers/draft-fields";
import { readAnswer } from "@/lib/core/answers/draft-fields";
import { valueInWords } from "@/lib/core/answers/in-words";
import { showAnswer } from "@/lib/core/publication/show-answer";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerText } from "./answer-text";
import { useValueWords } from "./use-words";

/** "This is how it will read": one answer, through the rule that decides what the public page shows. */
export function ReadAs({
  question,
  draft,
  person,
  quotesApproved,
}: {
  question: Question;
  draft: AnswerDraft;
  person: PersonDraft;
  quotesApproved: boolean;
}) {
  const t = useTranslations("consent");
  const words = useValueWords();
  const read = readAnswer(question, draft);
  if (draft.attribution === "" || !read.ok) return null;
  const named = draft.attribution === "named";
  const shown = showAnswer(
    {
      ...read.columns,
      attribution: draft.attribution,
      shownAs: named ? person.displayName : person.roleWording,
      role: person.displayRole,
      interests: person.interests,
      quote: draft.quotable === "yes",
    },
    quotesApproved,
  );
  if (shown === null) {
    return (
      <Frame>
        <p className="text-muted">{t("totalsOnly")}</p>
      </Frame>
    );
  }
  const columns = { ...read.columns, ...shown, text: shown.text ?? "" };
  const value = valueInWords(question, columns, words);
  return (
    <Frame>
      <p className="font-semibold">
        {[shown.shownAs, shown.role].filter((part) => part !== null).join(", ")}
      </p>
      {shown.interests !== null && (
        <p className="text-muted">{t("interests", { interests: shown.interests })}</p>
      )}
      {value !== "" && <p>{value}</p>}
      {shown.text !== null && (
        <blockquote>
          <AnswerText question={question} columns={columns} />
        </blockquote>
      )}
      {shown.text === null && read.columns.text !== "" && (
        <p className="text-muted">{draft.quotable === "yes" ? t("onceApproved") : t("notShown")}</p>
      )}
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  const t = useTranslations("consent");
  return (
    <div className="mt-4 border-s-[3px] border-accent bg-sheet px-4 py-3 text-sm">
      <p className="mb-1 text-xs text-muted">{t("readAs")}</p>
      {children}
    </div>
  );
}
