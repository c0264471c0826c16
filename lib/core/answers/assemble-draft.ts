import { carriesOver } from "../survey/rewording";
import { type Question, type QuestionKind, questionSchema } from "../survey/survey-schema";
import { presentRevisions, type Wording, wordingsOf } from "../survey/wordings";
import type { Attribution } from "./answer";
import { isAnswered } from "./completeness";
import {
  type AnswerColumns,
  type AnswerDraft,
  draftFromColumns,
  emptyAnswerDraft,
  isConsentField,
  type PersonDraft,
  personFields,
  type ResponseDraft,
} from "./draft-fields";
import { answerDraftSchema, personDraftSchema } from "./draft-schema";

/** A question as one respondent is asked it. */
export type AskedQuestion = { readonly revisionId: string; readonly question: Question };

/** A submitted answer with its consent. */
type SubmittedAnswer = {
  readonly id: string;
  readonly questionKey: string;
  readonly revisionId: string;
  /** The question as it was asked: what the columns mean. */
  readonly asked: Question;
  /** The earlier wording that it answers; null for the present one. */
  readonly earlierPrompt: string | null;
  readonly attribution: Attribution;
  readonly quotable: boolean;
  readonly columns: AnswerColumns;
  readonly revision: number;
};

/** What one respondent is asked, has typed, and has submitted. */
export type AnswerDesk = {
  readonly questions: readonly AskedQuestion[];
  readonly draft: ResponseDraft;
  /** Stored version of each field, by its name in the form; absent means 0. */
  readonly versions: Readonly<Record<string, number>>;
  /** Texts that lost against another device or were too long, by the name of their field. */
  readonly kept: Readonly<Record<string, string>>;
  readonly submitted: readonly SubmittedAnswer[];
  /** Questions whose answer was given or typed under an earlier wording and not since, by the question's id. */
  readonly earlier: Readonly<Record<string, EarlierWording>>;
};

/** The wording that an answer stands under, where the question was reworded since. */
export type EarlierWording = {
  readonly revisionId: string;
  readonly prompt: string;
  /** The question in that wording, and the answer in its terms. */
  readonly question: Question;
  readonly answer: AnswerDraft;
  /** Whether the answer can be said in the fields of the present wording; if not, those are blank but for the text. */
  readonly carries: boolean;
};

/** Each question as it stands answered, with that answer: under the wording that it was given to, else the present one. */
export function asAnswered(desk: Pick<AnswerDesk, "questions" | "draft" | "earlier">): {
  readonly questions: readonly Question[];
  readonly draft: ResponseDraft;
} {
  const standing = Object.entries(desk.earlier).filter(([, { question, answer }]) =>
    isAnswered(question, answer),
  );
  const questionOf = new Map(standing.map(([id, { question }]) => [id, question]));
  const answerOf = Object.fromEntries(standing.map(([id, { answer }]) => [id, answer]));
  return {
    questions: desk.questions.map(({ question }) => questionOf.get(question.id) ?? question),
    draft: { person: desk.draft.person, answers: { ...desk.draft.answers, ...answerOf } },
  };
}

/** Prefix of the draft field that keeps a text which could not be stored in its own place. */
export const keptPrefix = "kept:";

/** Reads a stored revision as a question of the portable format. */
export function toQuestion(revision: StoredRevision): Question {
  const settings =
    typeof revision.settings === "object" && revision.settings !== null ? revision.settings : {};
  return questionSchema.parse({
    ...settings,
    // The author's own works are not shown to those who are asked for theirs.
    works: undefined,
    id: revision.key,
    kind: revision.kind,
    prompt: revision.prompt,
    help: revision.help,
    required: revision.required,
  });
}

type StoredRevision = {
  readonly id: string;
  readonly number: number;
  /** The same question as the revision before, by the author's word. */
  readonly correction: boolean;
  readonly key: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  readonly help: string;
  readonly required: boolean;
  readonly settings: unknown;
};

type StoredDraft = {
  readonly revisionId: string | null;
  readonly field: string;
  readonly value: unknown;
  readonly version: number;
};

/** A submitted answer as stored, blank ones included. */
export type StoredAnswer = AnswerColumns & {
  readonly id: string;
  readonly revisionId: string;
  readonly attribution: Attribution;
  readonly quotable: boolean;
  /** Number of its last revision. */
  readonly number: number;
};

/** What is stored of one response, and every wording of its survey's questions. */
export type StoredResponse = {
  /** By position, then oldest wording first. */
  readonly revisions: readonly StoredRevision[];
  readonly drafts: readonly StoredDraft[];
  readonly answers: readonly StoredAnswer[];
};

