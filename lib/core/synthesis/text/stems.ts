import type { Language } from "./language";

const VOWEL = /[aeiouy]/u;

/**
 * Light stemming: folds inflections that a reader takes for the same word, and leaves derivations of another meaning
 * apart. A stem is a key for counting, never shown.
 */
export function stem(word: string, language: Language): string {
  if (word.length > 40) return word;
  if (word.length < 4) return language === "en" ? (ENGLISH_IRREGULAR.get(word) ?? word) : word;
  switch (language) {
    case "en":
      return english(word);
    case "de":
      return german(word);
    case "fr":
      return romance(word, FRENCH);
    case "es":
      return romance(word, SPANISH);
    default:
      return word;
  }
}

/** Forms of a word, and close relations that readers take for it, which no ending tells: the first stands for all. */
const ENGLISH_IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    "child children|man men|woman women|person people persons|life lives|foot feet|tooth teeth|mouse mice|datum data|" +
    "criterion criteria|crisis crises|analyse analyze analysis analyses|spend spent|pay paid|lose lost loss losses|" +
    "choose chose chosen choosing choice choices|sell sold sale sales|buy bought|teach taught|fight fought|build built|" +
    "grow grew grown growth|know knew known|think thought|speak spoke spoken speech|write wrote written|" +
    "break broke broken|wear wore worn|feed fed|lead led|keep kept|hold held|begin began begun|rise rose risen|" +
    "fall fell fallen|drive drove driven|find found|die dying death deaths dead|live living lived alive|high height|" +
    "long length|strong strength|poor poverty|free freedom freely|safe safety unsafe|true truth|believe belief beliefs|" +
    "prove proof|grieve grief|good better best|bad worse worst|" +
    // Words that their endings would fold into others: "polite" is no politics, "important" no import.
    "polite politely politeness|experiment experiments experimental experimentally|university universities|organ organs|" +
    "generation generations|important importance importantly|department departments|apartment apartments|" +
    "committee committees|secretary secretaries|international internationally|relative relatively"
  )
    .split("|")
    .flatMap((line) => {
      const [first = "", ...others] = line.split(" ");
      return [first, ...others].map((word) => [word, first] as const);
    }),
);

/** Endings that make one word of another, longest first; what is left must keep four letters. */
const ENGLISH_DERIVED: readonly (readonly [string, string])[] = [
  ["istically", ""],
  ["ization", "iz"],
  ["isation", "iz"],
  ["ational", ""],
  ["ionally", ""],
  ["ability", ""],
  ["ibility", ""],
  ["ousness", "ous"],
  ["iveness", "iv"],
  ["fulness", ""],
  ["ically", ""],
  ["istic", ""],
  ["ation", ""],
  ["ative", ""],
  ["atory", ""],
  ["ition", "it"],
  ["itive", "it"],
  ["ional", ""],
  ["iness", ""],
  ["ement", ""],
  ["ities", ""],
  ["icity", ""],
  ["ician", ""],
  ["ator", ""],
  ["ical", ""],
  ["ment", ""],
  ["ness", ""],
  ["ance", ""],
  ["ence", ""],
  ["ancy", ""],
  ["ency", ""],
  ["able", ""],
  ["ible", ""],
  ["ally", ""],
  ["ious", ""],
  ["less", ""],
  ["ship", ""],
  ["hood", ""],
  ["ism", ""],
  ["ist", ""],
  ["ity", ""],
  ["ive", ""],
  ["ion", ""],
  ["ial", ""],
  ["ful", ""],
  ["ous", ""],
  ["dom", ""],
  ["ize", ""],
  ["ise", ""],
  ["ate", ""],
  ["ary", ""],
  ["ory", ""],
  ["ily", ""],
  ["ant", ""],
  ["ent", ""],
  ["iz", ""],
  ["is", ""],
  ["ly", ""],
  ["al", ""],
  ["ic", ""],
  ["cy", ""],
  ["er", ""],
  ["or", ""],
];
const SHORTEST_STEM = 4;

