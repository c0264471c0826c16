import { exampleAnswers } from "@/lib/core/answers/example-answers";
import { loadSurveyDocument } from "@/lib/surveys/loaders";

/** A file of answers to this survey's questions, to be filled in. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
): Promise<Response> {
  const document = await loadSurveyDocument((await params).surveyId);
  return new Response(exampleAnswers(document), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="answers.csv"',
      "Cache-Control": "no-store",
    },
  });
}
