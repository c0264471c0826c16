import type { ReactNode } from "react";
import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { textInWords, valueInWords } from "@/lib/core/answers/in-words";
import type { Question } from "@/lib/core/survey/survey-schema";
import { useValueWords } from "./use-words";

/** One answer in full, as its author wrote it. */
export function AnswerInFull({
  question,
  columns,
  children,
}: {
  question: Question;
  columns: AnswerColumns;
  children?: ReactNode;
}) {
  const value = valueInWords(question, columns, useValueWords());
  const text = textInWords(question, columns);
  return (
    <section className="border-t border-line py-6">
      <h2 className="font-serif text-lg font-semibold">{question.prompt}</h2>
      {value !== "" && <p className="mt-2 font-semibold">{value}</p>}
      {text !== "" && <p className="mt-2 font-serif whitespace-pre-line">{text}</p>}
      {children}
    </section>
  );
}
