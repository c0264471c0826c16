import { groupInformedConsensus } from "../statistics/groups";
import { groupingRules, partitionOpinions } from "../statistics/opinion-groups";
import { ruleSet } from "./finding-rules";
import { sideOf } from "./poles";
import type {
  GroupConsensus,
  GroupContrast,
  MapPoint,
  OpinionGroup,
  OpinionGroups,
  Section,
  Sentence,
  StanceStatistics,
  SynthesisAnswer,
} from "./synthesis-schema";
import { alone, capitalize, counted, inWords, listed } from "./wording";

type StanceSection = Extract<Section, { readonly statistics: StanceStatistics }>;

/** What the public may join to one respondent, or, privately, everything of theirs. */
type Voter = {
  readonly respondent: string;
  readonly answers: ReadonlyMap<string, SynthesisAnswer>;
};

/** So many questions are named as dividing, and as joining, the groups. */
const mostListed = 5;
/** Shares of two groups that lie closer together than this do not divide them. */
const leastDifference = 0.5;
/** Coordinates carry no more than a drawing shows. */
const decimals = 4;

function categoryOf(answer: SynthesisAnswer | undefined, size: number): number | null {
  const category = /^\d$/.test(answer?.value ?? "") ? Number(answer?.value) : 0;
  return category >= 1 && category <= size ? category : null;
}

function sizeOf({ statistics }: StanceSection): number {
  return statistics.counts.length;
}

/** Everyone whose answers may be joined to each other. */
function votersOf(answers: readonly SynthesisAnswer[]): Voter[] {
  const voters = new Map<string, Map<string, SynthesisAnswer>>();
  for (const answer of answers) {
    if (answer.respondent === undefined || answer.value === "") continue;
    const own = voters.get(answer.respondent) ?? new Map<string, SynthesisAnswer>();
    own.set(answer.question, answer);
    voters.set(answer.respondent, own);
  }
  return [...voters].map(([respondent, own]) => ({ respondent, answers: own }));
}

function round(x: number): number {
  return Math.round(x * 10 ** decimals) / 10 ** decimals + 0;
}

function tallyGroup(
  id: string,
  members: readonly Voter[],
  sections: readonly StanceSection[],
): OpinionGroup {
  return {
    id,
    size: members.length,
    questions: sections.map((section) => {
      const size = sizeOf(section);
      const { id: question } = section.question;
      const categories = members.flatMap(
        ({ answers }) => categoryOf(answers.get(question), size) ?? [],
      );
      const on = (side: 1 | -1) => categories.filter((one) => sideOf(one, size) === side).length;
      return { question, n: categories.length, agree: on(1), disagree: on(-1) };
    }),
  };
}

type Cells = readonly OpinionGroup["questions"][number][];

/** What the groups gave to one question; null where one of them is too small there to speak of. */
function cellsOf(
  groups: readonly OpinionGroup[],
  place: number,
  minimumGroup: number,
): Cells | null {
  const cells = groups.flatMap(({ questions }) => questions[place] ?? []);
  return cells.every(({ n }) => n > 0 && n >= minimumGroup) ? cells : null;
}

function shareOf(cell: Cells[number], side: "agree" | "disagree"): number {
  return cell[side] / cell.n;
}

function contrastOf(cells: Cells): GroupContrast {
  const difference = (side: "agree" | "disagree") => {
    const shares = cells.map((cell) => shareOf(cell, side));
    return Math.max(...shares) - Math.min(...shares);
  };
  const question = cells[0]?.question ?? "";
  const [agree, disagree] = [difference("agree"), difference("disagree")];
  return agree >= disagree
    ? { question, side: "agree", difference: agree }
    : { question, side: "disagree", difference: disagree };
}

/** The side that more than half of every group takes, with how surely all groups take it; null where there is none. */
function consensusOf(cells: Cells): GroupConsensus | null {
  const sides = (["agree", "disagree"] as const).filter((side) =>
    cells.every((cell) => shareOf(cell, side) > 0.5),
  );
  const [side] = sides;
  if (side === undefined) return null;
  const consensus = groupInformedConsensus(
    cells.map((cell) => ({ agree: cell[side], seen: cell.n })),
  );
  return { question: cells[0]?.question ?? "", side, consensus };
}

function pointOf(
  voter: Voter,
  place: readonly [number, number],
  group: string | null,
  sections: readonly StanceSection[],
): MapPoint {
  const own = sections.map(({ question }) => voter.answers.get(question.id));
  // A name stands only where every answer that the place is made of is given under that name.
  const named = own.every((answer) => answer?.attribution === "named");
  const point = { x: round(place[0]), y: round(place[1]), group };
  return named
    ? { ...point, shownAs: own[0]?.shownAs ?? null, respondent: voter.respondent }
    : { ...point, shownAs: null };
}

function comparePoints(a: MapPoint, b: MapPoint): number {
  const name = (point: MapPoint) => point.respondent ?? "";
  return a.x - b.x || a.y - b.y || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}

/**
 * Where the respondents of a synthesis stand to each other over its stance questions: the map, the groups that their
 * answers fall into, the questions that divide the groups and those that join them. It is made of the answers that carry a
 * respondent, and of nothing else: of a public synthesis, therefore, of what is public alone, so that no hidden value can
 * be read from it. Null with fewer than five questions or eight respondents to compare.
 */
