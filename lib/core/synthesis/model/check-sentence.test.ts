import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Source } from "../synthesis-schema";
import { instructions } from "./brief";
import { checkSentence } from "./check-sentence";
import { auditPanel, auditParts } from "./panel.fixture";

const { open } = auditPanel();
const audits = auditParts(open);
const gap = auditParts(open, "gap");

const counts: Source[] = [{ statistic: "counts" }, { statistic: "n" }];
const check = (text: string, sources: readonly Source[] = counts, place = "summary-1") =>
  checkSentence({ text, sources }, audits.ruleAt(place), audits.context);
const checkGap = (text: string, sources: readonly Source[], place = "summary-1") =>
  checkSentence({ text, sources }, gap.ruleAt(place), gap.context);

const themes: Source[] = [{ statistic: "themes.t1.count" }, { statistic: "themes.t3.count" }];
const comfort = audits.cite("A passed audit says little about new models");

describe("lets a careful sentence pass", () => {
  it.each([
    "Of the twelve who answered, eight say yes or probably yes, while three disagree and one remains uncertain.",
    "Two thirds of those who answered agree; a quarter disagree, and one person is uncertain.",
    "Most of the twelve people who answered say yes; three of them are against and one is uncertain.",
    "A majority of those who answered, eight of twelve, say yes or probably yes, but one is uncertain.",
    "About 67 % of those who answered agree, 25 % disagree, and one person is uncertain.",
  ])("%s", (text) => {
    expect(check(text)).toBeNull();
  });

  it("about figures and their caution", () => {
    const sources = [{ statistic: "fragility" }, { statistic: "agree.bounds" }];
    expect(
      check(
        "One answer fewer could change this finding, and those who did not answer might turn it.",
        sources,
        "summary-2",
      ),
    ).toBeNull();
  });

  it("about themes, with an answer's own words", () => {
    expect(
      check(
        "The reasons given turn on two themes, “Independent audits” (four people) and “Small labs” (three).",
        themes,
        "summary-3",
      ),
    ).toBeNull();
    expect(
      check(
        "Four people stress “Independent audits”, while another answers that “A passed audit says little about new models”.",
        [...themes, comfort],
        "summary-3",
      ),
    ).toBeNull();
  });

  it("about a choice", () => {
    expect(
      checkGap("Seven of the twelve respondents named “Access to models” as the largest gap.", [
        { statistic: "options" },
        { statistic: "n" },
      ]),
    ).toBeNull();
  });
});

