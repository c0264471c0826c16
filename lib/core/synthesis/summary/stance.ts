import { readPoles, sideCounts } from "../poles";
import type { Sentence, Source } from "../synthesis-schema";
import {
  alike,
  capitalize,
  counted,
  inWords,
  listed,
  MOST_IN_WORDS,
  percent,
  vary,
} from "../wording";
import {
  type Answered,
  clause,
  ofThose,
  type SectionOfKind,
  sentence,
  whomItCounts,
} from "./rule-sentence";

/** Verbs for a stance's sides, in the plural and the singular. */
function sideVerbs(section: SectionOfKind<"stance">) {
  const poles = readPoles(section.question);
  const choose = (words: string) => ({ many: `choose ${words}`, one: `chooses ${words}` });
  const between =
    poles.middle === "uncertain"
      ? { many: "are uncertain", one: "is uncertain" }
      : { many: "stand in the middle", one: "stands in the middle" };
  if (poles.style === "agreement") {
    return {
      high: { many: "agree", one: "agrees" },
      low: { many: "disagree", one: "disagrees" },
      between,
    };
  }
  if (poles.style === "yes-no") {
    return {
      high: { many: "say yes or probably yes", one: "says yes or probably yes" },
      low: { many: "say no or probably not", one: "says no or probably not" },
      between,
    };
  }
  const quoted = (words: string) => (words.startsWith("“") ? words : `“${words}”`);
  return {
    high: choose(`the side of ${quoted(poles.high)}`),
    low: choose(`the side of ${quoted(poles.low)}`),
    between,
  };
}

/** What lies on each side, the leading one first: "six agree, four disagree and two are uncertain". */
export function stanceClauses(section: SectionOfKind<"stance">): {
  readonly lead: number;
  readonly clauses: readonly string[];
} {
  const { counts, n } = section.statistics;
  const verbs = sideVerbs(section);
  const { low, middle, high } = sideCounts(counts);
  const highLeads = high >= low;
  const [lead, other] = highLeads ? [high, low] : [low, high];
  const [leadVerb, otherVerb] = highLeads ? [verbs.high, verbs.low] : [verbs.low, verbs.high];
  const say = alike([n]);
  const hasMiddle = counts.length % 2 === 1 && middle > 0;
  const uncertain = section.finding.label === "uncertain";
  const between = hasMiddle ? [clause(middle, verbs.between, say)] : [];
  const leading = lead > 0 ? [clause(lead, leadVerb, say)] : [];
  // That nobody took the other side is worth its words; that nobody stands in the middle is not.
  const opposite = lead > 0 ? [clause(other, otherVerb, say)] : [];
  return {
    lead: uncertain ? middle : lead,
    clauses: uncertain
      ? [...between, ...leading, ...(other > 0 ? opposite : [])]
      : [...leading, ...opposite, ...between],
  };
}

export function stancePosition(section: SectionOfKind<"stance">, methods: Answered): Sentence {
  const { statistics, finding, question } = section;
  const { n, counts } = statistics;
  const sources: Source[] = [{ statistic: "counts" }, { statistic: "n" }];
  const whom = whomItCounts(statistics, methods);
  const all = whom === "who answered";
  if (n === 0) {
    const none = all
      ? "Nobody has taken a position on this question yet."
      : "No position is counted here yet.";
    return sentence(none, sources);
  }
  const seed = `${question.id}:${counts.join(",")}`;
  if (finding.label === "too-few") {
    const who = all
      ? `${n === 1 ? "one person has" : `${inWords(n)} people have`} taken a position`
      : `${n === 1 ? "one position is" : `${inWords(n)} positions are`} counted here`;
    return sentence(`Only ${who}, too few to speak of a finding.`, sources);
  }
  const { lead, clauses } = stanceClauses(section);
  const [first = "", ...rest] = clauses;
  if (finding.label === "disagree" || finding.label === "mixed") {
    const opening =
      finding.label === "mixed"
        ? vary(["No side has a majority", "The answers point nowhere clearly"] as const, seed)
        : vary(
            [
              `Those ${whom} are divided`,
              "The answers fall on both sides",
              "Neither side prevails",
            ] as const,
            seed,
          );
    return sentence(`${opening}: ${listed(clauses)}.`, sources);
  }
  const say = alike([n]);
  const verb = first.slice(first.indexOf(" ") + 1);
  if (lead === n) return sentence(`${capitalize(ofThose(n, n, whom))} ${verb}.`, sources);
  const of = `Of the ${say(n)} ${whom}, ${listed(clauses)}.`;
  // A sentence begins with no figure.
  if (n > MOST_IN_WORDS) return sentence(of, sources);
  const plain = `${capitalize(ofThose(lead, n, whom))} ${verb}`;
  return sentence(
    vary([`${plain}; ${listed(rest)}.`, `${plain}, while ${listed(rest)}.`, of] as const, seed),
    sources,
  );
}

