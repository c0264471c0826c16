import type { Question } from "@/lib/core/survey/survey-schema";
import { parseWorks } from "@/lib/core/synthesis/parse-works";
import { readWorkAddress } from "@/lib/core/synthesis/work-address";
import type { Attribution } from "./answer";
import { estimateBounds } from "./answer-value";
import { type ProblemCode, type ProblemValues, writeProblem } from "./problem";

/** The most that one text may weigh, in bytes of UTF-8. */
export const textLimitBytes = 50_000;

/** The choice "other"; no option can have this id, because ids have no colon. */
export const otherOption = "other:";
/** "No opinion" among the options of a choice. */
export const noOpinionOption = "none:";

/** A work that a respondent names: the survey's columns, and `url`. */
export type WorkRow = Record<string, string>;

/** One answer as typed: nothing is judged yet. A kind uses the fields that it has; the others stay empty. */
export type AnswerDraft = {
  value: string;
  confidence: string;
  options: string[];
  other: string;
  best: string;
  special: "" | "never" | "beyond" | "none";
  low: string;
  high: string;
  works: WorkRow[];
  text: string;
  /** The respondent means to leave the question open; says nothing where it is answered all the same. */
  skipped: "" | "yes";
  /** The question was reworded since, and the respondent says that the answer holds for the new words too. */
  stands: "" | "yes";
  attribution: "" | Attribution;
  quotable: "" | "yes" | "no";
};
export type AnswerField = keyof AnswerDraft;

/** What belongs to the respondent and not to one answer. */
export type PersonDraft = {
  displayName: string;
  displayRole: string;
  roleWording: string;
  interests: string;
};

/** A whole response as typed; answers by the question's id. */
export type ResponseDraft = {
  readonly person: PersonDraft;
  readonly answers: Readonly<Record<string, AnswerDraft>>;
};

export const personFields = ["displayName", "displayRole", "roleWording", "interests"] as const;
const consentFields = ["attribution", "quotable"] as const;

/** Whether a field says how words may be used: such a field is never changed without the server's word. */
export function isConsentField(field: string): field is "attribution" | "quotable" {
  return field === "attribution" || field === "quotable";
}

/** An answer of which nothing is typed. */
export function emptyAnswerDraft(): AnswerDraft {
  return {
    value: "",
    confidence: "",
    options: [],
    other: "",
    best: "",
    special: "",
    low: "",
    high: "",
    works: [],
    text: "",
    skipped: "",
    stands: "",
    attribution: "",
    quotable: "",
  };
}

const fieldsByKind = {
  stance: ["value", "confidence", "text", "skipped", "stands"],
  choice: ["options", "other", "text", "skipped", "stands"],
  estimate: ["best", "special", "low", "high", "text", "skipped", "stands"],
  works: ["works", "skipped", "stands"],
  text: ["text", "skipped", "stands"],
} as const satisfies Record<Question["kind"], readonly AnswerField[]>;

/** The fields that a question of this kind has, consent last. */
export function fieldsOf(kind: Question["kind"]): readonly AnswerField[] {
  return [...fieldsByKind[kind], ...consentFields];
}

/** What a draft field may hold. */
export type DraftValue = string | readonly string[] | readonly WorkRow[];

/** The columns of the portable format that an answer fills. */
export type AnswerColumns = {
  readonly value: string;
  readonly confidence: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
};

/** What does not fit in one field; `message` is a problem's code with its values. */
type FieldProblem = { readonly field: AnswerField; readonly message: string };

export type ColumnsResult =
  | { readonly ok: true; readonly columns: AnswerColumns }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads a typed answer in the terms of its question, or names what does not fit. */
export function readAnswer(question: Question, draft: AnswerDraft): ColumnsResult {
  const problems: FieldProblem[] = [];
  const problem = (field: AnswerField, code: ProblemCode, values?: ProblemValues) =>
    problems.push({ field, message: writeProblem(code, values) });
  let value = "";
  let confidence: number | null = null;
  let low: number | null = null;
  let high: number | null = null;
  let text = normaliseText(draft.text);

  if (utf8Length(text) > textLimitBytes) problem("text", "text-too-long");

  if (question.kind === "stance") {
    if (draft.value === "none") value = "none";
    else if (draft.value !== "") {
      const category = wholeNumber(draft.value);
      if (category === null || category < 1 || category > question.scale.length) {
        problem("value", "not-a-stance");
      } else value = String(category);
    }
    if (question.confidence && draft.confidence !== "" && value !== "none") {
      const level = wholeNumber(draft.confidence);
      if (level === null || level < 1 || level > 10) {
        problem("confidence", "not-a-confidence");
      } else if (value !== "") confidence = level;
    }
  }

  if (question.kind === "choice") {
    const known = new Set(question.options.map((option) => option.id));
    const chosen = [...new Set(draft.options)];
    const other = normaliseLine(draft.other).replaceAll(";", ",");
    const opinionless = chosen.includes(noOpinionOption) && !known.has("none");
    const stranger = chosen.find(
      (id) => !known.has(id) && id !== otherOption && !(opinionless && id === noOpinionOption),
    );
    if (stranger !== undefined) problem("options", "not-an-option");
    const options = chosen.filter((id) => known.has(id));
    const wantsOther = chosen.includes(otherOption) || other !== "";
    if (wantsOther && !question.other) {
      problem("other", "no-other");
    } else if (chosen.includes(otherOption) && other === "") {
      problem("other", "other-empty");
    }
    const count = options.length + (wantsOther && other !== "" ? 1 : 0);
    if (!question.multiple && count > 1) {
      problem("options", other === "" ? "only-one" : "option-and-other");
    }
    const ordered = question.options
      .map((option) => option.id)
      .filter((id) => options.includes(id));
    value = [...ordered, ...(other === "" ? [] : [`${otherOption}${other}`])].join(";");
    if (opinionless) {
      if (count > 0) problem("options", "no-opinion-and-option");
      value = "none";
    }
  }

  if (question.kind === "estimate") {
    const { min, max } = estimateBounds(question);
    const read = (field: "best" | "low" | "high"): number | null => {
      const typed = draft[field].trim();
      if (typed === "") return null;
      const number = readNumber(typed);
      if (number === null) {
        problem(field, "not-a-number", { typed: shorten(typed) });
        return null;
      }
      if (question.unit === "year" && !Number.isInteger(number)) {
        problem(field, "not-a-year");
        return null;
      }
      if (min !== null && number < min) {
        problem(field, "too-small", { min });
        return null;
      }
      if (max !== null && number > max) {
        problem(field, question.unit === "percent" ? "too-large" : "too-large-beyond", { max });
        return null;
      }
      return number;
    };
    if (draft.special === "none") value = "none";
    else if (draft.special === "never") {
      if (question.never) value = "never";
      else problem("special", "no-never");
    } else if (draft.special === "beyond") {
      if (max !== null) value = `>${max}`;
      else problem("special", "no-beyond");
    } else {
      const best = read("best");
      if (question.interval) {
        low = read("low");
        high = read("high");
      }
      if (best !== null) value = String(best);
      else if ((low !== null || high !== null) && draft.best.trim() === "") {
        problem("best", "best-missing");
      }
      if (low !== null && best !== null && low > best) {
        problem("low", "low-above-best");
      }
      if (high !== null && best !== null && high < best) {
        problem("high", "high-below-best");
      }
    }
  }

  if (question.kind === "works") {
    const works = cleanWorks(draft.works);
    text = works.length === 0 ? "" : JSON.stringify(works);
    if (utf8Length(text) > textLimitBytes) {
      problem("works", "works-too-long");
    }
  }

  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, columns: { value, confidence, low, high, text } };
}

