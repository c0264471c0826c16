import { recordAudit } from "@/lib/audit/commands";
import type { AnswerRecord } from "@/lib/core/answers/answer";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
import { findingRules } from "@/lib/core/synthesis/finding-rules";
import type { Tx } from "@/lib/platform/db";
import { hmacToken, sha256Hex } from "@/lib/platform/tokens";
import { freeSlug, questionRow } from "./commands";

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

  const byRespondent = Map.groupBy(what.answers, (answer) => answer.respondent);
  for (const records of byRespondent.values()) {
    await importRespondent(tx, { ...what, surveyId: stored.id, records, revisionOf });
  }
  await recordAudit(tx, {
    kind: "survey.imported",
    surveyId: stored.id,
    ...(what.ownerId === undefined ? {} : { actorId: what.ownerId }),
    details: { respondents: byRespondent.size, answers: what.answers.length },
  });
  return stored.id;
}

async function importRespondent(
  tx: Tx,
  what: SurveyImport & {
    readonly surveyId: string;
    readonly records: readonly AnswerRecord[];
    readonly revisionOf: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const [first] = what.records;
  if (first === undefined) return;
  const named = what.records.find((record) => record.attribution === "named") ?? first;
  const byRole = what.records.find((record) => record.attribution === "role") ?? first;
  const invitation = await tx.invitation.create({
    data: {
      surveyId: what.surveyId,
      name: first.name || first.respondent,
      email: first.email?.toLowerCase() ?? null,
      affiliation: named.role,
      recruitment: first.recruitment,
      // Replaced below: the token is computed from the id that the database gives.
      tokenHash: `import:${what.surveyId}:${first.respondent}`,
    },
  });
  await tx.invitation.update({
    where: { id: invitation.id },
    data: {
      tokenHash: sha256Hex(hmacToken("invitation", invitation.id, invitation.generation)),
    },
  });
  const response = await tx.response.create({
    data: {
      invitationId: invitation.id,
      displayName: first.name,
      displayRole: named.role,
      roleWording: byRole.role,
      interests: what.records.find(({ interests }) => interests)?.interests ?? "",
      startedAt: what.now,
      submittedAt: what.now,
      submission: 1,
    },
  });
  for (const record of what.records) {
    const questionRevisionId = what.revisionOf.get(record.question);
    if (questionRevisionId === undefined) continue;
    await tx.answer.create({
      data: {
        responseId: response.id,
        questionRevisionId,
        attribution: what.trustConsent ? record.attribution : "aggregate",
        quotable: what.trustConsent && record.quote,
        consentedAt: what.now,
        revisions: {
          create: {
            number: 1,
            value: record.value,
            confidence: record.confidence,
            low: record.low,
            high: record.high,
            text: record.text,
            submission: 1,
            createdAt: what.now,
          },
        },
      },
    });
  }
}