/** The questions of a survey in order, each in its newest wording. */
export function newestWordings(revisions: readonly StoredRevision[]): AskedQuestion[] {
  const newest = new Map(revisions.map((revision) => [revision.key, revision]));
  return [...newest.values()].map((revision) => ({
    revisionId: revision.id,
    question: toQuestion(revision),
  }));
}

type Person = {
  /** Consent that nobody has given yet is asked for, not shown as chosen. */
  readonly toConfirm: boolean;
  readonly displayName: string;
  readonly displayRole: string;
  readonly roleWording: string;
  readonly interests: string;
};

/** Puts together what one respondent is asked, has typed, and has submitted. */
export function assembleDraft(
  stored: StoredResponse,
  response: Person,
  invitation: { readonly name: string; readonly affiliation: string },
): AnswerDesk {
  const questions = newestWordings(stored.revisions);
  const revisionOf = new Map(stored.revisions.map((revision) => [revision.id, revision]));
  const presentOf = new Map(
    [...Map.groupBy(stored.revisions, ({ key }) => key)].map(
      ([key, revisions]) => [key, presentRevisions(revisions)] as const,
    ),
  );
  const isPresent = (revisionId: string) =>
    presentOf.get(revisionOf.get(revisionId)?.key ?? "")?.has(revisionId) ?? false;
  const submitted = stored.answers.flatMap(
    ({ id, revisionId, attribution, quotable, number, ...columns }): SubmittedAnswer[] => {
      const answered = revisionOf.get(revisionId);
      const now = questions.find(({ question }) => question.id === answered?.key);
      if (answered === undefined || now === undefined) return [];
      const present = isPresent(revisionId);
      return [
        {
          id,
          revisionId,
          asked: present ? now.question : toQuestion(answered),
          earlierPrompt: present ? null : answered.prompt,
          questionKey: answered.key,
          attribution,
          quotable,
          columns,
          revision: number,
        },
      ];
    },
  );

  const versions: Record<string, number> = {};
  const kept: Record<string, string> = {};
  const answers: Record<string, AnswerDraft> = {};
  const earlier: Record<string, EarlierWording> = {};
  for (const { question } of questions) {
    const revisions = stored.revisions.filter(({ key }) => key === question.id);
    const own = new Set(revisions.map(({ id }) => id));
    const drafts = stored.drafts.flatMap(({ revisionId, ...row }) => {
      const revision = revisionId !== null && own.has(revisionId) && revisionOf.get(revisionId);
      return revision ? [{ revision, ...row }] : [];
    });
    for (const { field, value, version } of drafts) {
      if (!field.startsWith(keptPrefix)) versions[`answers.${question.id}.${field}`] = version;
      // Under whichever wording: nothing that was typed is out of sight.
      else if (typeof value === "string" && value !== "") {
        kept[`answers.${question.id}.${field.slice(keptPrefix.length)}`] = value;
      }
    }
    const typed = {
      drafts: drafts.filter(({ field }) => !field.startsWith(keptPrefix)),
      submitted: lastOf(submitted.filter(({ questionKey }) => questionKey === question.id)),
      toConfirm: response.toConfirm,
      revisionOf,
      isPresent,
    };
    const wordings = wordingsOf(revisions);
    answers[question.id] = answerInTermsOf(question, wordings[0], typed);
    const said = isAnswered(
      question,
      answerInTermsOf(question, wordings[0], {
        ...typed,
        drafts: typed.drafts.filter(({ revision }) => isPresent(revision.id)),
        submitted: typed.submitted?.earlierPrompt === null ? typed.submitted : undefined,
      }),
    );
    const under = earlierWording(question, revisions, { isPresent, said, stored });
    if (under === null) continue;
    const asked = toQuestion(under);
    const wording = wordings.find((one) => one.includes(under));
    earlier[question.id] = {
      revisionId: under.id,
      prompt: under.prompt,
      question: asked,
      answer: answerInTermsOf(asked, wording, typed),
      carries: carriesOver(asked, question),
    };
  }

  let person: PersonDraft = {
    displayName: response.displayName || invitation.name,
    displayRole: response.displayRole || invitation.affiliation,
    roleWording: response.roleWording,
    interests: response.interests,
  };
  for (const { revisionId, field, value, version } of stored.drafts) {
    if (revisionId !== null || !personFields.some((name) => name === field)) continue;
    const parsed = personDraftSchema.safeParse({ ...person, [field]: value });
    if (parsed.success) person = parsed.data;
    versions[`person.${field}`] = version;
  }
  return {
    questions,
    draft: { person, answers },
    versions,
    kept,
    submitted: submitted.filter((answer) => !isBlank(answer.columns)),
    earlier,
  };
}

