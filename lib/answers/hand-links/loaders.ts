import { notFound } from "next/navigation";
import { currentUser, requireUser } from "@/lib/auth/session";
import { env, mailServerUrl } from "@/lib/platform/env";
import { loadSurvey } from "@/lib/surveys/loaders";
import { listHandLinks } from "./queries";
import { type HandOccasion, handOccasionSchema, handOccasions } from "./schema";

/** The links of one occasion, and for which others there are any. For those who may edit; 404 for everybody else. */
export async function loadHandLinks(surveyId: string, asked: unknown) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  if (!survey.mayEdit || survey.fictional) notFound();
  const lists = await Promise.all(
    handOccasions.map(async (occasion) => ({
      occasion,
      links: await listHandLinks(survey.id, user.id, occasion),
    })),
  );
  const chosen = handOccasionSchema.safeParse(asked).data;
  const shown =
    lists.find(({ occasion }) => occasion === chosen) ??
    lists.find(({ links }) => links.length > 0) ??
    null;
  return {
    survey,
    sendsMail: mailServerUrl() !== null,
    counts: lists.map(({ occasion, links }) => ({ occasion, count: links.length })),
    shown,
    publicUrl: `${env().SITE_URL}/s/${survey.slug}`,
  };
}

/** How many links there are to hand over on an occasion. */
export async function countHandLinks(surveyId: string, occasion: HandOccasion): Promise<number> {
  const user = await currentUser();
  return user === null ? 0 : (await listHandLinks(surveyId, user.id, occasion)).length;
}

/** The links of an occasion for a file; null for whoever may not have them. */
export async function loadHandLinksFile(surveyId: string, asked: unknown) {
  const user = await currentUser();
  const occasion = handOccasionSchema.safeParse(asked).data;
  if (user === null || occasion === undefined) return null;
  const links = await listHandLinks(surveyId, user.id, occasion);
  return links.length === 0 ? null : { occasion, links };
}
