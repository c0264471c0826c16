import { choiceFinding, largestWorkGroup, leadingOptions, pointWords } from "./findings";
import { readPoles, sideCounts } from "./poles";
import type { Methods, Section, Sentence, Source, Theme } from "./synthesis-schema";
import { alone, capitalize, counted, inWords, listed, percent, vary } from "./wording";

type SectionOfKind<K extends Section["question"]["kind"]> = Extract<
  Section,
  { readonly question: { readonly kind: K } }
>;

function sentence(text: string, sources: readonly Source[]): Sentence {
  return { text, by: "rules", sources };
}

/** Who the sentence speaks of: never more than those who answered. */
function ofThose(count: number, n: number): string {
  if (count === n) return n === 2 ? "both who answered" : `all ${inWords(n)} who answered`;
  return `${inWords(count)} of the ${inWords(n)} who answered`;
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

function clause(count: number, verb: { many: string; one: string }): string {
  return `${alone(count)} ${count === 1 ? verb.one : verb.many}`;
}

function stancePosition(section: SectionOfKind<"stance">): Sentence {
  const { statistics, finding, question } = section;
  const { n, counts } = statistics;
  const sources: Source[] = [{ statistic: "counts" }, { statistic: "n" }];
  if (n === 0) return sentence("Nobody has taken a position on this question yet.", sources);
  const verbs = sideVerbs(section);
  const { low, middle, high } = sideCounts(counts);
  const highLeads = high >= low;
  const [lead, other] = highLeads ? [high, low] : [low, high];
  const [leadVerb, otherVerb] = highLeads ? [verbs.high, verbs.low] : [verbs.low, verbs.high];
  const hasMiddle = counts.length % 2 === 1;
  const seed = `${question.id}:${counts.join(",")}`;
  if (finding.label === "too-few") {
    const who = n === 1 ? "one person has" : `${inWords(n)} people have`;
    return sentence(`Only ${who} taken a position, too few to speak of a finding.`, sources);
  }
  const rest = [
    ...(other > 0 ? [clause(other, otherVerb)] : []),
    ...(hasMiddle && middle > 0 ? [clause(middle, verbs.between)] : []),
  ];
  const tail = rest.length === 0 ? "" : vary(["; ", ", while "] as const, seed) + listed(rest);
  switch (finding.label) {
    case "uncertain": {
      const sides = [
        ...(lead > 0 ? [clause(lead, leadVerb)] : []),
        ...(other > 0 ? [clause(other, otherVerb)] : []),
      ];
      const verb = middle === 1 ? verbs.between.one : verbs.between.many;
      const end = sides.length === 0 ? "" : `; ${listed(sides)}`;
      return sentence(`${capitalize(ofThose(middle, n))} ${verb}${end}.`, sources);
    }
    case "disagree":
    case "mixed": {
      const parts = [
        clause(lead, leadVerb),
        clause(other, otherVerb),
        ...(hasMiddle && middle > 0 ? [clause(middle, verbs.between)] : []),
      ];
      const opening =
        finding.label === "mixed"
          ? vary(["No side has a majority", "The answers point nowhere clearly"] as const, seed)
          : vary(
              ["Those who answered are divided", "The answers fall on both sides"] as const,
              seed,
            );
      return sentence(`${opening}: ${listed(parts)}.`, sources);
    }
    default: {
      const verb = lead === 1 ? leadVerb.one : leadVerb.many;
      return sentence(`${capitalize(ofThose(lead, n))} ${verb}${tail}.`, sources);
    }
  }
}

function stanceCaution(section: SectionOfKind<"stance">): Sentence | null {
  const { statistics, finding } = section;
  const bounds = statistics.agree.bounds;
  const leading = statistics.agree.count >= statistics.disagree.count ? "agree" : "disagree";
  const pole = statistics[leading];
  const parts: string[] = [];
  const sources: Source[] = [];
  if (finding.label === "too-few" || statistics.n === 0) return null;
  if (statistics.fragility?.knifeEdge) {
    parts.push("a single answer fewer could change the finding");
    sources.push({ statistic: "fragility" });
  } else if (finding.provisional) {
    parts.push("the majority is too slim, among so few, to be more than provisional");
    sources.push({ statistic: finding.label === "uncertain" ? "counts" : `${leading}.wilson` });
  }
  // A bare "those who did not answer" needs someone who did not.
  if (bounds !== null && bounds[0] <= 0.5 && bounds[1] >= 0.5 && bounds[0] < bounds[1]) {
    parts.push("those who did not answer could turn the result");
    sources.push({ statistic: "agree.bounds" });
  }
  if (parts.length > 0) return sentence(`${capitalize(listed(parts))}.`, sources);
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

function choicePosition(section: SectionOfKind<"choice">): Sentence {
  const { statistics, question } = section;
  const sources: Source[] = [{ statistic: "options" }, { statistic: "n" }];
  if (statistics.n === 0) return sentence("Nobody has chosen an option yet.", sources);
  const { majority, options } = leadingOptions(statistics);
  const [first, ...others] = options;
  if (first === undefined) {
    return sentence("Everyone who answered named something that was not on the list.", sources);
  }
  const tied = options.filter((option) => option.count === first.count);
  const seed = `${question.id}:${first.id}:${first.count}`;
  if (tied.length > 1 && !majority) {
    const labels = listed(tied.map((option) => `“${option.label}”`));
    return sentence(
      `No option stands out: ${labels} were each named by ${ofThose(first.count, statistics.n)}.`,
      sources,
    );
  }
  const opening = vary(
    [
      `${capitalize(ofThose(first.count, statistics.n))} named “${first.label}”`,
      `“${first.label}” was named by ${ofThose(first.count, statistics.n)}`,
    ] as const,
    seed,
  );
  const follow = others
    .slice(0, 2)
    .map((option) => `“${option.label}” by ${inWords(option.count)}`);
  return sentence(
    follow.length === 0
      ? `${opening}.`
      : `${opening}; ${listed(follow)}.`.replace(/^(.*? named “[^”]*”); “/, "$1; “"),
    sources,
  );
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
    return sentence("No option was named by half of them.", [{ statistic: "options" }]);
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
  const first =
    n === 1
      ? `One person has given an estimate: ${say(median)}.`
      : `The median of ${counted(n, "estimate")} is ${say(median)}${
          iqr[0] === iqr[1]
            ? ""
            : `; the middle half lies between ${say(iqr[0])} and ${say(iqr[1])}`
        }.`;
  const sentences = [
    sentence(first, [{ statistic: "median" }, { statistic: "iqr" }, { statistic: "n" }]),
  ];
  const outside = [
    ...(statistics.never > 0
      ? [`${clause(statistics.never, { many: "say", one: "says" })} never`]
      : []),
    ...(statistics.beyond > 0
      ? [`${clause(statistics.beyond, { many: "put", one: "puts" })} it ${say("beyond")}`]
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
        sentence(`The answers range from ${say(least)} to ${say(greatest)}.`, [
          { statistic: "values" },
        ]),
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

/** What is said most often in the respondents' own words, in one sentence. */
function themeSentence(section: Section): Sentence | null {
  const [first, second] = section.themes;
  if (first === undefined || section.question.kind === "works") return null;
  const by = (theme: Theme) =>
    theme.count === null ? "" : ` (${theme.count === 1 ? "one person" : inWords(theme.count)})`;
  const seed = `${section.question.id}:${first.title}`;
  if (second === undefined || first.count === null) {
    const opening = vary(
      ["Their reasons turn mostly on", "In their own words they speak mostly of"] as const,
      seed,
    );
    return sentence(`${opening} “${first.title}”${by(first)}.`, themeSources(first));
  }
  const opening = vary(
    [
      "Two points recur most in their reasons:",
      "What they write turns mostly on two points:",
      "Two themes come up most:",
    ] as const,
    seed,
  );
  return sentence(`${opening} “${first.title}”${by(first)} and “${second.title}”${by(second)}.`, [
    ...themeSources(first),
    ...themeSources(second),
  ]);
}

function textPosition(section: SectionOfKind<"text">): Sentence {
  const { n } = section.statistics;
  const sources: Source[] = [{ statistic: "n" }];
  if (n === 0) return sentence("Nobody has answered this question yet.", sources);
  const verb = n === 1 ? "has" : "have";
  return sentence(
    `${capitalize(counted(n, "person", "people"))} ${verb} answered this question in their own words.`,
    sources,
  );
}

/** Two or three sentences on a section, each resting on figures or on the respondents' own words. */
export function summarizeSection(section: Section): Sentence[] {
  const sentences: (Sentence | null)[] = [];
  switch (section.question.kind) {
    case "stance":
      sentences.push(
        stancePosition(section as SectionOfKind<"stance">),
        stanceCaution(section as SectionOfKind<"stance">),
      );
      break;
    case "choice":
      sentences.push(
        choicePosition(section as SectionOfKind<"choice">),
        choiceRemainder(section as SectionOfKind<"choice">),
      );
      break;
    case "estimate":
      sentences.push(...estimatePosition(section as SectionOfKind<"estimate">));
      break;
    case "works":
      sentences.push(...worksSentences(section as SectionOfKind<"works">));
      break;
    case "text":
      sentences.push(textPosition(section as SectionOfKind<"text">));
      break;
  }
  sentences.push(themeSentence(section));
  return sentences.filter((entry) => entry !== null).slice(0, 3);
}

function findingSource(section: Section): Source {
  return { statistic: `sections.${section.question.id}.finding` };
}

/** A paragraph on the whole survey: who answered, and where they stand. */
export function writeOverview(sections: readonly Section[], methods: Methods): Sentence[] {
  const { answered, invited } = methods;
  const sources: Source[] = [{ statistic: "methods.answered" }, { statistic: "methods.invited" }];
  const questions = counted(sections.length, "question");
  if (answered === 0) {
    return [sentence(`Nobody has answered the ${questions} yet.`, sources)];
  }
  const who =
    invited !== null && invited >= answered
      ? `${inWords(answered)} of the ${inWords(invited)} people invited have`
      : `${counted(answered, "person has", "people have")}`;
  const spoken = answered === 1 ? who.replace(/ have$/, " has") : who;
  const sentences = [
    sentence(
      `${capitalize(spoken)} answered the ${questions}.`.replace(
        "the one question",
        "the question",
      ),
      sources,
    ),
  ];

  const stances = sections.filter((section) => section.question.kind === "stance");
  const of = (...labels: string[]) =>
    stances.filter((section) => labels.includes(section.finding.label ?? ""));
  const groups: [readonly Section[], string][] = [
    [of("agree", "reject"), "largely of one mind on"],
    [of("lean-agree", "lean-reject"), "leaning to one side on"],
    [of("disagree"), "divided on"],
    [of("uncertain", "mixed"), "without a clear view on"],
  ];
  const present = groups.filter(([group]) => group.length > 0);
  if (present.length > 0) {
    const parts = present.map(([group, words]) => `${words} ${inWords(group.length)}`);
    const total =
      stances.length === 1 ? "the question" : `the ${inWords(stances.length)} questions`;
    sentences.push(
      sentence(
        `Of ${total} that ask${stances.length === 1 ? "s" : ""} for a position, they are ${listed(parts)}.`.replace(
          /^Of the question that asks for a position, they are (.*) one\.$/,
          "They are $1 the question that asks for a position.",
        ),
        present.flatMap(([group]) => group.map(findingSource)),
      ),
    );
  }
  const few = sections.filter(
    (section) => section.finding.label === "too-few" || section.finding.words === "Too few answers",
  );
  if (few.length > 0) {
    const which = few.length === sections.length ? "any question" : counted(few.length, "question");
    sentences.push(
      sentence(
        `There are too few answers to ${which} to speak of a finding.`,
        few.map(findingSource),
      ),
    );
  }
  return sentences;
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

/** Up to six points that a hurried reader should take along, in the order of the survey. */
export function writeKeyPoints(sections: readonly Section[]): Sentence[] {
  const chosen = new Set(
    sections
      .map((section, index) => ({ index, weight: weight(section) }))
      .filter((entry) => entry.weight > 0)
      .sort((a, b) => b.weight - a.weight || a.index - b.index)
      .slice(0, 6)
      .map((entry) => entry.index),
  );
  return sections
    .filter((_, index) => chosen.has(index))
    .map((section) => {
      const { finding, question } = section;
      const provisional = finding.provisional ? ", provisionally" : "";
      const words = finding.overridden?.words ?? finding.words;
      return sentence(`${question.prompt} ${words}${provisional} (${finding.counts}).`, [
        findingSource(section),
      ]);
    });
}
