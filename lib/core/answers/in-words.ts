import { type Language, numberInWords } from "../language";
import type { Question } from "../survey/survey-schema";
import { type AnswerColumns, readWorks, type WorkRow } from "./draft-fields";

/** The messages that an answer's value needs, in the catalogue under "values". */
type ValueMessage =
  | "noOpinion"
  | "never"
  | "beyond"
  | "percent"
  | "confident"
  | "interval"
  /** Words of the respondent's own in a choice, where these are not shown. */
  | "otherHidden";

/** The language of the words, and who says its messages. */
export type ValueWords = {
  readonly language: Language;
  readonly say: (message: ValueMessage, values?: Record<string, string | number>) => string;
};

/** The value of an answer in the words of its question; empty when there is none. */
export function valueInWords(
  question: Question,
  columns: AnswerColumns,
  words: ValueWords,
): string {
  const { value, confidence, low, high } = columns;
  const { say } = words;
  if (value === "") return "";
  switch (question.kind) {
    case "stance": {
      const label =
        value === "none" ? say("noOpinion") : (question.scale[Number(value) - 1] ?? value);
      return confidence === null ? label : say("confident", { value: label, confidence });
    }
    case "choice":
      return value === "none"
        ? say("noOpinion")
        : value
            .split(";")
            .map((part) => {
              const label = question.options.find((option) => option.id === part)?.label;
              if (label !== undefined) return label;
              if (part === "other") return say("otherHidden");
              return part.startsWith("other:") ? part.slice("other:".length) : part;
            })
            .join("; ");
    case "estimate": {
      if (value === "none") return say("noOpinion");
      if (value === "never") return say("never");
      const figure = (number: number) => estimateInWords(question.unit, number, words);
      if (value.startsWith(">")) return say("beyond", { value: figure(Number(value.slice(1))) });
      if (low === null && high === null) return figure(Number(value));
      const end = (number: number | null) => (number === null ? "?" : figure(number));
      return say("interval", { value: figure(Number(value)), low: end(low), high: end(high) });
    }
    case "works":
    case "text":
      return "";
  }
}

/** What could be answered, in a line: the labels of steps or options, the range, the columns; empty where anything could. */
export function answersInWords(question: Question, words: ValueWords): string {
  switch (question.kind) {
    case "stance":
      return question.scale.join(" · ");
    case "choice":
      return question.options.map(({ label }) => label).join(" · ");
    case "estimate": {
      const end = (number: number | undefined) =>
        number === undefined ? "…" : estimateInWords(question.unit, number, words);
      const { min, max } = question;
      return min === undefined && max === undefined ? "" : `${end(min)} – ${end(max)}`;
    }
    case "works":
      return (question.columns ?? []).join(" · ");
    case "text":
      return "";
  }
}

/** One number of an estimate with its unit, as the language writes it. */
export function estimateInWords(
  unit: "percent" | "year" | "number",
  number: number,
  { language, say }: ValueWords,
): string {
  const figure = numberInWords(number, language);
  return unit === "percent" ? say("percent", { value: figure }) : figure;
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
