// One panel in a process of its own, so that its peak memory is its own: `child.ts RESPONDENTS WORDS` prints one line of JSON.
import { toPublicSynthesis } from "@/lib/core/publication/publish";
import { synthesize } from "@/lib/core/synthesis/synthesize";
import { readText } from "@/lib/core/synthesis/text/points";
import { rememberReadings, type TextReader } from "@/lib/core/synthesis/text/remember-readings";
import { benchRespondent, benchSurvey } from "./panel";

const [respondents = 0, words = 0] = process.argv.slice(2).map(Number);

/** What a child reports; times in ms of its own thread, which neighbours on a busy machine do not lengthen. */
export type Measured = {
  /** The first run of the process, before anything of it was compiled for speed. */
  readonly firstMs: number;
  /** A run like the first once the process has run it before. */
  readonly againMs: number;
  /** One more respondent, where the answers of the others have been read before. */
  readonly oneMoreMs: number;
  /** One pass of the tokenizer over the same texts: sentences, words and their keys. */
  readonly tokenizerMs: number;
  readonly peakBytes: number;
};

function timed(work: () => void): number {
  const { user, system } = process.threadCpuUsage();
  work();
  const after = process.threadCpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

/** The median of three. */
function thrice(work: () => void): number {
  const [, median = 0] = [timed(work), timed(work), timed(work)].sort((a, b) => a - b);
  return median;
}

const answers = Array.from({ length: respondents }, (_, number) =>
  benchRespondent(number, words),
).flat();

function run(records: typeof answers, read: TextReader): void {
  const complete = synthesize(
    {
      survey: benchSurvey,
      answers: records,
      invited: 2 * respondents,
      declined: 0,
      from: null,
      to: null,
      rulesDeclaredBefore: false,
      quotesApproved: true,
    },
    read,
  );
  toPublicSynthesis(complete, { drawId: (id) => `p${id}` });
}

const firstMs = timed(() => run(answers, readText));
const peakBytes = process.resourceUsage().maxRSS * 1024;
const againMs = thrice(() => run(answers, readText));
const tokenizerMs = thrice(() => {
  for (const { text } of answers) readText(text);
});
const read = rememberReadings(8_000_000);
for (const { text } of answers) read(text);
const oneMore = [...answers, ...benchRespondent(respondents, words)];
const oneMoreMs = thrice(() => run(oneMore, read));
const measured: Measured = { firstMs, againMs, oneMoreMs, tokenizerMs, peakBytes };
console.log(JSON.stringify(measured));
