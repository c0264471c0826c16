import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { historyCsv, historyJson } from "@/lib/core/export/history";
import { loadSurvey } from "../loaders";
import { canManageMembers } from "../policy";
import { listActors, listHistoryPage, listWholeHistory } from "./queries";
import { historyFilterSchema, historyFormatSchema } from "./schema";

type Query = Readonly<Record<string, string | string[] | undefined>>;

function readFilter(query: Query) {
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : null);
  return historyFilterSchema.parse({
    topic: one("topic"),
    who: one("who"),
    page: one("page") ?? 1,
  });
}

async function loadOwned(surveyId: string) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  if (!canManageMembers(survey.memberRole)) notFound();
  return { user, survey };
}

/** A page of a survey's history; a page that does not exist for whoever is no owner. */
export async function loadHistory(surveyId: string, query: Query) {
  const { user, survey } = await loadOwned(surveyId);
  const filter = readFilter(query);
  return {
    survey,
    filter,
    actors: await listActors(survey.id, user.id),
    ...(await listHistoryPage(survey.id, user.id, filter)),
  };
}

/** A survey's history as a file; null for a format that there is not. */
export async function loadHistoryFile(surveyId: string, query: Query) {
  const { user, survey } = await loadOwned(surveyId);
  const format = historyFormatSchema.safeParse(query["format"]);
  if (!format.success) return null;
  const events = await listWholeHistory(survey.id, user.id, readFilter(query));
  return format.data === "csv"
    ? { body: historyCsv(events), type: "text/csv", name: "history.csv" }
    : { body: historyJson(events), type: "application/json", name: "history.json" };
}
