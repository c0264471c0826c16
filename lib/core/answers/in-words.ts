import type { Question } from "@/lib/core/survey/survey-schema";
import { type AnswerColumns, readWorks, type WorkRow } from "./draft-fields";

/** The value of an answer in the words of its question; empty when there is none. */
export function valueInWords(question: Question, columns: AnswerColumns): string {
  const { value, confidence, low, high } = columns;
  if (value === "") return "";
  switch (question.kind) {
    case "stance": {
      const label = value === "none" ? "No opinion" : (question.scale[Number(value) - 1] ?? value);
      return confidence === null ? label : `${label} (confidence ${confidence} of 10)`;
    }
    case "choice":
      return value
        .split(";")
        .map((part) =>
          part.startsWith("other:")
            ? part.slice("other:".length)
            : (question.options.find((option) => option.id === part)?.label ?? part),
        )
        .join("; ");
    case "estimate": {
      if (value === "never") return "Never";
      if (value.startsWith(">")) return `Beyond ${withUnit(question.unit, value.slice(1))}`;
      const range =
        low === null && high === null
          ? ""
          : ` (${low === null ? "?" : withUnit(question.unit, String(low))} to ${high === null ? "?" : withUnit(question.unit, String(high))})`;
      return withUnit(question.unit, value) + range;
    }
    case "works":
    case "text":
      return "";
  }
}

function withUnit(unit: "percent" | "year" | "number", value: string): string {
  return unit === "percent" ? `${value} %` : value;
}

/** The text of an answer as paragraphs; works one a line. */
export function textInWords(question: Question, columns: AnswerColumns): string {
  if (question.kind !== "works") return columns.text;
  return readWorks(columns.text).map(workInWords).join("\n");
}

function workInWords(row: WorkRow): string {
  const { title, url, ...rest } = row;
  return [title, ...Object.values(rest), url].filter(Boolean).join(" — ");
}
