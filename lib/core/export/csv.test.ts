import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "./clean-text";
import { answersCsv, toCsv } from "./csv";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { sampleSynthesis } from "./sample-synthesis.fixture";

function read(csv: string): string[][] {
  return parse(csv, { record_delimiter: "\r\n", skip_empty_lines: false });
}

describe("toCsv", () => {
  it("quotes what needs it and ends every row with CRLF", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ["x,y", 'say "so"'],
          [1, null],
        ],
      ),
    ).toBe('a,b\r\n"x,y","say ""so"""\r\n1,\r\n');
    expect(toCsv(["only"], [[""]])).toBe('only\r\n""\r\n');
  });

  it("puts an apostrophe before what a spreadsheet would compute", () => {
    const cells = ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", -3, "a=1"];
    expect(
      read(
        toCsv(
          ["h"],
          cells.map((cell) => [cell]),
        ),
      )
        .slice(1)
        .flat(),
    ).toEqual(["'=1+1", "'+1", "'-1", "'@A1", "'\tx", "'\nx", "'-3", "a=1"]);
  });

  it("reads back to the same cells, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostileText, { minLength: 3, maxLength: 3 }), { maxLength: 5 }),
        (rows) => {
          const csv = toCsv(["a", "b", "c"], rows);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
          expect(csv).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
          const back = read(csv);
          expect(back.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
          expect(back.slice(1)).toEqual(
            rows.map((row) =>
              row.map(
                (cell) =>
                  (/^[=+\-@\t\r]/.test(cell) || /^[=+\-@\t]/.test(cleanText(cell)) ? "'" : "") +
                  cleanText(cell),
              ),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("answersCsv", () => {
  it("has a row for each answer that is shown, marked where it is fictional", () => {
    const [head, ...rows] = read(answersCsv(sampleSynthesis()));
    expect(head).toEqual(
      "note,question,prompt,shown_as,role,value,value_in_words,confidence,low,high,text,attribution,interests,works".split(
        ",",
      ),
    );
    expect(rows.map((row) => [row[1], row[3], row[5], row[6]])).toEqual([
      ["influence", "Respondent A", "4", "Probably"],
      ["influence", "a researcher at a laboratory", "1", "Definitely not"],
      ["gap", "Respondent A", "science;other:Money", "Basic science, Money"],
      ["in-time", "Respondent B", "35", "35\u00A0%"],
    ]);
    expect(rows.every((row) => row[0] === "fictional respondent")).toBe(true);
  });

  it("holds text only where it may be quoted, and nothing of answers that are only counted", () => {
    const sample = sampleSynthesis();
    const hidden = sample.answers.map((answer) => ({
      ...answer,
      id: `${answer.id}-x`,
      attribution: "aggregate" as const,
      text: "counted only",
    }));
    const csv = answersCsv({ ...sample, answers: [...sample.answers, ...hidden] });
    expect(csv).not.toContain("would not have printed");
    expect(csv).not.toContain("counted only");
    expect(csv).not.toContain("r1");
  });

  it("gives the author every answer with its respondent in the private form", () => {
    const csv = answersCsv({ ...sampleSynthesis(), private: true });
    expect(read(csv)[0]?.slice(0, 2)).toEqual(["note", "respondent"]);
    expect(csv).toContain("would not have printed");
  });

  it("keeps its shape under hostile words", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
        const rows = read(answersCsv(sampleSynthesis(inTurn(texts))));
        expect(rows.map((row) => row.length)).toEqual([14, 14, 14, 14, 14]);
      }),
      { numRuns: 200 },
    );
  });
});
