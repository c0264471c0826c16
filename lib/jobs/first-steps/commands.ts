import { readFile } from "node:fs/promises";
import path from "node:path";
import { makeSignInLink } from "@/lib/auth/commands";
import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import { db, transaction } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";
import { publishSurvey } from "@/lib/publications/commands";
import { importSurvey } from "@/lib/surveys/import";
import { regenerateSynthesis } from "@/lib/synthesis/commands";

/** Reads a survey and its answers in the portable formats; throws an Error that lists every fault. */
async function readDemo(folder: string) {
  const survey = parseSurvey(JSON.parse(await readFile(path.join(folder, "survey.json"), "utf8")));
  if (!survey.ok) throw new Error(`the demo survey is broken: ${JSON.stringify(survey.problems)}`);
  const answers = parseAnswersCsv(
    await readFile(path.join(folder, "answers.csv"), "utf8"),
    survey.value,
  );
  if (!answers.ok)
    throw new Error(`the demo answers are broken: ${JSON.stringify(answers.problems)}`);
  return { survey: survey.value, answers: answers.value };
}

async function publishDemo(root: string, now: Date): Promise<void> {
  if ((await db().survey.count()) > 0) return;
  const demo = await readDemo(path.join(root, "prisma", "demo"));
  const surveyId = await transaction((tx) =>
    importSurvey(tx, { ...demo, trustConsent: true, now }),
  );
  await regenerateSynthesis(surveyId, now);
  const published = await publishSurvey({ surveyId, actorId: null, now });
  if (!published.ok) throw new Error(`the demo could not be published: ${published.reason}`);
}

/** A new link that makes whoever confirms it the owner; earlier ones end. Null once there is an owner. */
async function offerOwnership(): Promise<string | null> {
  if ((await db().user.count({ where: { isOwner: true } })) > 0) return null;
  const token = randomToken();
  await transaction(async (tx) => {
    await tx.ownerClaim.deleteMany({ where: { claimedAt: null } });
    await tx.ownerClaim.create({ data: { tokenHash: sha256Hex(token) } });
  });
  return `${env().SITE_URL}/setup/${token}`;
}

/** A link that signs the owner in, for an installation whose owner cannot be mailed one; null where there is no owner. */
export async function offerSignIn(now: Date): Promise<string | null> {
  const owner = await db().user.findFirst({ where: { isOwner: true }, select: { email: true } });
  if (owner === null) return null;
  const made = await makeSignInLink({ email: owner.email, actorId: null, now });
  return made.ok ? made.value.url : null;
}

/**
 * What a new installation needs before it opens: the demo, where it is wanted and nothing else is there, and the link
 * that makes its reader the owner (null once there is one).
 */
export async function firstSteps(options: {
  readonly root: string;
  readonly demo: boolean;
  readonly now: Date;
}): Promise<string | null> {
  if (options.demo) await publishDemo(options.root, options.now);
  return await offerOwnership();
}
