import { completeQuestion, type QuestionFields } from "./question-draft";

/** One thing that is missing, or worth a look, before a survey opens. */
export type ChecklistItem = {
  /** The question that it is about; null for the survey's own words. */
  readonly question: string | null;
  /** The field that mends it. */
  readonly field: string;
  /** "must" keeps the survey from opening. */
  readonly weight: "must" | "should";
  readonly words: string;
};

type SurveyFacts = {
  readonly title: string;
  readonly introduction: string;
  readonly authors: readonly unknown[];
  /** Calendar day, or empty for no end. */
  readonly closesOn: string;
};

/** What is missing before a survey can open, and what its author may have forgotten. */
export function openingChecklist(
  survey: SurveyFacts,
  questions: readonly { readonly id: string; readonly fields: QuestionFields }[],
): readonly ChecklistItem[] {
  const about = (field: string, weight: ChecklistItem["weight"], words: string): ChecklistItem => ({
    question: null,
    field,
    weight,
    words,
  });
  const items: ChecklistItem[] = [];
  if (survey.title.trim() === "") items.push(about("title", "must", "The survey needs a title."));
  if (questions.length === 0) {
    items.push(about("add", "must", "The survey needs at least one question."));
  }
  for (const [index, { id, fields }] of questions.entries()) {
    for (const { field, weight, words } of gapsOf(fields)) {
      items.push({ question: id, field, weight, words: `Question ${index + 1}: ${words}` });
    }
  }
  if (survey.title.trim() === "Untitled survey") {
    items.push(about("title", "should", "The title is still the template’s."));
  }
  if (survey.introduction.trim() === "") {
    items.push(about("introduction", "should", "Experts find no introduction."));
  }
  if (survey.authors.length === 0) {
    items.push(about("authors", "should", "Nobody is named as author."));
  }
  if (survey.closesOn === "") {
    items.push(
      about("closesOn", "should", "Without a last day, answers are taken until you close."),
    );
  }
  return items;
}

export type Gap = Pick<ChecklistItem, "field" | "weight" | "words">;

const placeholders = /^(?:Write the (?:first |second )?statement here|Your first question)\b/;

/** Gaps by the fields that they were found in: fields are values, so what was found once holds. */
const found = new WeakMap<QuestionFields, readonly Gap[]>();

/** What one question lacks; it can be asked exactly when nothing in the list is a "must". */
export function gapsOf(fields: QuestionFields): readonly Gap[] {
  const known = found.get(fields);
  if (known !== undefined) return known;
  const parsed = completeQuestion("question", fields);
  const gaps: Gap[] = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message, code }) =>
        code === "invalid_type" && (path[0] === "min" || path[0] === "max")
          ? { field: "setup", weight: "must", words: unread[path[0]] }
          : gap(path, message),
      );
  if (placeholders.test(fields.prompt)) {
    gaps.push({ field: "prompt", weight: "should", words: "the words are still the template’s." });
  }
  const labels = labelsOf(fields);
  if (new Set(labels).size < labels.length) {
    gaps.push({ field: "setup", weight: "should", words: "two labels are the same." });
  }
  found.set(fields, gaps);
  return gaps;
}

function labelsOf({ setup }: QuestionFields): readonly string[] {
  const labels =
    setup.kind === "stance"
      ? setup.scale
      : setup.kind === "choice"
        ? setup.options.map(({ label }) => label)
        : [];
  return labels.map((label) => label.trim().toLowerCase()).filter((label) => label !== "");
}

const unread = {
  min: "the least value is no number.",
  max: "the greatest value is no number.",
} as const;

/** An issue of the portable format's schema in the words of the page. */
function gap(path: readonly PropertyKey[], message: string): Gap {
  const [part, index] = path;
  const number = typeof index === "number" ? index + 1 : null;
  const must = (field: string, words: string): Gap => ({ field, weight: "must", words });
  switch (part) {
    case "prompt":
      return must("prompt", "the question has no words yet.");
    case "scale":
      return must("setup", `step ${number ?? ""} of the scale has no label.`);
    case "poles":
      return must("setup", "name both ends of the scale, or neither.");
    case "options":
      return must(
        "setup",
        number === null ? "there is no option to choose." : `option ${number} has no label.`,
      );
    case "columns":
      return must(
        "setup",
        number === null ? "there is no column." : `column ${number} has no name.`,
      );
    case "works":
      return must("setup", `work ${number ?? ""} of your own has no title.`);
    case "min":
    case "max":
      return must("setup", "the least value must be below the greatest.");
    default:
      return must("setup", message);
  }
}