/** What is known of one answer: typed and submitted, under whichever wordings. */
type TypedAnswer = {
  /** In the order of their versions. */
  readonly drafts: readonly {
    readonly revision: StoredRevision;
    readonly field: string;
    readonly value: unknown;
  }[];
  readonly submitted: SubmittedAnswer | undefined;
  readonly toConfirm: boolean;
  readonly revisionOf: ReadonlyMap<string, StoredRevision>;
  readonly isPresent: (revisionId: string) => boolean;
};

/** What of an answer says the same whatever the question's fields are. */
const ownWords: ReadonlySet<string> = new Set(["text", "works", "attribution", "quotable"]);

/** An answer in the fields of one wording of its question: what was said in fields that mean something else is left out. */
function answerInTermsOf(
  question: Question,
  wording: Wording<StoredRevision> | undefined,
  { drafts, submitted, toConfirm, revisionOf, isPresent }: TypedAnswer,
): AnswerDraft {
  const fits = new Map(wording?.map(({ id }) => [id, true]));
  const isSaid = (field: string, revision: StoredRevision | undefined) => {
    if (ownWords.has(field)) return true;
    if (revision === undefined) return false;
    const known = fits.get(revision.id) ?? carriesOver(toQuestion(revision), question);
    fits.set(revision.id, known);
    return known;
  };
  let answer: Record<string, unknown> = emptyAnswerDraft();
  if (submitted !== undefined) {
    const { asked, columns, revisionId } = submitted;
    for (const [field, value] of Object.entries(draftFromColumns(asked, columns, submitted))) {
      if (isSaid(field, revisionOf.get(revisionId))) answer[field] = value;
    }
  }
  if (toConfirm) answer = { ...answer, attribution: "", quotable: "" };
  // In the order of their versions: what was stored last stands, also when it was typed under an older wording.
  for (const { revision, field, value } of drafts) {
    if (revision.kind !== question.kind) continue;
    // That an answer holds was said of the words that stood then.
    if (field === "stands" && !isPresent(revision.id)) continue;
    if (isSaid(field, revision)) answer = { ...answer, [field]: value };
  }
  const parsed = answerDraftSchema.safeParse(answer);
  return parsed.success ? parsed.data : emptyAnswerDraft();
}

/** The submitted answer to a question that counts: what is not blank comes before what gave way to another wording. */
function lastOf(submitted: readonly SubmittedAnswer[]): SubmittedAnswer | undefined {
  return submitted.find((answer) => !isBlank(answer.columns)) ?? submitted[0];
}

/**
 * The earlier wording that an answer stands under: what was typed or submitted under it, and nothing under the present one.
 * Null for an answer to the present wording, or none. How an answer may be shown is no part of what it answers. Where the
 * fields are others now, the earlier answer stands until the present ones say something: a blank there takes nothing out.
 */
function earlierWording(
  question: Question,
  revisions: readonly StoredRevision[],
  {
    isPresent,
    said,
    stored,
  }: {
    readonly isPresent: (revisionId: string) => boolean;
    /** Something is answered under the present wording, not only carried along to its fields. */
    readonly said: boolean;
    readonly stored: StoredResponse;
  },
): StoredRevision | null {
  const under = new Set([
    ...stored.drafts.filter(isOfAnswer).flatMap(({ revisionId }) => revisionId ?? []),
    ...stored.answers.filter((answer) => !isBlank(answer)).map(({ revisionId }) => revisionId),
  ]);
  const last = revisions.findLast(({ id }) => under.has(id));
  if (last === undefined || !isPresent(last.id)) return last ?? null;
  if (said) return null;
  const before = revisions.findLast(({ id }) => under.has(id) && !isPresent(id));
  return before === undefined || carriesOver(toQuestion(before), question) ? null : before;
}

/** Whether a field says something of the answer itself; how it may be shown does not, nor a text that is only kept. */
function isOfAnswer({ field }: StoredDraft): boolean {
  return !isConsentField(field) && !field.startsWith(keptPrefix);
}

/** Whether a field of an answer was typed under these words. */
export function isTypedUnder(revisionId: string, draft: StoredDraft): boolean {
  return draft.revisionId === revisionId && isOfAnswer(draft);
}

function isBlank(columns: AnswerColumns): boolean {
  return columns.value === "" && columns.text === "";
}
