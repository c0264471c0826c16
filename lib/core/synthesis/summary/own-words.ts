import { largestWorkGroup } from "../findings";
import type { Section, Sentence, Source, Theme } from "../synthesis-schema";
import { GENERIC_TITLE } from "../text/titles";
import { alike, capitalize, counted, inWords, listed, MOST_IN_WORDS, vary } from "../wording";
import { type SectionOfKind, sentence } from "./rule-sentence";

export function worksSentences(section: SectionOfKind<"works">): Sentence[] {
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

/** From this count on a theme may be said to come up most often; below it one answer more would change which does. */
const OFTEN = 3;

/**
 * What is said most often in the respondents' own words, in one sentence. Whoever writes is its subject and never the
 * theme, whose title may be of either number; a count says what it counts before others follow it bare.
 */
export function themeSentence(section: Section): Sentence | null {
  const named = section.themes.filter(({ title }) => !title.startsWith(GENERIC_TITLE));
  const [first, second, third] = named;
  if (first === undefined || section.question.kind === "works") return null;
  const seed = `${section.question.id}:${first.title}`;
  if (first.count === null) {
    const opening = vary(
      ["What they write turns mostly on", "In their own words they speak mostly of"] as const,
      seed,
    );
    return sentence(`${opening} ${title(first)}.`, themeSources(first));
  }
  const with2 = second !== undefined && second.count !== null ? [second] : [];
  const with3 =
    with2.length > 0 && third !== undefined && (third.count ?? 0) >= (second?.count ?? 0) * NEARLY
      ? [third]
      : [];
  const shown = [first, ...with2, ...with3];
  const say = alike(shown.map(({ count }) => count ?? 0));
  const plain = `In their own words, ${listed(whoWritesOf(shown, say))}.`;
  const often = first.count >= OFTEN && shown.length > 1;
  const most = often ? mostOften(shown, say) : "";
  return sentence(
    often
      ? vary(
          [
            plain,
            `Most often they bring up ${most}.`,
            `What they write turns most often on ${most}.`,
          ] as const,
          seed,
        )
      : plain,
    shown.flatMap(themeSources),
  );
}

function title(theme: Theme): string {
  return `“${theme.title}”`;
}

/** "six people write of “A”", "four of “B”". */
function whoWritesOf(themes: readonly Theme[], say: (count: number) => string): string[] {
  return themes.map((theme, at) => {
    const count = theme.count ?? 0;
    if (at > 0) return `${say(count)} of ${title(theme)}`;
    return `${say(count)} ${count === 1 ? "person writes" : "people write"} of ${title(theme)}`;
  });
}

/** "“A” and “B” (six people each), then “C” (four)". */
function mostOften(themes: readonly Theme[], say: (count: number) => string): string {
  const [first] = themes;
  const leading = themes.filter(({ count }) => count === first?.count);
  const rest = themes.slice(leading.length);
  const people = `${say(first?.count ?? 0)} people${leading.length > 1 ? " each" : ""}`;
  const most = `${listed(leading.map(title))} (${people})`;
  if (rest.length === 0) return most;
  return `${most}, then ${listed(rest.map((theme) => `${title(theme)} (${say(theme.count ?? 0)})`))}`;
}

export function textPosition(section: SectionOfKind<"text">): Sentence {
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
