import {
  asAnswered,
  assembleDraft,
  isTypedUnder,
  type StoredAnswer,
} from "@/lib/core/answers/assemble-draft";
import { isAnswered, judgeResponse } from "@/lib/core/answers/completeness";
import { type AnswerColumns, type PersonDraft, readAnswer } from "@/lib/core/answers/draft-fields";
import { canonical } from "@/lib/core/answers/merge";
import { writeProblem } from "@/lib/core/answers/problem";
import type { Outcome } from "@/lib/core/errors";
import { wordingsOf } from "@/lib/core/survey/wordings";
import { type Consent, tighterOf } from "../consent/commands";
import { answeringWindow } from "../policy";
import type { Submitting } from "../stored/queries";

/** What a submission changes. */
export type SubmissionPlan = {
  readonly response: Submitting;
  readonly submission: number;
  readonly person: PersonDraft;
  /** Answers to questions, or wordings of them, that had none. */
  readonly added: readonly (Consent & {
    readonly questionRevisionId: string;
    readonly columns: AnswerColumns;
  })[];
  /** Answers that stood and say something else now; what stays the same gets no revision. */
  readonly revised: readonly { readonly answer: StoredAnswer; readonly columns: AnswerColumns }[];
  /** Answers that were typed anew under a correction of the words that they were given to: from now on they answer that. */
  readonly moved: readonly { readonly answer: StoredAnswer; readonly questionRevisionId: string }[];
  /** How answers that stood may be shown from now on, in this order; null for an answer that was taken out. */
  readonly consents: readonly { readonly answer: StoredAnswer; readonly consent: Consent | null }[];
};

/** A submission, new or repeated. */
export type Submission = { readonly responseId: string; readonly submission: number };

/** Decides on a submission: whether it is let in, and what it changes; no plan for one that is stored already. */
export function decideSubmission(
  response: Submitting | null,
  submission: number,
  now: Date,
): Outcome<{ readonly submitted: Submission; readonly plan: SubmissionPlan | null }> {
  if (response === null) return { ok: false, reason: "not-found" };
  const { id: responseId } = response;
  if (submission <= response.submission) {
    const submitted = { responseId, submission: response.submission };
    return { ok: true, value: { submitted, plan: null } };
  }
  if (submission !== response.submission + 1) return { ok: false, reason: "conflict" };
  const window = answeringWindow(response, now);
  if (window === "not-open") return { ok: false, reason: "survey-not-open" };
  if (window === "closed") return { ok: false, reason: "survey-closed" };

  const desk = assembleDraft(response, response, response);
  // Each answer in the terms of the words that it was given to.
  const answered = asAnswered(desk);
  const judged = judgeResponse(answered.questions, answered.draft, response.attributions);
  if (judged.problems.length > 0) {
    return {
      ok: false,
      reason: "invalid-input",
      problems: judged.problems.map(({ at, message }) => ({ at, message })),
    };
  }
  if (judged.answered.length === 0) {
    return {
      ok: false,
      reason: "invalid-input",
      problems: [{ at: "answers", message: writeProblem("nothing-answered") }],
    };
  }
  const { person } = desk.draft;
  const plan = { response, submission, person, ...planAnswers(response, desk) };
  return { ok: true, value: { submitted: { responseId, submission }, plan } };
}

function planAnswers(
  response: Submitting,
  desk: ReturnType<typeof assembleDraft>,
): Pick<SubmissionPlan, "added" | "revised" | "moved" | "consents"> {
  const added: SubmissionPlan["added"][number][] = [];
  const revised: SubmissionPlan["revised"][number][] = [];
  const moved: SubmissionPlan["moved"][number][] = [];
  const consents: SubmissionPlan["consents"][number][] = [];
  const revise = (answer: StoredAnswer, columns: AnswerColumns) => {
    const { value, confidence, low, high, text } = answer;
    if (canonical({ value, confidence, low, high, text }) === canonical(columns)) return;
    revised.push({ answer, columns });
  };
  const answered = asAnswered(desk);
  for (const [place, { revisionId, question: present }] of desk.questions.entries()) {
    const question = answered.questions[place] ?? present;
    const draft = answered.draft.answers[question.id];
    const revisionsOfQuestion = response.revisions.filter(({ key }) => key === question.id);
    const known = new Set(revisionsOfQuestion.map(({ id }) => id));
    const previous = response.answers.filter((answer) => known.has(answer.revisionId));
    // The wording that the answer was typed under; corrections of it are the same wording.
    const under =
      question === present ? revisionId : (desk.earlier[question.id]?.revisionId ?? revisionId);
    const wording = wordingsOf(revisionsOfQuestion).find((one) =>
      one.some(({ id }) => id === under),
    );
    if (draft === undefined || !isAnswered(question, draft)) {
      for (const answer of previous) {
        revise(answer, emptyColumns);
        consents.push({ answer, consent: null });
      }
      continue;
    }
    const read = readAnswer(question, draft);
    if (!read.ok || draft.attribution === "") throw new Error("judged complete, yet unreadable");
    const consent = {
      attribution: draft.attribution,
      quotable: draft.quotable === "yes" && draft.attribution !== "author",
    };
    // Of several in one wording, as before a correction was declared, the newest goes on.
    const [same] = (wording ?? []).flatMap(({ id }) =>
      previous.filter((answer) => answer.revisionId === id),
    );
    // An answer to an older wording gives way to the one to the new wording, and shows no more than that one.
    for (const older of previous) {
      if (older === same) continue;
      revise(older, emptyColumns);
      consents.push({ answer: older, consent: tighterOf(older, consent) });
    }
    if (same === undefined) {
      added.push({ questionRevisionId: under, ...consent, columns: read.columns });
      continue;
    }
    consents.push({ answer: same, consent });
    revise(same, read.columns);
    // Should the author take the correction back, the answer stays with the words that it was typed under.
    if (same.revisionId !== under && response.drafts.some((field) => isTypedUnder(under, field))) {
      moved.push({ answer: same, questionRevisionId: under });
    }
  }
  return { added, revised, moved, consents };
}

const emptyColumns: AnswerColumns = {
  value: "",
  confidence: null,
  low: null,
  high: null,
  text: "",
};