/** How many were asked and are not counted, read from the bounds on the share that agrees. */
function silentOf({ n, agree }: SectionOfKind<"stance">["statistics"]): number | null {
  if (agree.bounds === null) return null;
  const answering = 1 - (agree.bounds[1] - agree.bounds[0]);
  return answering <= 0 ? null : Math.round(n / answering) - n;
}

function closeness(section: SectionOfKind<"stance">, seed: string): string {
  const { n, fragility } = section.statistics;
  const flips = fragility?.flips ?? 0;
  const which =
    flips >= n
      ? "any one answer"
      : flips === 1
        ? "one particular answer"
        : `any one of ${inWords(flips)} answers`;
  const opening = vary(["It is a close call", "The finding is close"] as const, seed);
  return `${opening}: leaving out ${which} would change it`;
}

/** Those who could turn the result; of whom the figures leave out though they answered, never that they did not. */
function whoIsMissing(
  { statistics }: SectionOfKind<"stance">,
  methods: Answered,
  seed: string,
): string {
  const silent = silentOf(statistics);
  if (whomItCounts(statistics, methods) === "counted here") {
    if (silent === null || silent < 1) return "those who were asked and are not counted here";
    return `the ${silent === 1 ? "one person" : inWords(silent)} not counted here`;
  }
  if (silent === null || silent < 1) return "those who were asked and did not answer";
  if (silent === 1) return "the one person who was asked and did not answer";
  return vary(
    [
      `the ${inWords(silent)} who were asked and did not answer`,
      `the ${inWords(silent)} who were invited and did not answer`,
      `the ${inWords(silent)} from whom no answer came`,
    ] as const,
    `silent:${seed}`,
  );
}

export function stanceCaution(
  section: SectionOfKind<"stance">,
  methods: Answered,
): Sentence | null {
  const { statistics, finding, question } = section;
  const { n } = statistics;
  const bounds = statistics.agree.bounds;
  const leading = statistics.agree.count >= statistics.disagree.count ? "agree" : "disagree";
  const pole = statistics[leading];
  const seed = `${question.id}:${n}`;
  const parts: string[] = [];
  const sources: Source[] = [];
  if (finding.label === "too-few" || n === 0) return null;
  if (statistics.fragility?.knifeEdge) {
    parts.push(closeness(section, seed));
    sources.push({ statistic: "fragility" });
  } else if (finding.provisional) {
    parts.push(
      vary(
        [
          `with ${inWords(n)} answers so slim a majority is provisional`,
          `among ${inWords(n)} answers the majority is too slim to be more than provisional`,
        ] as const,
        seed,
      ),
    );
    sources.push({ statistic: finding.label === "uncertain" ? "counts" : `${leading}.wilson` });
  }
  // A bare "those who did not answer" needs someone who did not.
  if (bounds !== null && bounds[0] <= 0.5 && bounds[1] >= 0.5 && bounds[0] < bounds[1]) {
    const who = whoIsMissing(section, methods, seed);
    parts.push(`${who} could turn the result`);
    sources.push({ statistic: "agree.bounds" });
  }
  if (parts.length > 0) return sentence(`${capitalize(parts.join(", and "))}.`, sources);
  const weights = statistics.weightedShares;
  if (weights !== null && pole.share !== null) {
    const half = Math.floor(weights.length / 2);
    const side = leading === "agree" ? weights.slice(-half) : weights.slice(0, half);
    const weighted = side.reduce((total, share) => total + share, 0);
    if (Math.abs(weighted - pole.share) >= 0.1) {
      const verb = weighted > pole.share ? "rises" : "falls";
      return sentence(
        `Weighted by the confidence that respondents gave, that share ${verb} from ${percent(pole.share)} to ${percent(weighted)}.`,
        [{ statistic: "weightedShares" }, { statistic: `${leading}.share` }],
      );
    }
  }
  if (statistics.noOpinion > 0) {
    const more = counted(statistics.noOpinion, "further respondent");
    return sentence(`${capitalize(more)} gave no opinion.`, [{ statistic: "noOpinion" }]);
  }
  return null;
}
