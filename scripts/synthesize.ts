import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import type { Outcome } from "@/lib/core/errors";
import { toPublicSynthesis } from "@/lib/core/publication/publish";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { synthesize } from "@/lib/core/synthesis/synthesize";

const usage =
  "usage: npm run -s synthesize -- --survey S.json --answers A.csv [--format json|markdown|html|csv|bibtex] [--private] [--out FILE]";

class Failure extends Error {
  constructor(
    readonly exitCode: 1 | 2,
    message: string,
  ) {
    super(message);
  }
}

const writers: Readonly<Record<string, (synthesis: Synthesis) => Promise<string> | string>> = {
  json: async (synthesis) => {
    const { toFileForm } = await import("@/lib/core/export/file-form");
    return (await import("@/lib/core/export/json")).toJson(toFileForm(synthesis));
  },
  markdown: async (synthesis) => (await import("@/lib/core/export/markdown")).toMarkdown(synthesis),
  html: async (synthesis) => (await import("@/lib/core/export/html")).toHtml(synthesis),
  csv: async (synthesis) => (await import("@/lib/core/export/csv")).answersCsv(synthesis),
  bibtex: async (synthesis) => (await import("@/lib/core/export/bibtex")).toBibtex(synthesis),
};

function readOptions() {
  try {
    return parseArgs({
      options: {
        survey: { type: "string" },
        answers: { type: "string" },
        format: { type: "string", default: "json" },
        private: { type: "boolean", default: false },
        out: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Failure(2, `${(error as Error).message}\n${usage}`);
  }
}

function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new Failure(
      1,
      `${path}: ${error instanceof TypeError ? "is not UTF-8" : (error as Error).message}`,
    );
  }
}

function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(1, `${path}: is not JSON: ${(error as Error).message}`);
  }
}

function accept<T>(path: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const lines = (outcome.problems ?? []).map(({ at, message }) => `${path}: ${at}: ${message}`);
  throw new Failure(1, lines.join("\n") || `${path}: ${outcome.reason}`);
}

async function main(): Promise<void> {
  const options = readOptions();
  const { survey: surveyPath, answers: answersPath, format } = options;
  if (surveyPath === undefined || answersPath === undefined) throw new Failure(2, usage);
  const write = Object.hasOwn(writers, format) ? writers[format] : undefined;
  if (write === undefined) throw new Failure(2, `unknown format “${format}”\n${usage}`);

  const survey = accept(surveyPath, parseSurvey(readJson(surveyPath)));
  const answersText = readText(answersPath);
  const answers = accept(answersPath, parseAnswersCsv(answersText, survey));
  const complete = synthesize({
    survey,
    answers,
    invited: survey.invited ?? null,
    declined: survey.declined ?? 0,
    from: null,
    to: null,
    rulesDeclaredBefore: false,
    quotesApproved: true,
  });
  // Ids follow from the whole input, so that a run repeats itself while another version of the answers draws others.
  const seed = createHash("sha256")
    .update(JSON.stringify(survey))
    .update(answersText)
    .digest("hex");
  const drawId = (id: string) =>
    `a${createHash("sha256").update(`${seed}\n${id}`).digest("hex").slice(0, 16)}`;
  const text = await write(options.private ? complete : toPublicSynthesis(complete, { drawId }));
  if (options.out === undefined) process.stdout.write(text);
  else {
    try {
      writeFileSync(options.out, text);
    } catch (error) {
      throw new Failure(1, (error as Error).message);
    }
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
});