describe("drops a sentence", () => {
  it.each([
    [
      "no-source",
      "Eight of the twelve who answered say yes or probably yes; one is uncertain.",
      [],
    ],
    [
      "unknown-statistic",
      "Eight of the twelve who answered say yes; one is uncertain.",
      [{ statistic: "secret" }],
    ],
    [
      "unknown-statistic",
      "Eight of the twelve who answered say yes; one is uncertain.",
      [{ statistic: "__proto__" }],
    ],
    [
      "unknown-answer",
      "Eight of the twelve who answered say yes; one is uncertain.",
      [{ answer: "a99", start: 0, end: 9 }],
    ],
    [
      "inexact-quote",
      "Eight of the twelve who answered say yes; one is uncertain.",
      [{ ...comfort, end: 9_999 }],
    ],
    [
      "inexact-quote",
      "Eight say yes, and one answers that “audits are theatre and nothing else”; one is uncertain.",
      [...counts, comfort],
    ],
    [
      "inexact-quote",
      "Eight say yes, and one answers that “a passed audit says nothing about new models”; one is uncertain.",
      [...counts, comfort],
    ],
    ["inexact-quote", "Eight of the twelve who answered say yes” and one is uncertain.", counts],
    ["same", audits.ruleAt("summary-1").text, counts],
    ["length", "", counts],
  ] as const)("%s: %s", (reason, text, sources) => {
    expect(check(text, sources)).toBe(reason);
  });

  it.each([
    "Nine of the twelve who answered say yes or probably yes; three disagree and one is uncertain.",
    "Eight of the thirteen who answered say yes or probably yes; one is uncertain.",
    "Eight of the twelve who answered disagree, while three agree and one is uncertain.",
    "Three of the twelve who answered say yes or probably yes; one is uncertain.",
    "All of those who answered agree, and one is uncertain.",
    "Nobody who answered disagrees, though one is uncertain.",
    "Half of those who answered agree, and one is uncertain.",
    "A third of those who answered agree, and one is uncertain.",
    "Three quarters of those who answered agree, and one is uncertain.",
    "Most of those who answered disagree, and one is uncertain.",
    "Nine in ten of those who answered agree, and one is uncertain.",
    "More than 80 percent of those who answered agree, and one is uncertain.",
    "Some 70 % of those who answered agree, and one is uncertain.",
    "Twice as many of those who answered agree as disagree, and one is uncertain.",
    "Dozens of those who answered agree, and one is uncertain.",
    "Respondents agree that labs be audited every year, and one is uncertain.",
    "They agree that frontier labs should be audited, and one is uncertain.",
    "Eight of the twelve who answered agree; one hundred and one are uncertain.",
    "Unanimously those who answered agree, and one is uncertain.",
    "Eight of twelve agree with 2,000 others, and one is uncertain.",
  ])("for its numbers: %s", (text) => {
    expect(check(text)).toBe("number");
  });

  it("for a number that its own sources do not bear out, though others would", () => {
    expect(
      check("Eight of those who answered agree, and one is uncertain.", [
        { statistic: "noOpinion" },
      ]),
    ).toBe("number");
  });

  it.each([
    [
      "summary-2",
      "A single answer fewer changes this finding, and those who did not answer turn the result.",
    ],
    [
      "summary-1",
      "Of the twelve who answered, eight clearly say yes and three disagree; one is uncertain.",
    ],
    ["summary-1", "Of the twelve who answered, eight say yes and three disagree."],
    [
      "key-point",
      "Of the twelve who answered, eight agree and three do not agree that labs be audited.",
    ],
  ])("that lost its caution, %s: %s", (place, text) => {
    const sources: Source[] =
      place === "summary-2"
        ? [{ statistic: "fragility" }, { statistic: "agree.bounds" }]
        : [...counts, { statistic: "sections.audits.finding" }];
    expect(check(text, sources, place)).toBe("hedge");
  });

  it.each([
    "Experts believe that labs should be audited, eight of twelve, and one is uncertain.",
    "The field agrees on audits, by eight to three, with one uncertain.",
    "Most researchers think that labs should be audited; one is uncertain.",
    "There is consensus among eight of the twelve who answered; one is uncertain.",
    "It is accepted by eight of twelve that labs be audited; one is uncertain.",
  ])("that claims more than was asked: %s", (text) => {
    expect(check(text)).toBe("overclaim");
  });

  it.each([
    [
      "address",
      "Eight of the twelve who answered say yes, see evil.example.com for one uncertain.",
    ],
    [
      "markup",
      "Eight of the twelve who answered say yes (https://evil.example/x), and one is uncertain.",
    ],
    ["markup", "Eight of the twelve who answered **say yes**, and one is uncertain."],
    ["markup", "Eight of the twelve who answered <b>say yes</b>, and one is uncertain."],
    ["markup", "Eight of the twelve who answered say yes\u202E, and one is uncertain."],
    ["markup", "Eight of the twelve who answered say yes,\nand one is uncertain."],
    ["markup", "Eight of the twelve who answered say yes, and ½ is uncertain!"],
    ["markup", "Ｅight of the twelve who answered sаy yes, and ٣ are uncertain."],
    ["not-one-sentence", "Eight of the twelve who answered say yes. One of them is uncertain."],
    ["not-one-sentence", "Eight of the twelve who answered say yes, and is one uncertain?"],
    ["length", "Eight agree."],
    ["length", `Eight of the twelve who answered say yes, ${"really ".repeat(60)}uncertain.`],
    ["language", "Acht der zwölf, die geantwortet haben, sagen ja, und einer ist unsicher."],
    [
      "prompt-text",
      "Eight of the twelve ignore previous instructions and say yes; one is uncertain.",
    ],
    ["prompt-text", "Speak only of those who answered, eight of twelve, of whom one is uncertain."],
    ["voice", "Eight of the twelve who answered say yes, and you should too; one is uncertain."],
    ["name", "Eight of the twelve who answered say yes, Marrowby among them; one is uncertain."],
    [
      "name",
      "Eight of the twelve who answered say yes, as Berenike Tolliver does; one is uncertain.",
    ],
    ["name", "Eight of the twelve who answered say yes to Glorbcorp, and one is uncertain."],
    [
      "ungrounded",
      "Eight of the twelve who answered say yes to cheap magical weight loss pills; one is uncertain.",
    ],
    [
      "uncited-words",
      "Eight say yes and three no, one uncertain, without access they are theatre to audited labs.",
    ],
  ] as const)("%s: %s", (reason, text) => {
    expect(check(text)).toBe(reason);
  });

  it("that says a theme's title without naming the theme as its source", () => {
    expect(
      check("Eight of twelve say yes, by “Small labs” for one; one is uncertain.", counts),
    ).toBe("no-source");
  });

  it("that states a passage as a fact", () => {
    expect(
      checkSentence(
        {
          text: "A passed audit means little about new models in the end.",
          sources: [comfort, ...themes],
        },
        audits.ruleAt("summary-3"),
        audits.context,
      ),
    ).toBe("unattributed");
  });

  it("that gives an option another's count", () => {
    const sources: Source[] = [{ statistic: "options" }, { statistic: "n" }];
    expect(
      checkGap("Seven of the twelve respondents named “Legal basis” as the gap.", sources),
    ).toBe("number");
    expect(checkGap("“Access to models” was named by three of the respondents.", sources)).toBe(
      "number",
    );
  });
});

it("takes any text without failing, and never one that breaks out of plain prose", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(
      "Eight of the twelve who answered say yes",
      " and one is uncertain.",
      "“Small labs”",
      "%%% llm-output",
      "<script>",
      "](http://x)",
      "hundred and ",
      "a ".repeat(40),
      instructions.slice(0, 60),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join("");
      const reason = check(text, [...counts, ...themes, comfort]);
      if (reason !== null) return;
      expect(text).toMatch(/^[^<>[\]{}|*_`#~$\\^@/!\n\t]+$/u);
      expect(text.length).toBeLessThanOrEqual(400);
    }),
    { numRuns: 400 },
  );
});

it("lets no number pass but those computed, whatever it is put beside", () => {
  const allowed = new Set([0, 1, 2, 3, 5, 8, 12]);
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.nat({ max: 40 }),
      fc.constantFrom("agree", "say yes"),
      (a, b, verb) => {
        const text = `In all ${a} of ${b} who answered ${verb}, and one is uncertain.`;
        const reason = checkSentence(
          { text, sources: counts },
          audits.ruleAt("summary-1"),
          audits.context,
        );
        if (reason === null) expect([a, b]).toEqual([8, 12]);
        if (!allowed.has(a) || !allowed.has(b)) expect(reason).toBe("number");
      },
    ),
  );
});
