import { describe, expect, it } from "vitest";
import { readText } from "./points";
import { chooseQuotes, type QuoteCandidate, standsAlone } from "./quotes";

const words = (text: string) => text.split(/\s+/).length;
const FULL = "Independent review keeps a safety case from becoming a legal document.";

describe("standsAlone", () => {
  it.each([
    "However, independent review keeps a safety case from becoming a legal document.",
    "This keeps a safety case from becoming a legal document for nobody at all.",
    "First, independent review keeps a safety case from becoming a legal document.",
    "Independent review is needed for the options described above and for others.",
    "The former keeps a safety case from becoming a legal document for nobody.",
    "Would prefer independent review to a long legal document that nobody reads.",
    "As noted in the brief, independent review keeps a safety case honest.",
    "I also believe that independent review keeps a safety case honest and short.",
    "I cannot judge how independent review changes a safety case in practice.",
    "Independent review keeps (as others have said a safety case from becoming legal.",
    "Ask me again when independent review of a safety case has been done.",
    "Jedoch hält eine unabhängige Prüfung den Nachweis von Floskeln frei.",
    "Cependant, une revue indépendante garde le dossier de sûreté honnête.",
    "Sin embargo, una revisión independiente mantiene honesto el informe.",
  ])("is less of %j", (text) => {
    expect(standsAlone(text, words(text))).toBeLessThan(0.6);
  });

  it.each([
    FULL,
    "Policies that are written by lobbyists will not protect anybody for long.",
    "If developers refuse hold points, the forecast should be halved.",
    "Small laboratories cannot pay for three audits in one year.",
  ])("is whole of %j", (text) => {
    expect(standsAlone(text, words(text))).toBeGreaterThanOrEqual(0.9);
  });
});

describe("chooseQuotes", () => {
  const candidate = (
    respondent: string,
    text: string,
    more: Partial<QuoteCandidate> = {},
  ): QuoteCandidate[] =>
    readText(text).sentences.map((sentence) => ({
      answer: Number(respondent.slice(1)),
      respondent,
      text,
      sentence,
      side: null,
      approved: false,
      ...more,
    }));
  const keysOf = (text: string) =>
    readText(text).sentences.flatMap(({ tokens }) => tokens.map(({ key }) => key).filter(Boolean));
  const focus = (side: -1 | 1 | null = null) => ({
    weights: new Map(keysOf(FULL).map((key) => [key, 1])),
    title: new Set(keysOf("independent review")),
    side,
  });
  const texts = (chosen: readonly QuoteCandidate[]) =>
    chosen.map(({ text, sentence }) => text.slice(sentence.start, sentence.end));

  it("shows fewer rather than a sentence that leans on another", () => {
    const chosen = chooseQuotes(
      [
        ...candidate("r1", FULL),
        ...candidate("r2", "But this independent review keeps a safety case legal."),
      ],
      focus(),
      new Map(),
    );
    expect(texts(chosen)).toEqual([FULL]);
  });

  it("quotes what there is where nothing better is", () => {
    const only = "But this independent review keeps a safety case legal.";
    expect(texts(chooseQuotes(candidate("r1", only), focus(), new Map()))).toEqual([only]);
  });

  it("lets nobody speak twice, and the other side last", () => {
    const against = "Independent review of a safety case delays every legal document.";
    const second = "A safety case without independent review is a legal document.";
    const chosen = chooseQuotes(
      [
        ...candidate("r1", `${against} ${FULL}`, { side: -1 }),
        ...candidate("r2", second, { side: 1 }),
      ],
      focus(1),
      new Map(),
    );
    expect(chosen.map(({ respondent }) => respondent)).toEqual(["r2", "r1"]);
  });
});
