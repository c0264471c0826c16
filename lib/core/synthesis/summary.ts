import { choiceFinding, largestWorkGroup, leadingOptions, pointWords } from "./findings";
import { readPoles, sideCounts } from "./poles";
import type { Methods, Section, Sentence, Source, Theme } from "./synthesis-schema";
import { GENERIC_TITLE } from "./text/titles";
import {
  alike,
  capitalize,
  counted,
  inWords,
  listed,
  MOST_IN_WORDS,
  percent,
  vary,
} from "./wording";

type SectionOfKind<K extends Section["question"]["kind"]> = Extract<
  Section,
  { readonly question: { readonly kind: K } }
>;

function isKind<K extends Section["question"]["kind"]>(
  section: Section,
  kind: K,
): section is SectionOfKind<K> {
  return section.question.kind === kind;
}

function sentence(text: string, sources: readonly Source[]): Sentence {
  return { text, by: "rules", sources };
}

/** A sentence under the name of what it speaks of, by which an edit finds it again when its words have changed. */
function named<S extends Sentence | null>(id: string, one: S): S {
  return one === null ? one : { id, ...one };
}

/** Sentences named by what the first figure that they rest on stands for; `otherwise` where it stands for nothing special. */
function namedBySource<S extends Sentence | null>(one: S, otherwise: string): S {
  const [source] = one?.sources ?? [];
  const statistic = source !== undefined && "statistic" in source ? source.statistic : "";
  return named(sourceNames[statistic] ?? otherwise, one);
}

const sourceNames: Readonly<Record<string, string>> = {
  weightedShares: "weighted",
  noOpinion: "no-opinion",
  never: "outside",
  values: "range",
};

/** Who the sentence speaks of: never more than those who answered. */
function ofThose(count: number, n: number): string {
  const say = alike([count, n]);
  if (count === n) return n === 2 ? "both who answered" : `all ${say(n)} who answered`;
  return `${say(count)} of the ${say(n)} who answered`;
}

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

type Verb = { readonly many: string; readonly one: string };

function clause(count: number, verb: Verb, say: (count: number) => string): string {
  return `${count === 0 ? "nobody" : say(count)} ${count <= 1 ? verb.one : verb.many}`;
}

