import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import type { AnswerRecord } from "@/lib/core/answers/answer";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
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
  /** Makes the owner of this installation one of its authors. */
  readonly giveToOwner: () => Promise<void>;
  /** Asks a model about its draft, as the worker does where one is configured. */
  readonly askModel: (model: { readonly baseUrl: string; readonly model: string }) => Promise<void>;
};

let opened: { readonly databaseUrl: string; readonly room: typeof import("./rooms") } | undefined;

/** The rooms of the product in this process, on the product's own database. */
async function rooms(): Promise<typeof import("./rooms")> {
  const { databaseUrl, siteUrl, secret } = product();
  if (opened?.databaseUrl === databaseUrl) return opened.room;
  await opened?.room.closeRooms();
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SITE_URL: siteUrl,
    SECRET: secret,
    SMTP_URL: "smtp://127.0.0.1:1",
    LOG_LEVEL: "silent",
  });
  // Playwright's own loader does not read JSON modules, which the rooms import. Each import is a loading of its own.
  const room = (await tsImport("./rooms.ts", import.meta.url)) as typeof import("./rooms");
  opened = { databaseUrl, room };
  return room;
}

/** Lets go of the product's database, so that it can stop. */
export async function closePublished(): Promise<void> {
  await opened?.room.closeRooms();
  opened = undefined;
}

const demo = (name: string) => readFileSync(path.join("prisma/demo", name), "utf8");

/** Numbers from 0 to 1 that look random and are the same in every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A panel of any size in the demonstration's words: each answers as one of its twelve, in sentences of several of them. */
function panelOf<T extends { respondent: string; question: string; text: string; name: string }>(
  answers: readonly T[],
  size: number,
): T[] {
  const draw = draws(size);
  const people = [...new Set(answers.map(({ respondent }) => respondent))];
  return Array.from({ length: size }, (_, at) => {
    const own = answers.filter(({ respondent }) => respondent === people[at % people.length]);
    return own.map((answer) => {
      const others = answers.filter(({ question }) => question === answer.question);
      const sentences = others.flatMap(({ text }) => text.match(/[^.!?]+[.!?]/g) ?? []);
      const mixed = () => sentences[Math.floor(draw() * sentences.length)]?.trim() ?? "";
      return {
        ...answer,
        id: `${answer.question}-${at}`,
        respondent: `r${at}`,
        name: answer.name === "" ? "" : `Respondent ${at + 1}`,
        text:
          at < people.length || answer.text.trimStart().startsWith("[")
            ? answer.text
            : Array.from({ length: 6 }, mixed).join(" "),
      };
    });
  }).flat();
}

/**
 * Puts answers in the demonstration's words into the product's database and publishes them: the twelve as they are, or a
 * panel of another size made of them. The title is the test's own.
 */
export async function publishCopy({
  fictional,
  respondents,
  mark = (answer) => answer,
}: {
  readonly fictional: boolean;
  readonly respondents?: number;
  /** Changes each answer before it is stored. */
  readonly mark?: (answer: AnswerRecord) => AnswerRecord;
}): Promise<PublishedCopy> {
  const room = await rooms();
  const answered = respondents === undefined ? {} : { invited: respondents * 2 };
  const document = { ...JSON.parse(demo("survey.json")), fictional, ...answered };
  return publishAnswers(
    { ...document, title: titleOfOwn("Should the field do what it does?") },
    (survey) => {
      const parsed = room.parseAnswersCsv(demo("answers.csv"), survey);
      if (!parsed.ok) throw new Error("the demonstration's answers are broken");
      return (respondents === undefined ? parsed.value : panelOf(parsed.value, respondents)).map(
        mark,
      );
    },
  );
}

/** A title that no other survey of this run has. */
export function titleOfOwn(title: string): string {
  return `${title} ${randomUUID().slice(0, 8)}`;
}

/** Puts a survey's document and its answers into the product's database and publishes them. */
export async function publishAnswers(
  document: unknown,
  answersOf: (survey: SurveyDocument) => readonly AnswerRecord[],
): Promise<PublishedCopy> {
  const room = await rooms();
  const survey = room.parseSurvey(document);
  if (!survey.ok) throw new Error("the survey is broken");
  const answers = answersOf(survey.value);
  const now = new Date();
  const surveyId = await room.transaction((tx) =>
    room.importSurvey(tx, { survey: survey.value, answers, trustConsent: true, now }),
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
    giveToOwner: async () => {
      const { id: userId } = await room.db().user.findFirstOrThrow({ where: { isOwner: true } });
      await room.db().surveyMember.create({ data: { surveyId, userId, role: "owner" } });
    },
    askModel: async ({ baseUrl, model }) => {
      const settings = { baseUrl, model, apiKey: undefined, timeoutMs: 20_000, prices: null };
      await room.regenerateSynthesis(surveyId, new Date());
      const { signal } = new AbortController();
      await room.proposeSentences(surveyId, settings, () => new Date(), signal);
    },
  };
}
