import { log } from "@/lib/platform/log";
import { openQueue } from "@/lib/platform/queue";
import {
  deliverMessage,
  markInterrupted,
  type RenderMail,
  regenerateInTurn,
  wakeOverdue,
} from "./commands";

const sweepEveryMs = 30_000;
/** Longer than every time limit of a connection to the mail server together. */
const longestSendMs = 5 * 60_000;

export type Worker = { stop(): Promise<void> };

/** Works on the queues until it is stopped. */
export async function startWorker(render: RenderMail): Promise<Worker> {
  const boss = await openQueue("worker");
  const interrupted = await markInterrupted(new Date());
  if (interrupted > 0) log.warn({ messages: interrupted }, "mails with an unknown outcome");
  const soon = { pollingIntervalSeconds: 0.5 };

  await boss.work<{ messageId: string }>("mail.send", { ...soon, batchSize: 4 }, async (jobs) => {
    await Promise.all(jobs.map((job) => deliverMessage(job.data.messageId, render)));
  });
  // Several answers to one survey that wait together need one computation.
  await boss.work<{ surveyId: string }>(
    "synthesis.regenerate",
    { ...soon, batchSize: 50 },
    async (jobs) => {
      for (const surveyId of new Set(jobs.map((job) => job.data.surveyId))) {
        await regenerateInTurn(surveyId, new Date());
        log.info({ surveyId }, "synthesis regenerated");
      }
    },
  );

  const sweep = setInterval(() => {
    const now = Date.now();
    Promise.all([
      markInterrupted(new Date(now - longestSendMs)),
      wakeOverdue(new Date(now - 60_000)),
    ]).catch(() => log.error("the outbox could not be swept"));
  }, sweepEveryMs);

  return {
    async stop() {
      clearInterval(sweep);
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