/** What lies on each side, the leading one first: "six agree, four disagree and two are uncertain". */
function stanceClauses(section: SectionOfKind<"stance">): {
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

function stancePosition(section: SectionOfKind<"stance">): Sentence {
  const { statistics, finding, question } = section;
  const { n, counts } = statistics;
  const sources: Source[] = [{ statistic: "counts" }, { statistic: "n" }];
  if (n === 0) return sentence("Nobody has taken a position on this question yet.", sources);
  const seed = `${question.id}:${counts.join(",")}`;
  if (finding.label === "too-few") {
    const who = n === 1 ? "one person has" : `${inWords(n)} people have`;
    return sentence(`Only ${who} taken a position, too few to speak of a finding.`, sources);
  }
  const { lead, clauses } = stanceClauses(section);
  const [first = "", ...rest] = clauses;
  if (finding.label === "disagree" || finding.label === "mixed") {
    const opening =
      finding.label === "mixed"
        ? vary(["No side has a majority", "The answers point nowhere clearly"] as const, seed)
        : vary(
            [
              "Those who answered are divided",
              "The answers fall on both sides",
              "Neither side prevails",
            ] as const,
            seed,
          );
    return sentence(`${opening}: ${listed(clauses)}.`, sources);
  }
  const say = alike([n]);
  const verb = first.slice(first.indexOf(" ") + 1);
  if (lead === n) return sentence(`${capitalize(ofThose(n, n))} ${verb}.`, sources);
  const of = `Of the ${say(n)} who answered, ${listed(clauses)}.`;
  // A sentence begins with no figure.
  if (n > MOST_IN_WORDS) return sentence(of, sources);
  const plain = `${capitalize(ofThose(lead, n))} ${verb}`;
  return sentence(
    vary([`${plain}; ${listed(rest)}.`, `${plain}, while ${listed(rest)}.`, of] as const, seed),
    sources,
  );
}

/** How many were asked and did not answer, read from the bounds on the share that agrees. */
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

function stanceCaution(section: SectionOfKind<"stance">): Sentence | null {
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
    const silent = silentOf(statistics);
    const who =
      silent === null || silent < 1
        ? "those who were asked and did not answer"
        : silent === 1
          ? "the one person who was asked and did not answer"
          : vary(
              [
                `the ${inWords(silent)} who were asked and did not answer`,
                `the ${inWords(silent)} who were invited and did not answer`,
                `the ${inWords(silent)} from whom no answer came`,
              ] as const,
              `silent:${seed}`,
            );
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

/** Options with their counts, those that tie together: "“B” and “C” by five each". */
function byCount(
  options: SectionOfKind<"choice">["statistics"]["options"],
  word: (labels: string, count: string) => string,
  say: (count: number) => string,
): string[] {
  return [...new Set(options.map(({ count }) => count))].map((count) => {
    const tied = options.filter((option) => option.count === count);
    const labels = listed(tied.map(({ label }) => `“${label}”`));
    return word(labels, say(count)) + (tied.length > 1 ? " each" : "");
  });
}

function choicePosition(section: SectionOfKind<"choice">): Sentence {
  const { statistics, question } = section;
  const { n } = statistics;
  const sources: Source[] = [{ statistic: "options" }, { statistic: "n" }];
  if (n === 0) return sentence("Nobody has chosen an option yet.", sources);
  const named = [...statistics.options]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [first] = named;
  if (first === undefined) {
    return sentence("Everyone who answered named something that was not on the list.", sources);
  }
  const say = alike([n]);
  const tied = named.filter((option) => option.count === first.count);
  if (tied.length > 1) {
    const labels = listed(tied.map((option) => `“${option.label}”`));
    const opening = leadingOptions(statistics).majority ? "" : "No option stands out: ";
    return sentence(`${opening}${labels} were each named by ${ofThose(first.count, n)}.`, sources);
  }
  // As far as the third place, ties included; beyond it a reader has the chart.
  const third = named[2]?.count ?? 0;
  const follow = named.slice(1).filter(({ count }) => count >= third);
  const next = follow.length > 3 ? named.slice(1, 2) : follow;
  const passive = [
    `“${first.label}” was named by ${ofThose(first.count, n)}`,
    ...byCount(next, (labels, count) => `${labels} by ${count}`, say),
  ];
  const active = [
    `Of the ${say(n)} who answered, ${say(first.count)} named “${first.label}”`,
    ...next.map(({ label, count }) => `${say(count)} “${label}”`),
  ];
  const seed = `${question.id}:${first.id}:${first.count}`;
  return sentence(`${listed(vary([passive, active] as const, seed))}.`, sources);
}

function choiceRemainder(section: SectionOfKind<"choice">): Sentence | null {
  const { statistics } = section;
  if (statistics.n < 5) {
    return statistics.n === 0
      ? null
      : sentence("That is too few answers to speak of a finding.", [{ statistic: "n" }]);
  }
  const unnamed = statistics.options.filter((option) => option.count === 0);
  if (unnamed.length > 0 && unnamed.length <= 3) {
    const labels = listed(unnamed.map((option) => `“${option.label}”`));
    return sentence(`Nobody chose ${labels.replace(" and ", " or ")}.`, [{ statistic: "options" }]);
  }
  if (!choiceFinding(statistics).words.startsWith("Most")) {
    const fewest = Math.min(...statistics.options.map(({ count }) => count));
    const last = statistics.options.filter(({ count }) => count === fewest);
    const [only] = last;
    if (last.length === 1 && only !== undefined && statistics.options.length > 2) {
      return sentence(
        `None was named by half of them; “${only.label}” came last, with ${inWords(fewest)}.`,
        [{ statistic: "options" }],
      );
    }
    return sentence("None was named by half of them.", [{ statistic: "options" }]);
  }
  return null;
}

function estimatePosition(section: SectionOfKind<"estimate">): Sentence[] {
  const { statistics, question } = section;
  const { n, median, iqr } = statistics;
  if (n === 0 || median === null || iqr === null) {
    return [sentence("Nobody has given an estimate yet.", [{ statistic: "n" }])];
  }
  const say = (point: typeof median) => pointWords(point, question);
  const estimates = counted(n, "estimate");
  const seed = `${question.id}:${n}:${String(median)}`;
  const first =
    n === 1
      ? `One person has given an estimate: ${say(median)}.`
      : iqr[0] === iqr[1]
        ? `The median of ${estimates} is ${say(median)}, and most of them say the same.`
        : vary(
            [
              `The median of ${estimates} is ${say(median)}; the middle half lies between ${say(iqr[0])} and ${say(iqr[1])}.`,
              `The middle half of ${estimates} lies between ${say(iqr[0])} and ${say(iqr[1])}, with the median at ${say(median)}.`,
            ] as const,
            seed,
          );
  const sentences = [
    sentence(first, [{ statistic: "median" }, { statistic: "iqr" }, { statistic: "n" }]),
  ];
  const outside = [
    ...(statistics.never > 0
      ? [`${clause(statistics.never, { many: "say", one: "says" }, inWords)} never`]
      : []),
    ...(statistics.beyond > 0
      ? [`${clause(statistics.beyond, { many: "put", one: "puts" }, inWords)} it ${say("beyond")}`]
      : []),
  ];
  if (outside.length > 0) {
    sentences.push(
      sentence(`${capitalize(listed(outside))}.`, [
        { statistic: "never" },
        { statistic: "beyond" },
      ]),
    );
  } else if (n >= 2) {
    const [least, greatest] = [statistics.values[0], statistics.values.at(-1)];
    if (least !== undefined && greatest !== undefined && least !== greatest) {
      sentences.push(
        sentence(
          vary(
            [
              `The answers range from ${say(least)} to ${say(greatest)}.`,
              `The lowest is ${say(least)}, the highest ${say(greatest)}.`,
            ] as const,
            seed,
          ),
          [{ statistic: "values" }],
        ),
      );
    }
  }
  return sentences;
}

function worksSentences(section: SectionOfKind<"works">): Sentence[] {
  const { works, statistics } = section;
  if (works.length === 0) {
    return [sentence("No works have been named yet.", [{ statistic: "works" }])];
  }
  const sources: Source[] = [{ statistic: "works" }, { statistic: "n" }];
  const people = counted(statistics.n, "person", "people");
  const sentences = [
    sentence(
      works.length === 1
        ? `One work was named, by ${people}.`
        : `${capitalize(people)} named ${counted(works.length, "work")} between them.`.replace(
            /^One person named (.*) between them\.$/,
            "One person named $1.",
          ),
      sources,
    ),
  ];
  const [top, next] = works;
  if (top !== undefined && top.citedBy >= 2 && top.citedBy > (next?.citedBy ?? 0)) {
    sentences.push(
      sentence(`Named most often is “${top.title}”, by ${inWords(top.citedBy)} of them.`, [
        { work: top.id },
      ]),
    );
  }
  const group = largestWorkGroup(works);
  if (group !== null && works.length > 2) {
    sentences.push(
      sentence(
        `The largest group, ${counted(group.count, "work")}, has “${group.value}” as its ${group.column.toLowerCase()}.`,
        works
          .filter((work) => work.details[group.column]?.toLowerCase() === group.value.toLowerCase())
          .map((work) => ({ work: work.id })),
      ),
    );
  }
  return sentences;
}

function themeSources(theme: Theme): Source[] {
  return [
    { statistic: `themes.${theme.id}.count` },
    ...theme.quotes.map(({ answer, start, end }) => ({ answer, start, end })),
  ];
}

/** A third theme is named too where nearly as many speak of it as of the second. */
const NEARLY = 0.8;

/** What is said most often in the respondents' own words, in one sentence. */
function themeSentence(section: Section): Sentence | null {
  const named = section.themes.filter(({ title }) => !title.startsWith(GENERIC_TITLE));
  const [first, second, third] = named;
  if (first === undefined || section.question.kind === "works") return null;
  const seed = `${section.question.id}:${first.title}`;
  if (second === undefined || first.count === null || second.count === null) {
    const by =
      first.count === null
        ? ""
        : `, which ${first.count === 1 ? "one person brings" : `${inWords(first.count)} bring`} up`;
    const opening = vary(
      ["What they write turns mostly on", "In their own words they speak mostly of"] as const,
      seed,
    );
    return sentence(`${opening} “${first.title}”${by}.`, themeSources(first));
  }
  const with3 = third !== undefined && (third.count ?? 0) >= second.count * NEARLY ? [third] : [];
  const shown = [first, second, ...with3];
  const counts = shown.map(({ count }) => count ?? 0);
  const say = alike(counts);
  const title = (theme: Theme) => `“${theme.title}”`;
  const sources = shown.flatMap(themeSources);
  if (new Set(counts).size === 1) {
    const each = `${say(first.count)} people each`;
    return sentence(
      vary(
        [
          `${listed(shown.map(title))} come up most in what they write, in the words of ${each}.`,
          `What they write turns mostly on ${listed(shown.map(title))}, with ${each}.`,
        ] as const,
        seed,
      ),
      sources,
    );
  }
  const leading = shown.filter(({ count }) => count === first.count);
  const rest = listed(
    shown.slice(leading.length).map((theme) => `${title(theme)} (${say(theme.count ?? 0)})`),
  );
  const most = `${say(first.count)}${leading.length > 1 ? " each" : ""}`;
  const names = listed(leading.map(title));
  const comes = leading.length > 1 ? "come" : "comes";
  const recurs = leading.length > 1 ? "recur" : "recurs";
  return sentence(
    vary(
      [
        `In their reasons ${names} ${comes} up most (${most}), then ${rest}.`,
        `Most often they write of ${names} (${most}), followed by ${rest}.`,
        `${names} ${recurs} most in what they write (${most}), then ${rest}.`,
        `What they write turns mostly on ${names} (${most}); ${rest} ${shown.length - leading.length > 1 ? "come" : "comes"} next.`,
      ] as const,
      seed,
    ),
    sources,
  );
}

function textPosition(section: SectionOfKind<"text">): Sentence {
  const { n } = section.statistics;
  const sources: Source[] = [{ statistic: "n" }];
  if (n === 0) return sentence("Nobody has answered this question yet.", sources);
  const people = counted(n, "person", "people");
  return sentence(
    n > MOST_IN_WORDS
      ? `There are ${people} who answered in their own words.`
      : `${capitalize(people)} ${n === 1 ? "has" : "have"} answered in their own words.`,
    sources,
  );
}

/** Two or three sentences on a section, each resting on figures or on the respondents' own words. */
export function summarizeSection(section: Section): Sentence[] {
  const sentences: (Sentence | null)[] = [];
  switch (section.question.kind) {
    case "stance":
      sentences.push(
        named("position", stancePosition(section as SectionOfKind<"stance">)),
        namedBySource(stanceCaution(section as SectionOfKind<"stance">), "caution"),
      );
      break;
    case "choice":
      sentences.push(
        named("position", choicePosition(section as SectionOfKind<"choice">)),
        named("remainder", choiceRemainder(section as SectionOfKind<"choice">)),
      );
      break;
    case "estimate":
      sentences.push(
        ...estimatePosition(section as SectionOfKind<"estimate">).map((one) =>
          namedBySource(one, "position"),
        ),
      );
      break;
    case "works":
      sentences.push(
        ...worksSentences(section as SectionOfKind<"works">).map((one, index) =>
          named(index === 0 ? "position" : one.sources.length === 1 ? "most-named" : "group", one),
        ),
      );
      break;
    case "text":
      sentences.push(named("position", textPosition(section as SectionOfKind<"text">)));
      break;
  }
  sentences.push(named("themes", themeSentence(section)));
  return sentences.filter((entry) => entry !== null).slice(0, 3);
}

function findingSource(section: Section): Source {
  return { statistic: `sections.${section.question.id}.finding` };
}

/** What the labels of stances say of those who answered, from the firmest. */
const standings: readonly (readonly [readonly string[], string])[] = [
  [["agree", "reject"], "are largely of one mind on"],
  [["lean-agree", "lean-reject"], "lean to one side on"],
  [["disagree"], "are divided on"],
  [["uncertain", "mixed"], "show no clear view on"],
];

function whoAnswered(methods: Methods, total: number): string {
  const { answered, invited, partial } = methods;
  const questions = total === 1 ? "the question" : `the ${inWords(total)} questions`;
  const some = partial > 0 && partial < answered ? `, ${inWords(partial)} of them in part` : "";
  if (invited === null || invited < answered) {
    return `${capitalize(counted(answered, "person has", "people have"))} answered ${questions}${some}.`;
  }
  const say = alike([answered, invited]);
  if (answered === invited)
    return `All ${say(invited)} people invited have answered ${questions}${some}.`;
  return answered <= MOST_IN_WORDS && invited <= MOST_IN_WORDS
    ? `${capitalize(say(answered))} of the ${say(invited)} people invited ${answered === 1 ? "has" : "have"} answered ${questions}${some}.`
    : `Of the ${say(invited)} people invited, ${say(answered)} ${answered === 1 ? "has" : "have"} answered ${questions}${some}.`;
}

/** Where they stand on the questions that ask for a position. */
function whereTheyStand(stances: readonly SectionOfKind<"stance">[]): Sentence | null {
  const present = standings
    .map(([labels, words]) => ({
      words,
      group: stances.filter(({ finding }) => labels.includes(finding.label ?? "")),
    }))
    .filter(({ group }) => group.length > 0);
  const [first, ...others] = present;
  if (first === undefined) return null;
  const sources = present.flatMap(({ group }) => group.map(findingSource));
  if (stances.length === 1) {
    return sentence(`They ${first.words} the question that asks for a position.`, sources);
  }
  if (others.length === 0 && first.group.length === stances.length) {
    const all = stances.length === 2 ? "both" : `all ${inWords(stances.length)}`;
    return sentence(`They ${first.words} ${all} questions that ask for a position.`, sources);
  }
  const say = alike([stances.length]);
  const opening = `They ${first.words} ${say(first.group.length)} of the ${say(stances.length)} questions that ask for a position`;
  return sentence(
    `${listed([opening, ...others.map(({ words, group }) => `${words} ${say(group.length)}`)])}.`,
    sources,
  );
}

/** The questions on which they come closest to each other and lie furthest apart, by their numbers on the page. */
function nearestAndFurthest(
  sections: readonly Section[],
  stances: readonly SectionOfKind<"stance">[],
): Sentence | null {
  if (stances.length < 3) return null;
  const ordered = stances
    .filter(({ statistics }) => statistics.consensus !== null)
    .sort((a, b) => (b.statistics.consensus ?? 0) - (a.statistics.consensus ?? 0));
  const labelled = (...labels: string[]) =>
    ordered.filter(({ finding }) => labels.includes(finding.label ?? ""));
  const nearest = labelled("agree", "reject", "lean-agree", "lean-reject")[0];
  const furthest = labelled("disagree").at(-1);
  if (nearest === undefined || furthest === undefined) return null;
  const place = (section: Section) =>
    `question ${sections.indexOf(section) + 1} (${section.finding.counts})`;
  return sentence(
    `Their answers lie closest together on ${place(nearest)} and furthest apart on ${place(furthest)}.`,
    [nearest, furthest].flatMap((section) => [
      findingSource(section),
      { statistic: `sections.${section.question.id}.consensus` },
    ]),
  );
}

/** A paragraph on the whole survey: who answered, and where they stand. */
export function writeOverview(sections: readonly Section[], methods: Methods): Sentence[] {
  const sources: Source[] = [{ statistic: "methods.answered" }, { statistic: "methods.invited" }];
  if (methods.answered === 0) {
    const questions = sections.length === 1 ? "question" : `${inWords(sections.length)} questions`;
    return [named("who", sentence(`Nobody has answered the ${questions} yet.`, sources))];
  }
  const stances = sections.filter(
    (section): section is SectionOfKind<"stance"> => section.question.kind === "stance",
  );
  const found = stances.filter(({ finding }) => finding.label !== "too-few");
  const few = sections.filter(
    (section) => section.finding.label === "too-few" || section.finding.words === "Too few answers",
  );
  const which =
    few.length === sections.length
      ? "any question"
      : few.length === 1
        ? "one question"
        : `${inWords(few.length)} of the questions`;
  return [
    named("who", sentence(whoAnswered(methods, sections.length), sources)),
    named("positions", whereTheyStand(found)),
    named("nearest", nearestAndFurthest(sections, found)),
    few.length === 0
      ? null
      : named(
          "few",
          sentence(
            `There are too few answers to ${which} to speak of a finding.`,
            few.map(findingSource),
          ),
        ),
  ].filter((one) => one !== null);
}

/** How much a section has to say, for the choice of the key points. */
function weight(section: Section): number {
  const { finding, question } = section;
  if (finding.words === "Too few answers" || section.statistics.n === 0) return 0;
  if (question.kind === "stance") {
    if (finding.label === "agree" || finding.label === "reject") return 5;
    if (finding.label === "disagree") return 4;
    return finding.label === "mixed" ? 2 : 3;
  }
  return { choice: 4, estimate: 4, works: 2, text: 3 }[question.kind];
}

const mostKeyPoints = 6;

/** What a key point says after its question; a stance without figures to show says its finding alone. */
function pointOf(section: Section): string {
  const { finding, question } = section;
  const provisional = finding.provisional ? " (provisional)" : "";
  if (finding.overridden === null) {
    if (isKind(section, "stance") && section.statistics.agree.share !== null)
      return `${finding.words}${provisional}: ${listed(stanceClauses(section).clauses)}.`;
    if (
      isKind(section, "choice") &&
      section.statistics.options.every(({ share }) => share !== null)
    )
      return choicePosition(section).text;
    if (isKind(section, "estimate") && section.statistics.median !== null)
      return estimatePosition(section)[0]?.text ?? "";
    if (question.kind === "text") return themeSentence(section)?.text ?? `${finding.words}.`;
  }
  const words = finding.overridden?.words ?? finding.words;
  return `${words}${provisional} (${finding.counts}).`;
}

/** Up to six points that a hurried reader should take along, in the order of the survey. */
export function writeKeyPoints(sections: readonly Section[]): Sentence[] {
  const chosen = new Set(
    sections
      .map((section, index) => ({ index, weight: weight(section) }))
      .filter((entry) => entry.weight > 0)
      .sort((a, b) => b.weight - a.weight || a.index - b.index)
      .slice(0, mostKeyPoints)
      .map((entry) => entry.index),
  );
  return sections.filter((_, index) => chosen.has(index)).map(keyPointOf);
}

/** What a section amounts to, in one sentence. */
export function keyPointOf(section: Section): Sentence {
  return named(
    section.question.id,
    sentence(`${section.question.prompt} ${pointOf(section)}`, [findingSource(section)]),
  );
}
