// What tests on a real database begin with. Import it after `useFreshDatabase`, as whatever opens a connection.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { saveDraftFields } from "@/lib/answers/drafts/commands";
import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import { db, transaction } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";
import { importSurvey } from "@/lib/surveys/import";
import type { Invitation, Prisma, Survey, User } from "@/prisma/generated/client/client";

type QuestionSeed = Prisma.QuestionRevisionUncheckedCreateWithoutQuestionInput & {
  readonly key: string;
};

/** "Will it?", in five steps. */
export const willIt: QuestionSeed = {
  key: "will-it",
  number: 1,
  kind: "stance",
  prompt: "Will it?",
  settings: { scale: ["No", "Rather not", "Perhaps", "Rather", "Yes"] },
};

/** "Why?", in words. */
export const why: QuestionSeed = { key: "why", number: 1, kind: "text", prompt: "Why?" };

export type SeededSurvey = {
  readonly survey: Survey;
  readonly owner: User;
  /** The current wording of the question with this key: its id. Throws where there is none. */
  readonly revision: (key: string) => string;
};

/** An open survey of one owner, with the first wording of each question; it opened a day before `now`. */
export async function seedSurvey(
  now: Date,
  questions: readonly QuestionSeed[],
  data: Partial<Prisma.SurveyCreateInput> = {},
): Promise<SeededSurvey> {
  const owner = await db().user.create({
    data: { name: "Author A", email: `${randomUUID()}@example.org` },
  });
  const { questions: stored, ...survey } = await db().survey.create({
    data: {
      slug: randomUUID(),
      title: "A survey",
      status: "open",
      openedAt: new Date(now.getTime() - 86_400_000),
      members: { create: { userId: owner.id, role: "owner" } },
      questions: {
        create: questions.map(({ key, ...revision }, position) => ({
          key,
          position,
          revisions: { create: revision },
        })),
      },
      ...data,
    },
    include: { questions: { include: { revisions: true } } },
  });
  const revision = (key: string) => {
    const found = stored.find((question) => question.key === key)?.revisions[0];
    if (found === undefined) throw new Error(`there is no question ${key}`);
    return found.id;
  };
  return { survey, owner, revision };
}

/** An invitation with an address and a link of its own. */
export async function seedInvitation(
  surveyId: string,
  data: Partial<Prisma.InvitationUncheckedCreateInput> = {},
): Promise<Invitation> {
  const unique = randomUUID();
  return db().invitation.create({
    data: {
      surveyId,
      name: "Respondent A",
      email: `${unique}@example.org`,
      tokenHash: sha256Hex(unique),
      ...data,
    },
  });
}

/** Types into fields of one question, as the form does. `versions` says what the form had read of each field. */
export async function typeAnswer(
  invitationId: string,
  question: string | null,
  fields: Readonly<Record<string, unknown>>,
  at: Date,
  versions: (field: string) => number = () => 0,
): Promise<void> {
  const typed = Object.entries(fields).map(([field, value]) => ({
    question,
    field,
    value,
    baseVersion: versions(field),
  }));
  const saved = await saveDraftFields(invitationId, typed, at);
  if (!saved.ok) throw new Error(saved.reason);
}

/** The demonstration with its answers, as its files have them. Returns the survey's id. */
export async function seedDemo(now: Date, ownerId?: string): Promise<string> {
  const survey = granted(
    parseSurvey(JSON.parse(await readFile("prisma/demo/survey.json", "utf8"))),
  );
  const answers = granted(
    parseAnswersCsv(await readFile("prisma/demo/answers.csv", "utf8"), survey),
  );
  const owned = ownerId === undefined ? {} : { ownerId };
  return transaction((tx) =>
    importSurvey(tx, { survey, answers, trustConsent: true, now, ...owned }),
  );
}

/** What an outcome that must be good holds. Throws its refusal. */
export function granted<T>(outcome: { ok: true; value: T } | { ok: false }): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** The element at a place that must be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
}
