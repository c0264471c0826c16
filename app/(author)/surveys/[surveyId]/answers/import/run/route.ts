import { errorFacts, log } from "@/lib/platform/log";
import { isSameOrigin } from "@/lib/platform/request";
import { importAnswers } from "@/lib/surveys/imports/commands";
import { loadFileReading } from "@/lib/surveys/imports/loaders";
import type { ImportNews } from "@/lib/surveys/imports/schema";

/** Imports a file of answers, all of it or nothing, and says how far it is: a line of JSON for each piece of news. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
) {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const { surveyId } = await params;
  const reading = await loadFileReading(surveyId, await request.formData());
  if (!reading.ok) return Response.json({ words: reading.words }, { status: reading.status });
  const { actorId, respondents, check } = reading;
  const lines = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (news: ImportNews) => {
        // Whoever left the page is not told; the import goes on, and stands in the list afterwards.
        if (!request.signal.aborted) controller.enqueue(lines.encode(`${JSON.stringify(news)}\n`));
      };
      const refuse = (words: string, problems = check.problems) =>
        tell({ kind: "refused", words, problems });
      try {
        if (check.problemCount > 0) {
          refuse(`${check.problemCount} rows cannot be read. Nothing was stored.`);
        } else {
          const outcome = await importAnswers({
            surveyId,
            actorId,
            respondents,
            now: new Date(),
            progress: (done, total) => tell({ kind: "progress", done, total }),
          });
          if (outcome.ok) tell({ kind: "done", ...outcome.value });
          else if (outcome.reason === "conflict") {
            refuse("Somebody has answered meanwhile. Nothing was stored.", outcome.problems ?? []);
          } else if (outcome.reason === "invalid-input") {
            refuse("The file holds no answers. Nothing was stored.");
          } else if (outcome.reason === "incomplete") {
            refuse("The questions still lack words. Nothing was stored.");
          } else refuse("The survey takes no answers now. Nothing was stored.");
        }
      } catch (error) {
        log.error(errorFacts(error), "import");
        refuse("Something went wrong on our side. Nothing was stored; try again.");
      }
      if (!request.signal.aborted) controller.close();
    },
  });
  return new Response(stream, {
    headers: { "Content-Type": "application/x-ndjson", "X-Accel-Buffering": "no" },
  });
}