export function findOpinionGroups(synthesis: {
  readonly private: boolean;
  readonly sections: readonly Section[];
  readonly answers: readonly SynthesisAnswer[];
  readonly minimumGroup: number;
}): OpinionGroups | null {
  const { minimumGroup } = synthesis;
  const joined = votersOf(synthesis.answers);
  const took = (voter: Voter, section: StanceSection) =>
    categoryOf(voter.answers.get(section.question.id), sizeOf(section));
  const sections = synthesis.sections
    .filter((section): section is StanceSection => section.question.kind === "stance")
    .filter(
      (section) =>
        joined.filter((voter) => took(voter, section) !== null).length >= ruleSet.minimumAnswers,
    );
  if (sections.length < groupingRules.fewestQuestions) return null;
  const voters = joined.filter(
    (voter) =>
      2 * sections.filter((section) => took(voter, section) !== null).length >= sections.length,
  );
  const partition = partitionOpinions(
    voters.map((voter) => sections.map((section) => took(voter, section))),
    sections.map(sizeOf),
    minimumGroup,
  );
  const { places, labels } = partition;
  if (places === null) return null;
  const idOf = (label: number) => String.fromCharCode("A".charCodeAt(0) + label);
  const groups =
    labels === null
      ? []
      : [...new Set(labels)]
          .sort((a, b) => a - b)
          .map((label) =>
            tallyGroup(
              idOf(label),
              voters.filter((_, at) => labels[at] === label),
              sections,
            ),
          );
  const cells = sections.flatMap((_, place) =>
    groups.length === 0 ? [] : [cellsOf(groups, place, minimumGroup) ?? []],
  );
  const spoken = cells.filter((one) => one.length > 0);
  const divides = spoken
    .map(contrastOf)
    .filter(({ difference }) => difference >= leastDifference)
    .sort((a, b) => b.difference - a.difference)
    .slice(0, mostListed);
  const joins = spoken
    .flatMap((one) => consensusOf(one) ?? [])
    .sort((a, b) => b.consensus - a.consensus)
    .slice(0, mostListed);
  const map = voters
    .flatMap((voter, at) => {
      const place = places[at];
      if (place === null || place === undefined) return [];
      const label = labels?.[at];
      return [pointOf(voter, place, label === undefined ? null : idOf(label), sections)];
    })
    .sort(comparePoints);
  const found = {
    questions: sections.map(({ question }) => question.id),
    n: voters.length,
    silhouette: partition.silhouette === null ? null : round(partition.silhouette),
    groups,
    divides,
    joins,
    map,
  };
  return { ...found, summary: summarizeGroups(found, sections, synthesis.private) };
}

function byRule(text: string, statistic: string): Sentence {
  return { text: capitalize(text), by: "rules", sources: [{ statistic }] };
}

/** "nine of ten in group A, one of six in group B". */
export function groupCounts(
  groups: readonly OpinionGroup[],
  question: string,
  side: "agree" | "disagree",
): string {
  return listed(
    groups.flatMap(({ id, questions }) => {
      const cell = questions.find((one) => one.question === question);
      if (cell === undefined) return [];
      return [`${alone(cell[side])} of ${inWords(cell.n)} in group ${id}`];
    }),
  );
}

function summarizeGroups(
  found: Omit<OpinionGroups, "summary">,
  sections: readonly StanceSection[],
  isPrivate: boolean,
): Sentence[] {
  const { groups, divides, joins, n } = found;
  const who =
    `${counted(n, "person", "people")} took a position on at least half of ` +
    `${inWords(found.questions.length)} questions${isPrivate ? "" : " under their own name"}`;
  if (groups.length === 0) {
    return [byRule(`${who}; their answers fall into no clear groups.`, "groups")];
  }
  const sizes = listed(groups.map(({ size }) => inWords(size)));
  const sentences = [
    byRule(
      `${who}; their answers fall into ${inWords(groups.length)} groups, of ${sizes}.`,
      "groups",
    ),
  ];
  const said = (id: string, side: "agree" | "disagree") => {
    const question = sections.find((section) => section.question.id === id)?.question;
    const scale = question?.scale ?? [];
    const end = (side === "agree" ? scale.at(-1) : scale[0]) ?? "";
    return {
      // A statement that ends with a full stop is no end of this sentence.
      prompt: `“${(question?.prompt ?? "").replace(/\.$/, "")}”`,
      counts: `${groupCounts(groups, id, side)} lean towards “${end}”`,
    };
  };
  const [contrast] = divides;
  if (contrast !== undefined) {
    const { prompt, counts } = said(contrast.question, contrast.side);
    sentences.push(byRule(`what divides them most is ${prompt}: ${counts}.`, "groups.divides"));
  }
  const [common] = joins;
  if (common !== undefined) {
    const { prompt, counts } = said(common.question, common.side);
    const how = `most in every group stand on the same side of ${prompt}: ${counts}.`;
    sentences.push(byRule(how, "groups.joins"));
  }
  return sentences;
}
