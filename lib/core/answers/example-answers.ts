import { toCsv } from "../export/csv";
import type { Question, SurveyDocument } from "../survey/survey-schema";
import { estimateBounds } from "./answer-value";
import { answerColumns } from "./match-columns";

/** A file of one made-up person's answers to every question of a survey, for an author to fill in. */
export function exampleAnswers(survey: SurveyDocument): string {
  return toCsv(
    [...answerColumns, "email"],
    survey.questions.map((question) => {
      const cells: Partial<Record<(typeof answerColumns)[number], string>> = {
        respondent: "1",
        name: "Respondent A",
        role: "Example University",
        question: question.id,
        value: exampleValue(question),
        ...(question.kind === "stance" && question.confidence ? { confidence: "7" } : {}),
        text:
          question.kind === "works"
            ? "A report, one a line"
            : "The reasons, in the person’s words.",
      };
      return [...answerColumns.map((column) => cells[column] ?? ""), "respondent-a@example.org"];
    }),
  );
}

function exampleValue(question: Question): string {
  switch (question.kind) {
    case "stance":
      return String(question.scale.length);
    case "choice":
      return question.options[0]?.id ?? "none";
    case "estimate": {
      const { min, max } = estimateBounds(question);
      const value = Math.ceil(Math.max(min ?? 0, 0));
      // A cell that begins with a minus is read by spreadsheets as something to compute.
      return value >= 0 && (max === null || value <= max) ? String(value) : "none";
    }
    case "works":
    case "text":
      return "";
  }
}
