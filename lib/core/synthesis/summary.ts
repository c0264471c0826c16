import { choicePosition, choiceRemainder, estimatePosition } from "./summary/choice-and-estimate";
import { textPosition, themeSentence, worksSentences } from "./summary/own-words";
import {
  type Answered,
  isKind,
  named,
  namedBySource,
  type SectionOfKind,
  sentence,
} from "./summary/rule-sentence";
import { stanceCaution, stanceClauses, stancePosition } from "./summary/stance";
import type { Methods, Section, Sentence, Source } from "./synthesis-schema";
import { alike, capitalize, counted, inWords, listed, MOST_IN_WORDS } from "./wording";

/** Two or three sentences on a section, each resting on figures or on the respondents' own words. */
export function summarizeSection(section: Section, methods: Answered): Sentence[] {
  const sentences: (Sentence | null)[] = [];
  switch (section.question.kind) {
    case "stance":
      sentences.push(
        named("position", stancePosition(section as SectionOfKind<"stance">, methods)),
        namedBySource(stanceCaution(section as SectionOfKind<"stance">, methods), "caution"),
      );
      break;
    case "choice":
      sentences.push(
        named("position", choicePosition(section as SectionOfKind<"choice">, methods)),
        named("remainder", choiceRemainder(section as SectionOfKind<"choice">)),
      );
      break;
    case "estimate":
      sentences.push(
        ...estimatePosition(section as SectionOfKind<"estimate">, methods).map((one) =>
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
  // Two groups that share all the questions between them: the second is simply the others.
  const rest = stances.length - first.group.length;
  const onlyRest = others.length === 1 && others[0]?.group.length === rest;
  const which = (count: number) =>
    !onlyRest ? say(count) : count === 1 ? "the other" : `the other ${say(count)}`;
  return sentence(
    `${listed([opening, ...others.map(({ words, group }) => `${words} ${which(group.length)}`)])}.`,
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
function pointOf(section: Section, methods: Answered): string {
  const { finding, question } = section;
  const provisional = finding.provisional ? " (provisional)" : "";
  if (finding.overridden === null) {
    if (isKind(section, "stance") && section.statistics.agree.share !== null)
      return `${finding.words}${provisional}: ${listed(stanceClauses(section).clauses)}.`;
    if (
      isKind(section, "choice") &&
      section.statistics.options.every(({ share }) => share !== null)
    )
      return choicePosition(section, methods).text;
    if (isKind(section, "estimate") && section.statistics.median !== null)
      return estimatePosition(section, methods)[0]?.text ?? "";
    if (question.kind === "text") return themeSentence(section)?.text ?? `${finding.words}.`;
  }
  const words = finding.overridden?.words ?? finding.words;
  return `${words}${provisional} (${finding.counts}).`;
}

/** Up to six points that a hurried reader should take along, in the order of the survey. */
export function writeKeyPoints(sections: readonly Section[], methods: Answered): Sentence[] {
  const chosen = new Set(
    sections
      .map((section, index) => ({ index, weight: weight(section) }))
      .filter((entry) => entry.weight > 0)
      .sort((a, b) => b.weight - a.weight || a.index - b.index)
      .slice(0, mostKeyPoints)
      .map((entry) => entry.index),
  );
  return sections
    .filter((_, index) => chosen.has(index))
    .map((section) => keyPointOf(section, methods));
}

/** What a section amounts to, in one sentence. */
export function keyPointOf(section: Section, methods: Answered): Sentence {
  return named(
    section.question.id,
    sentence(`${section.question.prompt} ${pointOf(section, methods)}`, [findingSource(section)]),
  );
}