function english(word: string): string {
  let stemmed = word.replace(/['’]s?$/u, "");
  const irregular = ENGLISH_IRREGULAR.get(stemmed);
  if (irregular !== undefined) return irregular;
  if (stemmed.endsWith("ies") && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(?:ss|x|z|ch|sh)es$/u.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (/[^sui]s$/u.test(stemmed)) stemmed = stemmed.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    const base = stemmed.slice(0, -ending.length);
    if (stemmed.endsWith(ending) && base.length >= 3 && VOWEL.test(base)) {
      stemmed = /([^aeiouylsz])\1$/u.test(base) ? base.slice(0, -1) : base;
      break;
    }
  }
  const uninflected = ENGLISH_IRREGULAR.get(stemmed);
  if (uninflected !== undefined) return uninflected;
  for (const [ending, other] of ENGLISH_DERIVED) {
    const left = stemmed.length - ending.length + other.length;
    if (left >= SHORTEST_STEM && stemmed.endsWith(ending)) {
      stemmed = stemmed.slice(0, stemmed.length - ending.length) + other;
      break;
    }
  }
  if (stemmed.length > SHORTEST_STEM && /[ei]$/u.test(stemmed)) stemmed = stemmed.slice(0, -1);
  if (stemmed.length > SHORTEST_STEM && stemmed.endsWith("at")) stemmed = stemmed.slice(0, -2);
  if (stemmed.length > 5 && stemmed.endsWith("y")) stemmed = stemmed.slice(0, -1);
  return stemmed;
}

function german(word: string): string {
  const folded = word
    .replace(/ä/gu, "a")
    .replace(/ö/gu, "o")
    .replace(/ü/gu, "u")
    .replace(/ß/gu, "ss");
  for (const ending of [
    "ungen",
    "heiten",
    "keiten",
    "ern",
    "est",
    "ung",
    "em",
    "en",
    "er",
    "es",
    "st",
    "e",
    "s",
    "n",
    "t",
  ]) {
    if (folded.endsWith(ending) && folded.length - ending.length >= 4) {
      return folded.slice(0, -ending.length);
    }
  }
  return folded;
}

const FRENCH = [
  "issements",
  "issement",
  "atrices",
  "ateurs",
  "ations",
  "ements",
  "atrice",
  "ateur",
  "ation",
  "ement",
  "euses",
  "ments",
  "ances",
  "ences",
  "euse",
  "ment",
  "ance",
  "ence",
  "ives",
  "ités",
  "ants",
  "ents",
  "ées",
  "ité",
  "aux",
  "ive",
  "ifs",
  "ant",
  "ent",
  "ait",
  "ées",
  "és",
  "ée",
  "er",
  "es",
  "if",
  "al",
  "ez",
  "é",
  "e",
  "s",
  "x",
];
const SPANISH = [
  "amientos",
  "imientos",
  "amiento",
  "imiento",
  "aciones",
  "adoras",
  "adores",
  "ación",
  "mente",
  "idades",
  "antes",
  "encia",
  "ancia",
  "ables",
  "ibles",
  "ando",
  "iendo",
  "idad",
  "ados",
  "adas",
  "idos",
  "idas",
  "ante",
  "able",
  "ible",
  "ado",
  "ada",
  "ido",
  "ida",
  "ar",
  "er",
  "ir",
  "es",
  "os",
  "as",
  "s",
  "o",
  "a",
  "e",
];

function romance(word: string, endings: readonly string[]): string {
  const base = word.replace(/^(?:[cdjlmnst]|qu)['’]/u, "");
  for (const ending of endings) {
    if (base.endsWith(ending) && base.length - ending.length >= 4) {
      return unaccented(base.slice(0, -ending.length));
    }
  }
  return unaccented(base);
}

function unaccented(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}
