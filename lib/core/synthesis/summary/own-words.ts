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

/** What is said most often in the respondents' own words, in one sentence. */
export function themeSentence(section: Section): Sentence | null {
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
