import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import { product } from "./product";

/** A published synthesis of a test's own, and what may happen to it. */
export type PublishedCopy = {
  readonly slug: string;
  readonly surveyId: string;
  /** Publishes what is submitted now as the next version. */
  readonly publish: () => Promise<void>;
  /** Withdraws everything that the respondent of this name answered, as the respondent's own page does. */
  readonly withdraw: (name: string) => Promise<void>;
  readonly setUnpublished: (taken: boolean) => Promise<void>;
};

/** The rooms of the product in this process, on the product's own database. */
async function rooms() {
  const { databaseUrl, siteUrl, dataFolder } = product();
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SITE_URL: siteUrl,
    SECRET: readFileSync(path.join(dataFolder, "secret"), "utf8").trim(),
    SMTP_URL: "smtp://127.0.0.1:1",
    LOG_LEVEL: "silent",
  });
  // Playwright's own loader does not read JSON modules, which the rooms import.
  return (await tsImport("./rooms.ts", import.meta.url)) as typeof import("./rooms");
}

/**
 * Puts a copy of the demonstration's answers into the product's database and publishes it: the words are the fictional
 * ones, the title is the test's own.
 */
export async function publishCopy({ fictional }: { fictional: boolean }): Promise<PublishedCopy> {
  const room = await rooms();
  const read = (name: string) => readFileSync(path.join("prisma/demo", name), "utf8");
  const survey = room.parseSurvey({
    ...JSON.parse(read("survey.json")),
    title: `Copy ${randomUUID().slice(0, 8)}`,
    fictional,
  });
  if (!survey.ok) throw new Error("the demonstration's survey is broken");
  const answers = room.parseAnswersCsv(read("answers.csv"), survey.value);
  if (!answers.ok) throw new Error("the demonstration's answers are broken");
  const now = new Date();
  const surveyId = await room.transaction((tx) =>
    room.importSurvey(tx, {
      survey: survey.value,
      answers: answers.value,
      trustConsent: true,
      now,
    }),
  );
  const publish = async () => {
    const outcome = await room.publishSurvey({ surveyId, actorId: null, now: new Date() });
    if (!outcome.ok) throw new Error(`not published: ${outcome.reason}`);
    return outcome.value.slug;
  };
  const slug = await publish();
  return {
    slug,
    surveyId,
    publish: async () => void (await publish()),
    withdraw: async (name) => {
      const { id } = await room.db().invitation.findFirstOrThrow({
        where: { surveyId, OR: [{ name }, { responses: { some: { displayName: name } } }] },
        select: { id: true },
      });
      await room.withdrawResponse(id, new Date(), room.blankPublishedFields);
    },
    setUnpublished: async (taken) => {
      const unpublishedAt = taken ? new Date() : null;
      await room.db().publication.update({ where: { slug }, data: { unpublishedAt } });
    },
  };
}
