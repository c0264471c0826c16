import { describe, expect, it } from "vitest";
import { parseSurvey } from "../survey/parse-survey";
import { surveyDocumentSchema } from "../survey/survey-schema";
import { templates } from "../survey/templates/catalogue";
import { groupRespondents } from "./entered";
import { exampleAnswers } from "./example-answers";
import { guessColumns } from "./match-columns";
import { parseAnswersCsv, readAnswersFile } from "./parse-answers";

const survey = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "T",
  questions: [
    { id: "s", kind: "stance", prompt: "S?", scale: ["a", "b", "c"] },
    { id: "t", kind: "text", prompt: "T?" },
  ],
});

describe("guessColumns", () => {
  it("takes a column's own name before another's, and each column of the file once", () => {
    expect(
      guessColumns([
        "Participant ID",
        "Full name",
        "E-mail",
        "question",
        "Answer",
        "Comment",
        "id",
      ]),
    ).toEqual({
      respondent: "Participant ID",
      name: "Full name",
      email: "E-mail",
      question: "question",
      value: "Answer",
      text: "Comment",
    });
    expect(guessColumns(["value", "answer"])).toEqual({ value: "value" });
    expect(guessColumns(["", "??"])).toEqual({});
  });
});

describe("readAnswersFile with matched columns", () => {
  const csv = "who,q,score,shoe size\n1,s,3,44\n2,s,4,41\n";

  it("reads the matched columns, leaves out the others, and keeps the numbers of the lines", () => {
    const match = { respondent: "who", question: "q", value: "score" };
    const reading = readAnswersFile(csv, survey, match);
    expect(reading.header).toEqual(["who", "q", "score", "shoe size"]);
    expect(reading.rows.map(({ line, record }) => [line, record?.value ?? null])).toEqual([
      [2, "3"],
      [3, null],
    ]);
    expect(reading.problems).toEqual([
      { at: "line 3, column value", message: "must be 1 to 3, or none" },
    ]);
  });

  it("says which column is not matched, or not there", () => {
    const { problems } = readAnswersFile(csv, survey, { respondent: "who", value: "gone" });
    expect(problems.map(({ message }) => message)).toEqual([
      "the file has no column “gone”",
      "no column of the file is matched to it",
      "no column of the file is matched to it",
    ]);
  });
});

describe("groupRespondents", () => {
  const read = (csv: string) => readAnswersFile(csv, survey).rows;
  const header = "respondent,name,role,question,value,text,attribution,email\n";

  it("puts the rows of a person together, with the first name, role and address that stand there", () => {
    const rows = read(
      `${header}1,,a wording,s,2,,role,\n2,Bo,,t,,Why not.,,Bo@Example.org\n1,Ann,Prof,t,,Because.,,\n`,
    );
    const { respondents, problems } = groupRespondents(rows, []);
    expect(problems).toEqual([]);
    expect(
      respondents.map(({ key, name, role, email, line }) => [key, name, role, email, line]),
    ).toEqual([
      ["1", "Ann", "Prof", null, 2],
      ["2", "Bo", "", "bo@example.org", 3],
    ]);
  });

  it("names two addresses of one person, one address of two, and who is there already", () => {
    const rows = read(
      `${header}1,,,s,2,,,a@example.org\n1,,,t,,x,,b@example.org\n2,,,s,2,,,A@example.org\n3,,,s,1,,,c@example.org\n4,,,s,1,,,d@example.org\n`,
    );
    const known = (email: string, hasAnswers: boolean, revoked: boolean) => ({
      email,
      hasAnswers,
      revoked,
    });
    const { problems } = groupRespondents(rows, [
      known("c@example.org", true, false),
      known("d@example.org", false, true),
    ]);
    expect(problems.map(({ at, message }) => `${at}: ${message}`)).toEqual([
      "line 3, column email: differs from the address of the same respondent on line 2",
      "line 4, column email: is the address of another respondent on line 2",
      "line 5, column email: belongs to somebody whose answers are in this survey already",
      "line 6, column email: belongs to somebody whose invitation was revoked",
    ]);
  });
});

it.each(Object.entries(templates))("the example file for template %s can be imported", (_, one) => {
  const parsed = parseSurvey({ ...one.document, title: "T" });
  if (!parsed.ok) throw new Error("the template is broken");
  const answers = parseAnswersCsv(exampleAnswers(parsed.value), parsed.value);
  expect(answers).toMatchObject({ ok: true });
  expect(answers.ok && answers.value.length).toBe(parsed.value.questions.length);
});