/** A typed draft from the columns of a submitted answer: what a revision starts from. */
export function draftFromColumns(
  question: Question,
  columns: AnswerColumns,
  consent: { readonly attribution: Attribution; readonly quotable: boolean },
): AnswerDraft {
  const draft: AnswerDraft = {
    ...emptyAnswerDraft(),
    attribution: consent.attribution,
    quotable: consent.quotable ? "yes" : "no",
  };
  const { value, confidence, low, high, text } = columns;
  if (question.kind === "works") return { ...draft, works: readWorks(text) };
  draft.text = text;
  if (question.kind === "stance") {
    draft.value = value;
    draft.confidence = confidence === null ? "" : String(confidence);
  }
  if (question.kind === "choice") {
    const opinionless = value === "none" && question.options.every(({ id }) => id !== "none");
    if (opinionless) draft.options.push(noOpinionOption);
    for (const part of value === "" || opinionless ? [] : value.split(";")) {
      if (part.startsWith(otherOption)) {
        draft.options.push(otherOption);
        draft.other = part.slice(otherOption.length);
      } else draft.options.push(part);
    }
  }
  if (question.kind === "estimate") {
    if (value === "never" || value === "none") draft.special = value;
    else if (value.startsWith(">")) draft.special = "beyond";
    else draft.best = value;
    draft.low = low === null ? "" : String(low);
    draft.high = high === null ? "" : String(high);
  }
  return draft;
}

/** The works of a submitted answer; a text that is not a list of works is read as one title a line. */
export function readWorks(text: string): WorkRow[] {
  if (text.trim() === "") return [];
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows) && rows.every(isWorkRow)) return rows;
  } catch {
    // Not JSON: the format also allows one a line.
  }
  return worksFromLines(text);
}

function isWorkRow(row: unknown): row is WorkRow {
  return (
    typeof row === "object" &&
    row !== null &&
    !Array.isArray(row) &&
    Object.values(row).every((cell) => typeof cell === "string")
  );
}

/**
 * Works pasted one a line: an address, a DOI or an arXiv id in the line becomes the row's address in its canonical form,
 * the rest its title.
 */
export function worksFromLines(text: string): WorkRow[] {
  return text.split(/\r?\n/).flatMap((line) => {
    // One line at a time, so that none is taken for the portable form of several.
    const [work] = parseWorks(`- ${line.trim()}`) ?? [];
    if (work === undefined || line.trim() === "") return [];
    const url = readWorkAddress(work.address)?.url ?? work.address;
    return [
      { ...(work.title === "" ? {} : { title: work.title }), ...(url === "" ? {} : { url }) },
    ];
  });
}

function cleanWorks(rows: readonly WorkRow[]): WorkRow[] {
  return rows
    .map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .map(([column, cell]) => [column, normaliseLine(cell)] as const)
          .filter(([, cell]) => cell !== ""),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
}

/** Text as it is stored: NFC, line ends as LF, no blank ends. */
export function normaliseText(text: string): string {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}

function normaliseLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function wholeNumber(typed: string): number | null {
  return /^\d{1,4}$/.test(typed) ? Number(typed) : null;
}

function readNumber(typed: string): number | null {
  const bare = typed
    .replace(/\s*%$/, "")
    .replace(/^−/, "-")
    // A comma is the decimal sign of many languages; before three digits it may part thousands, and is not guessed at.
    .replace(/^(-?\d*),(\d{1,2}|\d{4,10})$/, "$1.$2");
  if (!/^-?(?:\d{1,15}(?:\.\d{1,10})?|\.\d{1,10})$/.test(bare)) return null;
  return Number(bare);
}

function shorten(typed: string): string {
  return typed.length > 30 ? `${typed.slice(0, 30)}…` : typed;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
