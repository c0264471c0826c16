import type { ReactNode } from "react";
import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { valueInWords } from "@/lib/core/answers/in-words";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerText } from "./answer-text";
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
  return (
    <section className="border-t border-line py-6">
      <h2 className="font-serif text-lg font-semibold">{question.prompt}</h2>
      {value !== "" && <p className="mt-2 font-semibold">{value}</p>}
      <AnswerText question={question} columns={columns} />
      {children}
    </section>
  );
}
