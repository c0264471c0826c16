// What a sentence says of numbers, in digits or in words: read so that it can be held against the figures. English alone;
// sentences in other languages are refused before.

/** How exactly a share is said. */
export type Nearness = "exact" | "about" | "over" | "under";

/** One thing a sentence says of a number. */
export type Claim = {
  readonly start: number;
  readonly end: number;
  readonly said:
    | { readonly kind: "number"; readonly value: number; readonly nearness: Nearness }
    | { readonly kind: "share"; readonly value: number; readonly nearness: Nearness }
    /** A share between two others; both ends may be reached. */
    | { readonly kind: "between"; readonly least: number; readonly most: number }
    /** Nothing that is computed: "millions", "twice", "dozens". */
    | { readonly kind: "never" };
};

const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const unit = `(?:${units.join("|")})`;
const ten = `(?:${tens.join("|")})`;
const below100 = `(?:${ten}(?:[- ](?:${units.slice(1, 10).join("|")}))?|${unit})`;
const numberWords = `(?:(?:(?:a|${unit}) )?hundred(?: and ${below100}| ${below100})?|${below100})`;
const digits = "\\d{1,3}(?:[,\\u00A0\\u202F]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";

const nearnessBefore: readonly (readonly [Exclude<Nearness, "exact">, RegExp])[] = [
  [
    "under",
    /\b(?:less than|fewer than|under|below|at most|no more than|up to|barely|not even)\s+(?:a\s+|the\s+)?$/iu,
  ],
  ["over", /\b(?:more than|over|above|at least|no fewer than)\s+(?:a\s+|the\s+)?$/iu],
  [
    "about",
    /\b(?:about|around|roughly|approximately|nearly|almost|close to)\s+(?:a\s+|the\s+)?$/iu,
  ],
];

const fractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  halves: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fourth: 1 / 4,
  fourths: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  sixth: 1 / 6,
  sixths: 1 / 6,
  seventh: 1 / 7,
  sevenths: 1 / 7,
  eighth: 1 / 8,
  eighths: 1 / 8,
  ninth: 1 / 9,
  ninths: 1 / 9,
  tenth: 1 / 10,
  tenths: 1 / 10,
};
const parts = "thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?";

const wordsFor: Readonly<Record<string, readonly [least: number, most: number]>> = {
  all: [1, 1],
  every: [1, 1],
  everyone: [1, 1],
  everybody: [1, 1],
  each: [0, 1],
  unanimous: [1, 1],
  unanimously: [1, 1],
  nobody: [0, 0],
  "no one": [0, 0],
  none: [0, 0],
  neither: [0, 0],
  most: [0.5001, 1],
  mostly: [0.5001, 1],
  majority: [0.5001, 1],
  minority: [0.0001, 0.4999],
  plurality: [0.0001, 1],
  many: [0.3, 1],
  several: [0.0001, 1],
  few: [0.0001, 0.35],
  handful: [0.0001, 0.35],
  some: [0.0001, 1],
};

// The longest first, so that "two thirds of ten" is not read as "two". One pass, no nesting: linear in the sentence.
const claim = new RegExp(
  [
    `(?<percent>(?<![\\w.,])(?:${digits})|\\b${numberWords})(?:\\s|\\u00A0)?(?:%|\\bper ?cent\\b|\\bpercentage points?\\b)`,
    `\\b(?:(?<of>a|an|one|two|three|four|five|six|seven|eight|nine)[- ](?<part>${parts})|(?:a |one )?(?<half>half|halves))\\b`,
    `\\b(?<ratio>${digits}|${numberWords})\\s+(?:in|out of)\\s+(?:every\\s+)?(?<base>${digits}|${numberWords})\\b`,
    `\\b(?<never>twice|thrice|double[ds]?|triple[ds]?|dozens?|scores|hundreds|thousands?|millions?|billions?|countless|(?:${numberWords}|\\d+)[- ](?:times|fold))\\b`,
    `\\b(?<word>no one|${Object.keys(wordsFor).join("|")})\\b`,
    `(?<number>(?<![\\w.,])(?:${digits})(?![\\w]|[.,]\\d)|\\b${numberWords}\\b)`,
  ].join("|"),
  "giu",
);

