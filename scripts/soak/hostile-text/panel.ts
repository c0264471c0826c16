import { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
import { toPublicSynthesis } from "@/lib/core/publication/publish";
import { sha256 } from "@/lib/core/sha256";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { synthesize } from "@/lib/core/synthesis/synthesize";
import { hostileText } from "./texts";

/** Stands in every text that may not be quoted, and in nothing else. */
export const secret = "zqsecret";

const scale = ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"];
const questions = ["stance", "choice", "estimate", "works", "text"] as const;
/** Stances on which two camps part, without words, so that there are opinion groups to write about. */
const camps = ["camp-1", "camp-2", "camp-3", "camp-4", "camp-5"];
const respondents = 12;
const columns =
  "respondent,name,role,question,value,confidence,low,high,text,attribution,quote".split(",");

function cell(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

function short(random: () => number, most: number): string {
  const words = hostileText(random).slice(0, most).trim();
  return words === "" ? "x" : words;
}

/** A choice's own words end at a semicolon, and an empty "other" is refused. */
function value(kind: (typeof questions)[number], random: () => number): string {
  const draw = Math.floor(random() * 7);
  if (kind === "stance") return draw === 6 ? "none" : String((draw % 5) + 1);
  if (kind === "estimate") return draw === 6 ? "never" : String(draw * 15);
  if (kind !== "choice") return "";
  const own =
    short(random, 80)
      .replace(/[;\s]+/g, " ")
      .trim() || "x";
  return draw < 3 ? "a;b" : draw < 5 ? "b" : `a;other:${own}`;
}

/** Anything may be typed, but an array of works that does not parse is refused at the door. */
function typed(kind: (typeof questions)[number], random: () => number): string {
  const words = hostileText(random);
  if (kind !== "works") return words;
  if (random() < 0.5)
    return JSON.stringify([
      { title: words.slice(0, 300), url: short(random, 80), objective: words.slice(0, 60) },
    ]);
  return words.trimStart().startsWith("[") ? `See ${words}` : words;
}

export type HostilePanel = {
  readonly texts: number;
  readonly complete: Synthesis;
  readonly published: Synthesis;
};

/** A panel whose every word is hostile, read through the same door as any file, as private and public synthesis. */
export function hostilePanel(random: () => number): HostilePanel {
  const survey = parseSurvey({
    format: "consilience-survey/1",
    title: short(random, 200),
    introduction: hostileText(random).slice(0, 2_000),
    authors: [{ name: short(random, 60) }],
    questions: [
      ...camps.map((id) => ({ id, kind: "stance", prompt: short(random, 300), scale })),
      ...questions.map((kind) => ({
        id: kind,
        kind,
        prompt: short(random, 300),
        ...(kind === "stance" ? { scale, confidence: true } : {}),
        ...(kind === "estimate" ? { unit: "percent", never: true } : {}),
        ...(kind === "choice"
          ? {
              options: ["a", "b"].map((id) => ({ id, label: short(random, 60) })),
              multiple: true,
              other: true,
            }
          : {}),
      })),
    ],
  });
  if (!survey.ok) throw new Error(`a survey was refused: ${JSON.stringify(survey.problems)}`);
  let texts = 0;
  const rows = Array.from({ length: respondents }, (_, respondent) =>
    questions.map((kind) => {
      const attribution =
        ["named", "named", "role", "aggregate", "author"][Math.floor(random() * 5)] ?? "";
      const quote = random() < 0.8;
      const open = quote && (attribution === "named" || attribution === "role");
      texts += 1;
      const words = typed(kind, random);
      const marked = open || kind === "works" ? words : `${secret} ${words}`;
      const own = value(kind, random);
      return [
        `r${respondent}`,
        short(random, 60),
        short(random, 60),
        kind,
        open || kind !== "choice" ? own : own.replace("other:", `other:${secret} `),
        kind === "stance" ? "7" : "",
        "",
        "",
        marked,
        attribution,
        quote ? "yes" : "",
      ]
        .map(cell)
        .join(",");
    }),
  ).flat();
  const parted = Array.from({ length: respondents }, (_, respondent) =>
    camps.map((id) => {
      const stance = respondent % 2 === 0 ? "5" : random() < 0.8 ? "1" : "2";
      const name = short(random, 60);
      return [`r${respondent}`, name, "", id, stance, "", "", "", "", "named", ""]
        .map(cell)
        .join(",");
    }),
  ).flat();
  const answers = parseAnswersCsv(
    `${columns.join(",")}\n${[...rows, ...parted].join("\n")}\n`,
    survey.value,
  );
  if (!answers.ok)
    throw new Error(`a file was refused: ${JSON.stringify(answers.problems?.slice(0, 3))}`);
  const complete = synthesize({
    survey: survey.value,
    answers: answers.value,
    invited: 20,
    declined: 1,
    from: null,
    to: null,
    rulesDeclaredBefore: false,
    quotesApproved: true,
  });
  return {
    texts,
    complete,
    published: toPublicSynthesis(complete, { drawId: (id) => `p${sha256(id).slice(0, 16)}` }),
  };
}
