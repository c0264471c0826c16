import { recordAudit } from "@/lib/audit/commands";
import type { AnswerRecord } from "@/lib/core/answers/answer";
import { groupRespondents } from "@/lib/core/answers/entered";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
import { findingRules } from "@/lib/core/synthesis/finding-rules";
import type { Tx } from "@/lib/platform/db";
import { freeSlug, questionRow } from "./commands";
import { storeRespondents } from "./imports/rows/commands";

export type SurveyImport = {
  readonly survey: SurveyDocument;
  readonly answers: readonly AnswerRecord[];
  readonly ownerId?: string;
  /**
   * Take the file's consent as given. Only for fictional respondents: a real person's imported answers are `aggregate`
   * without quotes until that person confirms.
   */
  readonly trustConsent: boolean;
  readonly now: Date;
};

/**
 * Puts a survey and its answers into the database, as a survey that has been opened and closed. Runs in the caller's
 * transaction: all of it is stored, or nothing. Returns the survey's id.
 */
export async function importSurvey(tx: Tx, what: SurveyImport): Promise<string> {
  const { survey, now } = what;
  const stored = await tx.survey.create({
    data: {
      slug: await freeSlug(tx, survey.title),
      title: survey.title,
      introduction: survey.introduction,
      authors: JSON.parse(JSON.stringify(survey.authors)),
      status: "closed",
      fictional: survey.fictional,
      minimumGroup: survey.minimumGroup,
      submittingApprovesQuotes: what.trustConsent,
      invitedOverride: survey.invited ?? null,
      findingRulesId: findingRules.id,
      findingRulesSha256: findingRules.sha256,
      openedAt: now,
      closedAt: now,
      ...(what.ownerId === undefined
        ? {}
        : { members: { create: { userId: what.ownerId, role: "owner" } } }),
    },
  });
  const revisionOf = new Map<string, string>();
  for (const [index, question] of survey.questions.entries()) {
    const { revisions } = await tx.question.create({
      data: { surveyId: stored.id, ...questionRow(question, index) },
      select: { revisions: { select: { id: true } } },
    });
    const [revision] = revisions;
    if (revision !== undefined) revisionOf.set(question.id, revision.id);
  }

  const rows = what.answers.map((record, index) => ({ line: index + 2, record }));
  const { respondents } = groupRespondents(rows, []);
  const imported = what.trustConsent
    ? null
    : await tx.answerImport.create({
        data: {
          surveyId: stored.id,
          importedById: what.ownerId ?? null,
          respondents: respondents.length,
          answers: what.answers.length,
          createdAt: now,
        },
        select: { id: true },
      });
  await storeRespondents(tx, {
    surveyId: stored.id,
    importId: imported?.id ?? null,
    round: 1,
    respondents,
    revisionOf,
    invitationOf: new Map(),
    trustConsent: what.trustConsent,
    now,
  });
  await recordAudit(tx, {
    kind: "survey.imported",
    surveyId: stored.id,
    ...(what.ownerId === undefined ? {} : { actorId: what.ownerId }),
    details: { respondents: respondents.length, answers: what.answers.length },
  });
  return stored.id;
}