/** Reads "twenty-one" and "1,234.5". */
function read(words: string): number {
  const plain = words.toLowerCase();
  if (/^\d/.test(plain)) return Number(plain.replace(/[,\u00A0\u202F]/g, ""));
  const [hundreds, rest] = plain.includes("hundred")
    ? [plain.split(" ")[0] ?? "", plain.replace(/^.*?hundred(?: and)?\s*/, "")]
    : ["", plain];
  const small = rest
    .split(/[- ]/)
    .filter(Boolean)
    .reduce((sum, word) => {
      const at = tens.indexOf(word);
      return sum + (at >= 0 ? (at + 2) * 10 : Math.max(0, units.indexOf(word)));
    }, 0);
  if (hundreds === "") return small;
  return 100 * (hundreds === "a" || hundreds === "hundred" ? 1 : units.indexOf(hundreds)) + small;
}

function nearnessOf(before: string): Nearness {
  const words = before.slice(-24);
  return nearnessBefore.find(([, pattern]) => pattern.test(words))?.[0] ?? "exact";
}

/** Words in which "one", "all" or "some" count nobody. */
const idioms =
  /\b(?:one another|on (?:the )?one hand|at all|above all|after all|first of all|not at all|each other|one way or (?:an)?other|some(?:what|times|thing|how)|all in all)\b/giu;

/** Everything a sentence says of numbers, in its order. Quotations are to be blanked before. */
export function claimsOf(sentence: string): Claim[] {
  const plain = sentence.replace(idioms, (words) => " ".repeat(words.length));
  return [...plain.matchAll(claim)].map((match): Claim => {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const near = nearnessOf(plain.slice(0, start));
    const { percent, of, part, half, ratio, base, never, word, number } = groups;
    const share = (value: number): Claim => ({
      start,
      end,
      said: { kind: "share", value, nearness: near },
    });
    if (never !== undefined) return { start, end, said: { kind: "never" } };
    if (percent !== undefined) return share(read(percent) / 100);
    if (part !== undefined && of !== undefined) {
      const times = of === "a" || of === "an" ? 1 : units.indexOf(of.toLowerCase());
      return share(times * (fractions[part.toLowerCase()] ?? Number.NaN));
    }
    if (half !== undefined) return share(1 / 2);
    if (ratio !== undefined && base !== undefined) {
      return share(read(ratio) / read(base));
    }
    if (word !== undefined) {
      const [least, most] = wordsFor[word.toLowerCase()] ?? [Number.NaN, Number.NaN];
      return { start, end, said: { kind: "between", least, most } };
    }
    return { start, end, said: { kind: "number", value: read(number ?? ""), nearness: near } };
  });
}

/** Whether a share is what the sentence says it is. */
export function sharePasses(said: Claim["said"], share: number): boolean {
  switch (said.kind) {
    case "share": {
      const off = share - said.value;
      if (said.nearness === "over") return off > 0 && off < 0.1;
      if (said.nearness === "under") return off < 0 && off > -0.1;
      // Percentages are rounded to whole ones, fractions said as a person would.
      return Math.abs(off) <= (said.nearness === "about" ? 0.04 : 0.005 + Number.EPSILON);
    }
    case "between":
      return share >= said.least && share <= said.most;
    case "number":
    case "never":
      return false;
  }
}

/** Whether a number is what the sentence says it is. */
export function numberPasses(said: Claim["said"], value: number): boolean {
  if (said.kind !== "number") return false;
  const off = value - said.value;
  switch (said.nearness) {
    case "exact":
      return off === 0;
    case "about":
      return Math.abs(off) <= Math.abs(value) * 0.1;
    case "over":
      return off >= 0 && off <= Math.max(1, Math.abs(value) * 0.1);
    case "under":
      return off <= 0 && off >= -Math.max(1, Math.abs(value) * 0.1);
  }
}
