import type { Outcome } from "../errors";
import type {
  ChoiceQuestion,
  EstimateQuestion,
  Question,
  StanceQuestion,
} from "../survey/survey-schema";
import { normalizeText } from "../text-form";
import type { AnswerRecord, AnswerValue } from "./answer";

const otherPrefix = "other:";
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

function refuse(message: string): Outcome<never> {
  return { ok: false, reason: "invalid-input", problems: [{ at: "value", message }] };
}

function accept(value: AnswerValue): Outcome<AnswerValue> {
  return { ok: true, value };
}

/** Reads a decimal number as the portable files write it: no thousands separators, no infinity. */
export function parseDecimal(raw: string): number | null {
  if (!decimal.test(raw)) return null;
  const number = Number(raw);
  // -0 would print as "0" and compare unlike it.
  return Number.isFinite(number) ? number + 0 : null;
}

/** The bounds of an estimate: a percentage lies within 0 and 100 even where the survey does not say so. */
export function estimateBounds(question: EstimateQuestion): {
  readonly min: number | null;
  readonly max: number | null;
} {
  const percent = question.unit === "percent";
  return { min: question.min ?? (percent ? 0 : null), max: question.max ?? (percent ? 100 : null) };
}

/** Why a number is no possible value of an estimate, or null when it is one. */
export function estimateFault(question: EstimateQuestion, number: number): string | null {
  const { min, max } = estimateBounds(question);
  if (question.unit === "year" && !Number.isInteger(number)) return "must be a whole year";
  if (min !== null && number < min) return `must be at least ${min}`;
  if (max !== null && number > max) return `must be at most ${max}`;
  return null;
}

function parseStance(question: StanceQuestion, raw: string): Outcome<AnswerValue> {
  if (raw === "none") return accept({ kind: "no-opinion" });
  const category = /^\d$/.test(raw) ? Number(raw) : 0;
  if (category < 1 || category > question.scale.length) {
    return refuse(`must be 1 to ${question.scale.length}, or none`);
  }
  return accept({ kind: "stance", category });
}

function parseChoice(question: ChoiceQuestion, raw: string): Outcome<AnswerValue> {
  const known = new Set(question.options.map((option) => option.id));
  if (raw === "none" && !known.has("none")) return accept({ kind: "no-opinion" });
  const options = new Set<string>();
  const others: string[] = [];
  for (const part of raw.split(";").map((piece) => piece.trim())) {
    if (part === "") continue;
    if (part.startsWith(otherPrefix)) {
      const words = part.slice(otherPrefix.length).trim();
      if (question.other !== true) return refuse("this question has no “other”");
      if (words === "") return refuse("“other:” needs words");
      if (!others.includes(words)) others.push(words);
    } else if (known.has(part)) {
      options.add(part);
    } else {
      return refuse(`“${part.slice(0, 60)}” is no option of this question`);
    }
  }
  const count = options.size + others.length;
  if (count === 0) return refuse("names no option");
  if (count > 1 && question.multiple !== true) return refuse("only one option may be chosen");
  // In the order of the question, so that the order of ticking cannot tell two answers apart.
  const ordered = question.options.map((option) => option.id).filter((id) => options.has(id));
  return accept({ kind: "choice", options: ordered, others });
}

function parseEstimate(question: EstimateQuestion, raw: string): Outcome<AnswerValue> {
  if (raw === "none") return accept({ kind: "no-opinion" });
  if (raw === "never") {
    return question.never === true
      ? accept({ kind: "estimate", best: "never" })
      : refuse("“never” is not offered by this question");
  }
  if (raw.startsWith(">")) {
    const { max } = estimateBounds(question);
    if (max === null) return refuse("this question has no greatest value to be beyond");
    return parseDecimal(raw.slice(1).trim()) === max
      ? accept({ kind: "estimate", best: "beyond" })
      : refuse(`beyond the range is written >${max}`);
  }
  const number = parseDecimal(raw);
  if (number === null) return refuse("must be a number such as 35 or 0.5");
  const fault = estimateFault(question, number);
  return fault === null ? accept({ kind: "estimate", best: number }) : refuse(fault);
}

/** Reads the portable spelling of a value in the terms of its question. Blank is `empty`, for every kind. */
export function parseAnswerValue(question: Question, raw: string): Outcome<AnswerValue> {
  const trimmed = normalizeText(raw).trim();
  if (trimmed === "") return accept({ kind: "empty" });
  switch (question.kind) {
    case "stance":
      return parseStance(question, trimmed);
    case "choice":
      return parseChoice(question, trimmed);
    case "estimate":
      return parseEstimate(question, trimmed);
    case "works":
      return refuse("must be empty: the works stand in the text");
    case "text":
      return refuse("must be empty: the answer stands in the text");
  }
}

/** The portable spelling of a value; {@link parseAnswerValue} reads it back to the same value. */
export function formatAnswerValue(question: Question, value: AnswerValue): string {
  switch (value.kind) {
    case "empty":
      return "";
    case "no-opinion":
      return "none";
    case "stance":
      return String(value.category);
    case "choice":
      // A semicolon separates choices, so the words of an "other" cannot keep theirs.
      return [
        ...value.options,
        ...value.others.map((words) => `${otherPrefix}${words.replaceAll(";", ",").trim()}`),
      ].join(";");
    case "estimate":
      if (value.best === "never") return "never";
      if (value.best === "beyond") {
        return question.kind === "estimate" ? `>${estimateBounds(question).max ?? ""}` : "";
      }
      return String(value.best);
  }
}

/** Answered = a value, "no opinion", or text that is not blank. */
export function isAnswered(
  record: Pick<AnswerRecord, "value" | "text">,
  _question?: Question,
): boolean {
  return record.value.trim() !== "" || record.text.trim() !== "";
}
