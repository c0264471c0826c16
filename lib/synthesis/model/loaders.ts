import { notFound } from "next/navigation";
import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import { drawInOrder, toPublicForm } from "@/lib/core/publication/public-form";
import { type KeptSource, standingOf } from "@/lib/core/synthesis/model/accepted";
import { standsIn } from "@/lib/core/synthesis/model/kept-themes";
import type { Section, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { modelHost, modelSettings } from "@/lib/platform/model-settings";
import { canEditSynthesis } from "../overlay/policy";
import { findSurveyOfMember, findSynthesisDraft } from "../queries";
import {
  listNameWords,
  listProposals,
  listRuns,
  type ModelRunRow,
  type StoredProposal,
} from "./queries";
import type { ProposalsView, ProposalView, ThemesView } from "./schema";
import { listThemeProposals, type StoredThemes } from "./themes/queries";

/** The author's panel of a model's proposals; null where no model is configured and none was ever asked. 404 for a stranger. */
export async function loadProposals(surveyId: string): Promise<ProposalsView | null> {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey) notFound();
  const [runs, draft] = await Promise.all([listRuns(surveyId), findSynthesisDraft(surveyId)]);
  const settings = modelSettings();
  const [last] = runs;
  if (last === undefined && settings === null) return null;
  const model = settings?.model ?? last?.model ?? "";
  const host = modelHost(settings) ?? last?.host ?? "";
  const empty = { questions: [], open: 0, accepted: 0 };
  const shown = draft === null ? empty : await readProposals(surveyId, draft.document);
  return {
    model,
    host,
    mayDecide: canEditSynthesis(survey.role) && survey.status !== "archived",
    ...shown,
    record: recordOf(runs),
    dropped: countReasons(runs),
  };
}

async function readProposals(surveyId: string, document: Synthesis) {
  const { open, publicIdOf } = toPublicForm(document, { drawId: drawInOrder() });
  const nameWords = await listNameWords(surveyId);
  const stored = await listProposals(surveyId);
  const sortings = await listThemeProposals(surveyId);
  const byAnswer = new Map(open.answers.map((answer) => [answer.id, answer]));
  const view = (proposal: StoredProposal, section: Section): ProposalView[] => {
    const { kept, state, decidedAt } = proposal;
    const standing = standingOf(kept, open, { publicIdOf, nameWords });
    // Words that may no longer be quoted are not shown, though no job has taken them away yet.
    if (standing === "words-gone") return [];
    const holds = standing === "holds";
    const passages = kept.sources.flatMap((source) => {
      if (!holds || "statistic" in source) return [];
      const answer = byAnswer.get(publicIdOf(source.respondent, source.question) ?? "");
      return [{ who: answer?.shownAs || "A respondent", words: source.words }];
    });
    const summaryPlace = section.summary.findIndex(({ text }) => text === kept.replaces) + 1;
    return [
      {
        id: kept.id,
        model: kept.model,
        place: kept.keyPoint
          ? "Key point"
          : summaryPlace > 0
            ? `Summary, sentence ${summaryPlace}`
            : "Summary",
        rule: kept.replaces,
        text: kept.text,
        state: holds || state === "rejected" ? state : "stale",
        passages,
        figures: holds ? figureNames(kept.sources) : [],
        decided: decidedAt === null ? null : decidedWords(kept.acceptedBy, decidedAt),
      },
    ];
  };
  const questions = open.sections
    .map((section, at) => ({
      number: at + 1,
      prompt: section.question.prompt,
      proposals: stored
        .filter(({ kept }) => kept.question === section.question.id)
        .flatMap((proposal) => view(proposal, section)),
      sortings: sortings
        .filter(
          ({ question, kept }) =>
            question === section.question.id && standsIn(kept, question, open, publicIdOf),
        )
        .map((one) => themesView(one, section)),
    }))
    .filter(({ proposals, sortings }) => proposals.length + sortings.length > 0);
  const count = (state: ProposalView["state"]) =>
    questions.reduce(
      (sum, { proposals, sortings }) =>
        sum + [...proposals, ...sortings].filter((one) => one.state === state).length,
      0,
    );
  return { questions, open: count("proposed"), accepted: count("accepted") };
}

