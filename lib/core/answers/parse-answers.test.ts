import { describe, expect, it } from "vitest";
import { surveyDocumentSchema } from "../survey/survey-schema";
import { parseAnswersCsv } from "./parse-answers";

const survey = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "T",
  questions: [
    { id: "s", kind: "stance", prompt: "S?", scale: ["a", "b", "c", "d", "e"], confidence: true },
    {
      id: "c",
      kind: "choice",
      prompt: "C?",
      options: [
        { id: "x", label: "X" },
        { id: "y", label: "Y" },
      ],
      multiple: true,
      other: true,
    },
    { id: "e", kind: "estimate", prompt: "E?", unit: "year", max: 2100, never: true },
    { id: "w", kind: "works", prompt: "W?" },
  ],
});
const header = "respondent,name,role,question,value,confidence,low,high,text,attribution,quote\n";

function problems(csv: string): string[] {
  const outcome = parseAnswersCsv(csv, survey);
  return outcome.ok ? [] : (outcome.problems ?? []).map((p) => `${p.at}: ${p.message}`);
}

describe("parseAnswersCsv", () => {
  it("reads every kind, with BOM, CRLF, quoted newlines and decomposed accents", () => {
    const csv =
      `\uFEFF${header}r1,Ann,Prof,s,4,7,,,"one\r\ntwo e\u0301",named,yes\n` +
      "r1,Ann,,c,y;other:money;x,,,,,,\nr1,Ann,,e,>2100,,2040,,,,\n";
    const outcome = parseAnswersCsv(csv.replaceAll("\n", "\r\n").replaceAll("\r\r", "\r"), survey);
    expect(outcome.ok && outcome.value.map((a) => [a.value, a.text, a.attribution, a.low])).toEqual(
      [
        ["4", "one\ntwo é", "named", null],
        ["x;y;other:money", "", "aggregate", null],
        [">2100", "", "aggregate", 2040],
      ],
    );
  });

  it("names every bad row by its first line, column and reason", () => {
    const csv =
      `${header}r1,,,s,6,,,,,,\n\nr2,,,s,1,11,,,"a\nb",named,\nr3,,,nope,1,,,,,,maybe\n` +
      "r4,,,s,2,,,,,,\nr4,,,s,2,,,,,,\nr5,,,e,2050,,2060,,,,\nr6,,,s,1,,,\n";
    expect(problems(csv).map((p) => p.split(": ")[0])).toEqual([
      "line 2, column value",
      "line 4, column confidence",
      "line 4, column name",
      "line 6, column question",
      "line 6, column quote",
      "line 8, column respondent",
      "line 9, column low",
      "line 10",
    ]);
  });

  it("refuses broken quoting, missing and unknown columns", () => {
    expect(problems(`${header}r1,,,s,1,,,,"x\n`)[0]).toContain("line 2");
    expect(problems("respondent,question\n")[0]).toContain("column value");
    expect(problems(header.replace("quote", "qoute"))[0]).toContain("unknown column");
    expect(problems("")).toEqual(["line 1: the file has no header row"]);
    expect(problems(`${header}r1,,,w,,,,,"[{""title"":}]",,\n`)[0]).toContain("column text");
  });
});
