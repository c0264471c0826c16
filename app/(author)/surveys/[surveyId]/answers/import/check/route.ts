import { isSameOrigin } from "@/lib/platform/request";
import { loadFileReading } from "@/lib/surveys/imports/loaders";

/** Says how a file of answers would be read. Stores nothing. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
) {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const { surveyId } = await params;
  const reading = await loadFileReading(surveyId, await request.formData());
  return reading.ok
    ? Response.json(reading.check)
    : Response.json({ words: reading.words }, { status: reading.status });
}