function themesView(one: StoredThemes, section: Section): ThemesView {
  const { id, model, state, kept, replaces, decidedBy, decidedAt } = one;
  return {
    id,
    model,
    state: state === "stale" ? "proposed" : state,
    rule: replaces,
    themes: kept.themes.map(({ title, points }) => ({
      title,
      people: new Set(points.map(({ respondent }) => respondent)).size,
      points: points
        .map(({ words }) => words)
        .sort((a, b) => a.length - b.length || (a < b ? -1 : 1)),
    })),
    rest: kept.rest.length,
    waits: state === "accepted" && section.grouped === undefined,
    decided: decidedAt === null ? null : decidedWords(decidedBy, decidedAt),
  };
}

function decidedWords(name: string, at: Date): string {
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at);
  return name === "" ? when : `${name}, ${when}`;
}

const figureWords: Readonly<Record<string, string>> = {
  n: "answers counted",
  noOpinion: "without an opinion",
  counts: "answers on each step",
  "agree.share": "share of the upper side",
  "agree.wilson": "interval of that share",
  "agree.bounds": "that share, were all the invited counted",
  "disagree.share": "share of the lower side",
  "disagree.wilson": "interval of that share",
  weightedShares: "shares weighted by confidence",
  fragility: "answers that would change the finding",
  options: "answers for each option",
  median: "median",
  iqr: "middle half",
  values: "all estimates",
  never: "answered never",
  beyond: "beyond the range",
};

function figureNames(sources: readonly KeptSource[]): string[] {
  const names = sources.flatMap((source) => {
    if (!("statistic" in source)) return [];
    if (source.title !== undefined) return [`theme “${source.title}”`];
    if (source.statistic.endsWith(".finding")) return ["the finding"];
    return [figureWords[source.statistic] ?? "one option"];
  });
  return [...new Set(names)];
}

const outcomeWords: Readonly<Record<ModelRunRow["outcome"], string>> = {
  asking: "being asked",
  answered: "answered",
  refused: "refused by the model",
  invalid: "answered in another form than asked for",
  truncated: "cut off",
  oversized: "longer than a reply may be",
  timeout: "took too long",
  limited: "told to wait",
  failed: "could not be reached",
};

/** What asking has come to, in figures. */
function recordOf(runs: readonly ModelRunRow[]): ProposalsView["record"] {
  if (runs.length === 0) return [];
  const outcomes = new Map<string, number>();
  for (const { outcome } of runs) {
    outcomes.set(outcomeWords[outcome], (outcomes.get(outcomeWords[outcome]) ?? 0) + 1);
  }
  const sum = (value: (run: ModelRunRow) => number | null) =>
    runs.reduce((total, run) => total + (value(run) ?? 0), 0);
  const times = runs
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  const costs = runs.filter(({ cost }) => cost !== null);
  const whole = new Intl.NumberFormat("en-GB");
  return [
    {
      name: "Requests",
      value: [...outcomes].map(([words, count]) => `${count} ${words}`).join(", "),
    },
    { name: "Proposals that passed the checks", value: String(sum(({ passed }) => passed)) },
    {
      name: "Tokens",
      value: `${whole.format(sum(({ inputTokens }) => inputTokens))} sent, ${whole.format(sum(({ outputTokens }) => outputTokens))} received`,
    },
    ...(costs.length === 0
      ? []
      : [
          {
            name: "Cost",
            value: sum(({ cost }) => cost)
              .toFixed(4)
              .replace(/0{1,2}$/, ""),
          },
        ]),
    ...(median === undefined
      ? []
      : [{ name: "Time for a request", value: `${(median / 1000).toFixed(1)} s in the middle` }]),
  ];
}

function countReasons(runs: readonly ModelRunRow[]): ProposalsView["dropped"] {
  const counts = new Map<string, number>();
  for (const { dropped } of runs) {
    // Written by this room alone: a list of places with reasons.
    for (const { reason } of dropped as { reason: string }[]) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
