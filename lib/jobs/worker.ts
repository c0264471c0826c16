import { errorFacts, log } from "@/lib/platform/log";
import { openQueue } from "@/lib/platform/queue";
import { deliverMessage, type MailRenderer, markInterrupted } from "./mail/commands";
import { listOverdueMessageIds } from "./mail/queries";
import { sweepQuoteRounds } from "./quotes/commands";
import { regenerateInTurn } from "./synthesis/commands";

/** Longer than a slow mail server may take: a message in hand for this time has lost its worker. */
const interruptedAfterMs = 3 * 60_000;
const sweepEveryMs = 10_000;
const parallelMails = 4;

export type Worker = { stop(): Promise<void> };

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>) {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}

/** Handles jobs until it is stopped. Stopping waits for what is in hand. */
export async function startWorker(
  renderers: Readonly<Record<string, MailRenderer>>,
): Promise<Worker> {
  const boss = await openQueue("worker");
  const now = () => new Date();
  // Whoever had these in hand is gone, or says so when it is done.
  const interrupted = await markInterrupted(now(), 0);
  if (interrupted > 0) log.warn({ count: interrupted }, "mail with unknown outcome");
  const inHand = new Set<Promise<unknown>>();
  const track = async <T>(work: Promise<T>): Promise<T> => {
    inHand.add(work);
    try {
      return await work;
    } finally {
      inHand.delete(work);
    }
  };
  const deliver = async (messageId: string) => {
    try {
      await deliverMessage(messageId, renderers, now);
    } catch (error) {
      // The sweep looks at it again; the other messages of the batch go on.
      log.error({ messageId, ...errorFacts(error) }, "mail job failed");
    }
  };

  await boss.work<{ messageId: string }>(
    "mail.send",
    { batchSize: 50, pollingIntervalSeconds: 0.5 },
    (jobs) =>
      track(
        inParallel(
          jobs.map((job) => job.data.messageId),
          parallelMails,
          deliver,
        ),
      ),
  );
  await boss.work<{ surveyId: string }>(
    "synthesis.regenerate",
    { batchSize: 100, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      // Submissions that came together need one regeneration: it reads them all.
      for (const surveyId of new Set(jobs.map((job) => job.data.surveyId))) {
        await track(regenerateInTurn(surveyId, now()));
        log.info({ surveyId }, "synthesis regenerated");
      }
    },
  );

  const sweep = async () => {
    const interrupted = await markInterrupted(now(), interruptedAfterMs);
    if (interrupted > 0) log.warn({ count: interrupted }, "mail with unknown outcome");
    const reminded = await sweepQuoteRounds(now());
    if (reminded > 0) log.info({ count: reminded }, "reminded of quotes");
    await inParallel(await listOverdueMessageIds(now(), sweepEveryMs), parallelMails, deliver);
  };
  const timer = setInterval(() => {
    track(sweep()).catch((error: unknown) => log.error(errorFacts(error), "sweep failed"));
  }, sweepEveryMs);
  log.info("worker ready");

  return {
    async stop() {
      clearInterval(timer);
      await boss.stop({ graceful: true, timeout: 5_000 });
      await Promise.allSettled(inHand);
    },
  };
}
