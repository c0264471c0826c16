import { loadSurveyDocument } from "@/lib/surveys/loaders";

/** The survey as a portable file, `consilience-survey/1`. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
): Promise<Response> {
  const document = await loadSurveyDocument((await params).surveyId);
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="survey.json"',
      "Cache-Control": "no-store",
    },
  });
}
