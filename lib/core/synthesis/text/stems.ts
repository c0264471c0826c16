import type { Language } from "./language";

const VOWEL = /[aeiouy]/u;

/**
 * Light stemming: folds inflections that a reader takes for the same word, and leaves derivations of another meaning
 * apart. A stem is a key for counting, never shown.
 */
export function stem(word: string, language: Language): string {
  if (word.length > 40 || word.length < 4) return word;
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

const ENGLISH_DERIVED: readonly (readonly [string, string])[] = [
  ["ization", "ize"],
  ["isation", "ize"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["iveness", "ive"],
  ["ational", "ate"],
  ["ability", "able"],
  ["ibility", "ible"],
  ["iness", "y"],
  ["ation", "ate"],
  ["ement", "e"],
  ["ising", "ize"],
  ["ities", "ity"],
  ["ment", ""],
  ["ness", ""],
  ["tion", "t"],
  ["sion", "s"],
  ["ally", "al"],
  ["ity", ""],
  ["ive", ""],
  ["ate", ""],
  ["ise", "ize"],
  ["ful", ""],
  ["ous", ""],
  ["ly", ""],
  ["al", ""],
  ["er", ""],
  ["or", ""],
];

function english(word: string): string {
  let stemmed = word.replace(/['’]s?$/u, "");
  if (stemmed.endsWith("ies") && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/u.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (/[^sui]s$/u.test(stemmed)) stemmed = stemmed.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    const base = stemmed.slice(0, -ending.length);
    if (stemmed.endsWith(ending) && base.length >= 3 && VOWEL.test(base)) {
      stemmed = /([^aeiouylsz])\1$/u.test(base) ? base.slice(0, -1) : base;
      break;
    }
  }
  for (const [ending, other] of ENGLISH_DERIVED) {
    if (stemmed.endsWith(ending) && stemmed.length - ending.length >= 4) {
      stemmed = stemmed.slice(0, -ending.length) + other;
      break;
    }
  }
  if (stemmed.length > 6 && stemmed.endsWith("at")) stemmed = stemmed.slice(0, -2);
  if (stemmed.length > 3 && stemmed.endsWith("e")) stemmed = stemmed.slice(0, -1);
  if (stemmed.length > 3 && stemmed.endsWith("y")) stemmed = `${stemmed.slice(0, -1)}i`;
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
