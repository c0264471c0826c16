import { notFound } from "next/navigation";
import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import { changesBetween } from "@/lib/core/publication/changelog";
import { composePublication } from "@/lib/core/publication/compose";
import { drawInOrder } from "@/lib/core/publication/public-form";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { themeBlock } from "@/lib/core/synthesis/overlay/blocks";
import { overlayOf, redoStep, standing, undoStep } from "@/lib/core/synthesis/overlay/history";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { mailServerUrl } from "@/lib/platform/env";
import { hashInput, nudgeRegeneration } from "@/lib/synthesis/commands";
import { findFeedbackFigures } from "@/lib/synthesis/feedback/queries";
import { canEditSynthesis } from "@/lib/synthesis/overlay/policy";
import { listEditors, listHistory, listThreads } from "@/lib/synthesis/overlay/queries";
import { canExportPrivateSynthesis } from "@/lib/synthesis/policy";
import {
  findSurveyOfMember,
  findSynthesisDraft,
  findSynthesisInput,
} from "@/lib/synthesis/queries";
import { countToTell } from "../tell/queries";
import { findAccepted, findPlan, listVersions } from "./queries";

async function gate(surveyId: string) {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey) notFound();
  return { user, survey };
}

/** What is submitted now: its hash (null without answers), and the figures that respondents of its round were shown. */
async function currentInput(surveyId: string) {
  const stored = await findSynthesisInput(surveyId);
  if (!stored) return { hash: null, seen: [] };
  const seen = await findFeedbackFigures(surveyId, stored.round);
  return {
    hash: stored.input.answers.length > 0 ? hashInput(stored.input) : null,
    seen: seen === null ? [] : [seen],
  };
}

/** Everything that the author's desk shows; 404 for a stranger. */
export async function loadDesk(surveyId: string) {
  const { user, survey } = await gate(surveyId);
  const [draft, history, editors, threads, versions, accept, plan, toTell, current] =
    await Promise.all([
      findSynthesisDraft(surveyId),
      listHistory(surveyId),
      listEditors(surveyId),
      listThreads(surveyId, user.id),
      listVersions(surveyId),
      findAccepted(surveyId),
      findPlan(surveyId),
      countToTell(surveyId),
      currentInput(surveyId),
    ]);
  const wanted = current.hash;
  const latest = versions.at(-1) ?? null;
  const computing = wanted !== null && wanted !== draft?.inputHash;
  if (computing) await nudgeRegeneration(surveyId);
  const overlay = overlayOf(history);
  const last = standing(history);
  const mayEdit = canEditSynthesis(survey.role) && survey.status !== "archived";
  const composition =
    draft &&
    composePublication({
      computed: draft.document,
      overlay,
      earlier: [...versions.map(({ base }) => base), ...current.seen],
      accept,
      // Only members read the desk: an edit of a quote names the record that it is from.
      drawId: (id) => id,
    });
  return {
    survey: { ...survey, phase: surveyPhase(survey, new Date()) },
    mayEdit,
    mayExportPrivate: canExportPrivateSynthesis(survey.role),
    draft:
      draft && composition
        ? {
            ...composition,
            inputHash: draft.inputHash,
            computedAt: draft.computedAt.toISOString(),
            changes: changesBetween(latest?.published ?? null, composition.published).map(
              ({ text }) => text,
            ),
            passages: mayEdit ? passagesOf(draft.document) : [],
            titles: titlesOf(draft.document),
          }
        : null,
    computing,
    lastEdit: history.at(-1)?.number ?? 0,
    entries: [...last.values()].map(({ id, key, actor, edit, blanked }) => ({
      id,
      key,
      stands: edit !== null,
      blanked,
      by: actor === user.id ? "you" : (editors.get(actor ?? "") ?? "a former member"),
    })),
    undo: undoStep(history, user.id)?.entry.key ?? null,
    redo: redoStep(history, user.id)?.entry.key ?? null,
    threads,
    latest: latest && { number: latest.number, told: latest.told },
    plan: plan && {
      publishAt: plan.publishAt.toISOString(),
      blocked: plan.blockedAt !== null,
      tellRespondents: plan.tellRespondents,
    },
    toTell,
    sendsMail: mailServerUrl() !== null,
  };
}

/** What the points are called in the answers, by block: the author reads them before they may be quoted. */
function titlesOf({ sections }: Synthesis): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sections.flatMap(({ question, themes }) =>
      themes.map(({ id, title }) => [themeBlock(question.id, id), title]),
    ),
  );
}

/** Answers whose respondents let a passage be quoted, be it one that they have yet to approve. */
function passagesOf({ answers, sections }: Synthesis) {
  const kinds = new Map(sections.map(({ question }) => [question.id, question.kind]));
  return answers
    .filter(
      ({ text, question, quote, attribution }) =>
        quote &&
        (attribution === "named" || attribution === "role") &&
        text.trim() !== "" &&
        kinds.get(question) !== "works",
    )
    .map(({ id, question, shownAs, text, value }) => ({ id, question, shownAs, text, value }));
}

/** Exactly what the public would get if the draft were published now; null where there is nothing to publish. */
export async function loadPreview(surveyId: string) {
  const { survey } = await gate(surveyId);
  const [draft, history, versions, accept, current] = await Promise.all([
    findSynthesisDraft(surveyId),
    listHistory(surveyId),
    listVersions(surveyId),
    findAccepted(surveyId),
    currentInput(surveyId),
  ]);
  if (!draft) return { survey, synthesis: null, number: 1 };
  const { published } = composePublication({
    computed: draft.document,
    overlay: overlayOf(history),
    earlier: [...versions.map(({ base }) => base), ...current.seen],
    accept,
    drawId: drawInOrder(),
  });
  return { survey, synthesis: published, number: (versions.at(-1)?.number ?? 0) + 1 };
}

/** Whether the draft on the screen is the newest; null for a stranger. */
export async function loadDeskState(surveyId: string) {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey) return null;
  const [draft, history, current, plan] = await Promise.all([
    findSynthesisDraft(surveyId),
    listHistory(surveyId),
    currentInput(surveyId),
    findPlan(surveyId),
  ]);
  return {
    version: survey.publication?.versions[0]?.number ?? null,
    planned: plan && `${plan.publishAt.toISOString()} ${plan.blockedAt !== null}`,
    computing: current.hash !== null && current.hash !== draft?.inputHash,
    inputHash: draft?.inputHash ?? null,
    lastEdit: history.at(-1)?.number ?? 0,
  };
}
