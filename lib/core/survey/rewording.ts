import type { SetupDraft } from "./question-draft";
import type { Question } from "./survey-schema";

/** What an author may decide when a question changes to which answers were given. */
export const rewordingDecisions = ["correction", "reworded", "ask-again"] as const;
/**
 * "correction": the same question, answers go on counting. "reworded": another wording, nobody is told. "ask-again":
 * another wording, and those who answered get a mail.
 */
export type RewordingDecision = (typeof rewordingDecisions)[number];

/**
 * Whether every answer given under one setup means the same under another, so that the author may declare the change a
 * correction: the same steps, options, unit and bounds, whatever the spelling of their labels. A confidence or an interval
 * may be asked for from now on, not left out; the order of options and whether an answer is required may change.
 */
export function keepsAnswers(before: SetupDraft, after: SetupDraft): boolean {
  if (before.kind === "stance" && after.kind === "stance") {
    return (
      before.scale.length === after.scale.length &&
      (!before.confidence || after.confidence === true)
    );
  }
  if (before.kind === "choice" && after.kind === "choice") {
    const ids = ({ options }: typeof before) => options.map(({ id }) => id).sort();
    return (
      ids(before).join(" ") === ids(after).join(" ") &&
      (before.multiple ?? false) === (after.multiple ?? false) &&
      (before.other ?? false) === (after.other ?? false)
    );
  }
  if (before.kind === "estimate" && after.kind === "estimate") {
    return (
      before.unit === after.unit &&
      before.min === after.min &&
      before.max === after.max &&
      (before.never ?? false) === (after.never ?? false) &&
      (!before.interval || after.interval === true)
    );
  }
  if (before.kind === "works" && after.kind === "works") {
    return (before.columns ?? ["title"]).join("\n") === (after.columns ?? ["title"]).join("\n");
  }
  return before.kind === after.kind;
}

/**
 * Whether an answer to one wording can be shown in the fields of another as it was given: every step and option has the
 * same words at the same place, every number is still within bounds. Where not, it stands beside the new question.
 */
export function carriesOver(before: Question, after: Question): boolean {
  if (before.kind === "stance" && after.kind === "stance") {
    return before.scale.join("\n") === after.scale.join("\n");
  }
  if (before.kind === "choice" && after.kind === "choice") {
    const labels = new Map(after.options.map(({ id, label }) => [id, label]));
    return (
      before.options.every(({ id, label }) => labels.get(id) === label) &&
      (!before.multiple || after.multiple === true) &&
      (!before.other || after.other === true)
    );
  }
  if (before.kind === "estimate" && after.kind === "estimate") {
    const [least, greatest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return (
      before.unit === after.unit &&
      (after.min ?? least) <= (before.min ?? least) &&
      // "Beyond the greatest" means something else where the greatest is another.
      (after.max ?? greatest) === (before.max ?? greatest) &&
      (!before.never || after.never === true)
    );
  }
  return before.kind === after.kind;
}

/** The author's own works, which are no part of what experts are asked: the cells of each, whatever their columns are called. */
function ownCells(setup: SetupDraft): string {
  if (setup.kind !== "works") return "";
  return JSON.stringify((setup.works ?? []).map((row) => Object.values(row).sort()));
}

/** Why a setup cannot take the place of another once the survey has opened, in words; null where it can. */
export function fixedSince(before: SetupDraft, after: SetupDraft): string | null {
  if (before.kind !== after.kind) {
    return "Since the survey has opened, the kind of a question stays: an answer of one kind cannot be read as another. A copy of the survey can ask in another way.";
  }
  return ownCells(before) === ownCells(after)
    ? null
    : "Since the survey has opened, works of your own are changed on its synthesis.";
}
