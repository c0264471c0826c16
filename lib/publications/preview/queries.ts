import { placeDecisions } from "@/lib/core/answers/quote-state";
import { type CurrentConsent, consentKey } from "@/lib/core/publication/consent-now";
import { approvedPassages } from "@/lib/core/publication/excerpt";
import { db } from "@/lib/platform/db";
import { quoted, toStoredQuote } from "@/lib/synthesis/queries";

/** Whether a respondent has a submitted answer under their name: whom the author may show the page beforehand. */
export async function isNamed(invitationId: string): Promise<boolean> {
  const named = await db().answer.count({
    where: {
      attribution: "named",
      response: { invitationId, submittedAt: { not: null }, withdrawnAt: null },
    },
  });
  return named > 0;
}

/** What each respondent lets out at this moment, by respondent and question. */
export async function findCurrentConsent(
  surveyId: string,
): Promise<ReadonlyMap<string, CurrentConsent>> {
  const answers = await db().answer.findMany({
    where: {
      response: {
        submittedAt: { not: null },
        withdrawnAt: null,
        invitation: { surveyId, revokedAt: null, withdrawnAt: null },
      },
    },
    include: {
      revisions: { orderBy: { number: "desc" }, take: 1 },
      quotes: { where: { state: { in: ["approved", "edited", "refused"] } }, include: quoted },
      questionRevision: { select: { question: { select: { key: true } } } },
    },
  });
  return new Map(
    answers.flatMap(
      ({ responseId, questionRevision, attribution, quotable, revisions, quotes }) => {
        const [revision] = revisions;
        if (revision === undefined || (revision.value === "" && revision.text === "")) return [];
        const decisions = placeDecisions(revision.text, quotes.map(toStoredQuote));
        const consent = {
          attribution,
          quotable,
          text: revision.text,
          passages: approvedPassages(decisions),
        };
        return [[consentKey(responseId, questionRevision.question.key), consent] as const];
      },
    ),
  );
}
