import type { Question } from "@/lib/core/survey/survey-schema";
import {
  type AnswerDraft,
  emptyAnswerDraft,
  type PersonDraft,
  type ResponseDraft,
  type WorkRow,
  worksFromLines,
} from "./draft-fields";

/** What reading a posted form needs of it. */
export type PostedForm = {
  getAll(name: string): readonly unknown[];
  keys(): Iterable<string>;
};

/** Reads the form as a browser posts it. Nothing is judged; line ends are LF as in a textarea's own value. */
export function readPostedForm(questions: readonly Question[], form: PostedForm): ResponseDraft {
  const names = [...form.keys()];
  const text = (name: string) => {
    const value = form.getAll(name)[0];
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : "";
  };
  const person: PersonDraft = {
    displayName: text("person.displayName"),
    displayRole: text("person.displayRole"),
    roleWording: text("person.roleWording"),
    interests: text("person.interests"),
  };
  const answers: Record<string, AnswerDraft> = {};
  for (const question of questions) {
    const at = (field: string) => `answers.${question.id}.${field}`;
    const special = text(at("special"));
    const attribution = text(at("attribution"));
    const quotable = text(at("quotable"));
    answers[question.id] = {
      ...emptyAnswerDraft(),
      value: text(at("value")),
      confidence: text(at("confidence")),
      options: form
        .getAll(at("options"))
        .filter((value): value is string => typeof value === "string" && value !== ""),
      other: text(at("other")),
      best: text(at("best")),
      special: special === "never" || special === "beyond" || special === "none" ? special : "",
      low: text(at("low")),
      high: text(at("high")),
      works: [...readRows(names, at("works"), text), ...worksFromLines(text(at("pasted")))],
      text: text(at("text")),
      skipped: text(at("skipped")) === "yes" ? "yes" : "",
      stands: text(at("stands")) === "yes" ? "yes" : "",
      attribution:
        attribution === "named" ||
        attribution === "role" ||
        attribution === "aggregate" ||
        attribution === "author"
          ? attribution
          : "",
      quotable: quotable === "yes" || quotable === "no" ? quotable : "",
    };
  }
  return { person, answers };
}

function readRows(
  names: readonly string[],
  prefix: string,
  text: (name: string) => string,
): WorkRow[] {
  const rows = new Map<number, WorkRow>();
  for (const name of names) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const [, index, column] = /^(\d{1,4})\.(.+)$/.exec(name.slice(prefix.length + 1)) ?? [];
    if (index === undefined || column === undefined) continue;
    const row = rows.get(Number(index)) ?? {};
    const cell = text(name);
    if (cell !== "") row[column] = cell;
    rows.set(Number(index), row);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .filter((row) => Object.keys(row).length > 0);
}
