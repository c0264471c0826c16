import type { EnteredRespondent } from "@/lib/core/answers/entered";
import type { Tx } from "@/lib/platform/db";
import { orderedIds } from "@/lib/platform/ordered-id";
import { hmacToken, sha256Hex } from "@/lib/platform/tokens";

/** So many people are written by one round of statements. */
const chunkSize = 500;

/** Told after each chunk, within the transaction: people stored so far, of how many. */
export type ImportProgress = (done: number, total: number) => void | Promise<void>;

type Storing = {
  readonly surveyId: string;
  /** The import that they belong to; null for fictional respondents, who confirm nothing. */
  readonly importId: string | null;
  readonly round: number;
  readonly respondents: readonly EnteredRespondent[];
  /** The wording that each question was answered in: revision by the question's id in the file. */
  readonly revisionOf: ReadonlyMap<string, string>;
  /** Invitations that are there already, by address. */
  readonly invitationOf: ReadonlyMap<string, string>;
  /** Take consent as it stands in the records: for fictional respondents alone. */
  readonly trustConsent: boolean;
  readonly now: Date;
  readonly progress?: ImportProgress;
};

/**
 * Stores people with their submitted answers: four statements for every 500, whatever they answered. Whoever has an
 * invitation keeps it. Returns the number of answers.
 */
export async function storeRespondents(tx: Tx, what: Storing): Promise<number> {
  const { respondents, now } = what;
  const draw = orderedIds(now);
  let answers = 0;
  for (let from = 0; from < respondents.length; from += chunkSize) {
    const chunk = respondents
      .slice(from, from + chunkSize)
      .map((respondent) => rowsOf(what, respondent, draw));
    await tx.$executeRaw`
      INSERT INTO "Invitation" ("id", "surveyId", "name", "email", "affiliation", "recruitment", "tokenHash", "createdAt", "importId")
      SELECT g."id", ${what.surveyId}::uuid, g."name", g."email", g."affiliation",
        g."recruitment"::"Recruitment", g."tokenHash", ${now}, ${what.importId}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(chunk.flatMap(({ invitation }) => invitation ?? []))}::jsonb)
        AS g("id" uuid, "name" text, "email" text, "affiliation" text, "recruitment" text, "tokenHash" text)`;
    await tx.$executeRaw`
      INSERT INTO "Response" ("id", "invitationId", "round", "displayName", "displayRole", "roleWording", "interests",
        "startedAt", "submittedAt", "submission", "importId")
      SELECT g."id", g."invitationId", ${what.round}, g."displayName", g."displayRole", g."roleWording", g."interests",
        ${now}, ${now}, 1, ${what.importId}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(chunk.map(({ response }) => response))}::jsonb)
        AS g("id" uuid, "invitationId" uuid, "displayName" text, "displayRole" text, "roleWording" text, "interests" text)`;
    const given = chunk.flatMap(({ answers: own }) => own);
    const rows = JSON.stringify(given);
    await tx.$executeRaw`
      INSERT INTO "Answer" ("id", "responseId", "questionRevisionId", "attribution", "quotable", "consentedAt")
      SELECT g."id", g."responseId", g."questionRevisionId", g."attribution"::"Attribution", g."quotable", ${now}
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS g("id" uuid, "responseId" uuid, "questionRevisionId" uuid, "attribution" text, "quotable" boolean)`;
    await tx.$executeRaw`
      INSERT INTO "AnswerRevision"
        ("id", "answerId", "number", "value", "confidence", "low", "high", "text", "submission", "createdAt")
      SELECT g."revisionId", g."id", 1, g."value", g."confidence", g."low", g."high", g."text", 1, ${now}
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS g("revisionId" uuid, "id" uuid, "value" text, "confidence" integer, "low" double precision,
             "high" double precision, "text" text)`;
    answers += given.length;
    await what.progress?.(Math.min(from + chunkSize, respondents.length), respondents.length);
  }
  return answers;
}

function rowsOf(what: Storing, respondent: EnteredRespondent, draw: () => string) {
  const { name, email, role, records } = respondent;
  const known = email === null ? undefined : what.invitationOf.get(email);
  const invitationId = known ?? draw();
  const responseId = draw();
  const wording = records.find(({ attribution }) => attribution === "role") ?? records[0];
  return {
    invitation:
      known === undefined
        ? {
            id: invitationId,
            name: name || respondent.key,
            email,
            affiliation: role,
            recruitment: respondent.recruitment,
            tokenHash: sha256Hex(hmacToken("invitation", invitationId, "1")),
          }
        : null,
    response: {
      id: responseId,
      invitationId,
      displayName: name,
      displayRole: role,
      roleWording: wording?.role ?? "",
      interests: respondent.interests,
    },
    answers: records.flatMap((record) => {
      const questionRevisionId = what.revisionOf.get(record.question);
      if (questionRevisionId === undefined) return [];
      return [
        {
          id: draw(),
          revisionId: draw(),
          responseId,
          questionRevisionId,
          attribution: what.trustConsent ? record.attribution : "aggregate",
          quotable: what.trustConsent && record.quote,
          value: record.value,
          confidence: record.confidence,
          low: record.low,
          high: record.high,
          text: record.text,
        },
      ];
    }),
  };
}
