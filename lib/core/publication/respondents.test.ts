import { describe, expect, it } from "vitest";
import { sampleSynthesis } from "../export/sample-synthesis.fixture";
import { namedRespondents, sortRespondents } from "./respondents";

const sample = sampleSynthesis();

describe("namedRespondents", () => {
  it("joins the named answers of one person and leaves everybody else out", () => {
    const found = namedRespondents(sample);
    expect(found.map(({ id, name, role }) => [id, name, role])).toEqual([
      ["respondent-a", "Respondent A", "Assurance engineer"],
      ["respondent-b", "Respondent B", ""],
    ]);
    expect([...(found[0]?.answers.keys() ?? [])]).toEqual(["influence", "gap"]);
  });

  it("gives namesakes addresses of their own, and the withdrawn none", () => {
    const [first, , , last] = sample.answers;
    if (!first || !last) throw new Error("the sample has four answers");
    const answers = [
      { ...first, shownAs: "Ádám  Ó", respondent: "x" },
      { ...last, shownAs: "Adam O", role: "Z", respondent: "y" },
      { ...first, shownAs: "withdrawn", respondent: "withdrawn" },
    ];
    expect(namedRespondents({ answers }).map(({ id }) => id)).toEqual(["adam-o", "adam-o-2"]);
  });
});

describe("sortRespondents", () => {
  it("orders by an answer, either way round, with the unanswered last", () => {
    const people = namedRespondents(sample);
    const section = sample.sections.find(({ question }) => question.id === "in-time");
    if (!section) throw new Error("the sample asks for an estimate");
    const names = (descending: boolean) =>
      sortRespondents(people, section, descending).map(({ name }) => name);
    expect(names(false)).toEqual(["Respondent B", "Respondent A"]);
    expect(names(true)).toEqual(["Respondent B", "Respondent A"]);
    expect(sortRespondents(people, null, true).map(({ name }) => name)).toEqual([
      "Respondent B",
      "Respondent A",
    ]);
  });
});
