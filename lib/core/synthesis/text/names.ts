import type { Language } from "./language";
import { tokens } from "./tokens";
import { classInUse, type WordUses } from "./word-uses";

// What may stand as a heading: the name of something, told by the classes of its words and by how they are used.

/** Nouns that name nothing by themselves. */
const EMPTY_NOUNS = new Set(
  (
    "answer answers area areas aspect aspects bit bits bunch case cases cause causes chance comment comments concern concerns " +
    "country countries course day days degree difference differences end ends example examples extent fact facts factor " +
    "factors feature features form forms group groups half hand heart idea ideas impact issue issues item items kind kinds " +
    "direction directions detail details outcome outcomes run runs level levels line lines lot lots majority matter matters moment month months name nature need needs number numbers one " +
    "ones opinion option options order others part parts people person persons place places point points portion position " +
    "problem problems question questions range reader reason reasons result results role rest sense set sets share side sides " +
    "situation situations solution something sort sorts stage statement step steps study term terms thing things time times " +
    "today topic type types use uses value version view views way ways week weeks word words work world year years use usage " +
    "change changes effect effects chunk couple mind room minds sake hour hours minute minutes approach approaches amount " +
    "percent cent whoever whatever amounts addition conclusion context means piece pieces line lack life lives man men woman women guy guys someone"
  ).split(" "),
);
/** Nouns that name nothing as the end of a heading, and something before a link: "role of government". */
const LEADING_ALL_THE_SAME = new Set(
  (
    "lack role use uses effect effects impact life lives work value values change changes need difference differences women " +
    "men rights concerns problems issues approach approaches cause causes"
  ).split(" "),
);
/** Nouns that name something only after a link: "representation of the people". */
const ENDING_ALL_THE_SAME = new Set("people life lives work women men world use".split(" "));
/** Words that judge and do not name: "right direction", "better outcome". */
const JUDGING = new Set("better worse best worst right wrong good bad big great major".split(" "));
/** The few nouns that end as adverbs do. */
const NOUNS_IN_LY = new Set(
  "ally anomaly assembly belly bully family fly jelly lily monopoly oligopoly rally reply supply tally".split(
    " ",
  ),
);
const NUMERALS =
  /^(?:\p{N}.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred|thousand|million|billion|first|second|third|fourth|fifth|half|last|next|other|another|same|such|own|several|certain|different|main)$/u;
/** What may stand between the words of a heading, as a whole. */
const LINKS =
  /^(?:of|in|for|on|to|and|or|between|against|(?:of|in|for|on|to|and|between|against) the|der|des|die|und|für|von|zu|zur|zum|im|in der|de|du|des|de la|de l|et|pour|y|e|en|del|de los|de las|para|por)$/u;
/** Whether a run of words names something: it ends with a noun, begins with what may begin a name, and holds no verb. */
export function isName(
  shown: string,
  phrase: {
    readonly language: Language;
    /** Its words. */
    readonly length: number;
    readonly respondents: ReadonlySet<string>;
  },
  uses: WordUses,
): boolean {
  if (phrase.language === "other") return true;
  const words = shown.split(/\s+/u);
  const last = words[words.length - 1] ?? "";
  if (/['’]s?$/u.test(last)) return false;
  if (words.length === 1) {
    const lower = last.toLowerCase();
    if (EMPTY_NOUNS.has(lower) || NUMERALS.test(lower) || lower.length < 3) return false;
    if (phrase.language === "en" && /ly$/u.test(lower) && !NOUNS_IN_LY.has(lower)) return false;
    return classInUse(last, phrase.language, uses) === "noun";
  }
  if (!mayEnd(words) || !mayBegin(words)) return false;
  const shared = phrase.respondents.size > 1;
  let link: string[] = [];
  let before: string | null = null;
  for (const [place, word] of words.entries()) {
    if (isLink(word)) {
      link.push(word.toLowerCase());
      continue;
    }
    const kind = classInUse(word, phrase.language, uses);
    const end = place === words.length - 1;
    if (kind === "verb" || (end && kind !== "noun")) return false;
    if (place === 0 && (NUMERALS.test(word.toLowerCase()) || /ly$/u.test(word))) return false;
    if (!end && place > 0 && NUMERALS.test(word.toLowerCase())) return false;
    if (link.length > 0) {
      const joint = link.join(" ");
      if (!LINKS.test(joint)) return false;
      const pairs = joint === "and" || joint === "or" || joint === "und" || joint === "et";
      // "recent and severe shocks", but no "proposed in principle".
      if (before !== "noun" && before !== "gerund" && !(pairs && before === "qualifier" && !end))
        return false;
      if (before === "gerund" && joint.startsWith("of")) return false;
    } else if (!shared && before === "noun" && /[^su]s$/u.test(words[place - 1] ?? "")) {
      // "students focus": a noun in the plural qualifies no other, where not several write it so.
      return false;
    } else if (!shared && before === "gerund" && kind === "noun" && end && place === 1) {
      // "spending resources" is what somebody does, where not several write it so.
      return false;
    } else if (before === "noun" && (kind === "participle" || kind === "qualifier")) return false;
    else if (before === "noun" && kind === "gerund" && end) return false;
    before = kind;
    link = [];
  }
  return true;
}

/** Whether each name of a title that others than the rules chose names something, as the rules' own titles do. */
export function isHeading(title: string, language: Language, uses: WordUses): boolean {
  return namesOf(uncapitalized(title)).every((name) => {
    const words = tokens(name, language);
    const first = words[0];
    const phrase = { language, length: words.length, respondents: new Set(["one", "another"]) };
    return first?.key !== undefined && first.key !== "" && isName(name, phrase, uses);
  });
}

/** The names that a title joins, or the whole title where it joins none. */
export function namesOf(title: string): string[] {
  return splitNames(title).filter((_, at) => at % 2 === 0);
}

/** The names of a title with the words that join them in between. */
export function splitNames(title: string): string[] {
  return title.split(/( (?:and|und|et|y) )/u);
}

function mayBegin([first = "", second = ""]: readonly string[]): boolean {
  const lower = first.toLowerCase();
  if (JUDGING.has(lower)) return false;
  return !EMPTY_NOUNS.has(lower) || (LEADING_ALL_THE_SAME.has(lower) && isLink(second));
}

function mayEnd(words: readonly string[]): boolean {
  const last = (words[words.length - 1] ?? "").toLowerCase();
  if (!EMPTY_NOUNS.has(last)) return true;
  const before = words.slice(0, -1).findLast((word) => !/^(?:the|a|an)$/iu.test(word));
  return ENDING_ALL_THE_SAME.has(last) && before !== undefined && isLink(before);
}

const LINK_WORDS = new Set(
  (
    "of in for on to and or between against the a an der des die und für von zu zur zum im de du la l et pour y e en del los " +
    "las para por"
  ).split(" "),
);

export function isLink(word: string): boolean {
  return LINK_WORDS.has(word.toLowerCase());
}

export function uncapitalized(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
