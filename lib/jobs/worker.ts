import { forgetUnconfirmed } from "@/lib/invitations/nominations/commands";
import { mailServerUrl } from "@/lib/platform/env";
import { errorFacts, log } from "@/lib/platform/log";
import { openQueue } from "@/lib/platform/queue";
import { listDuePlans } from "@/lib/publications/desk/queries";
import { publishPlanned } from "@/lib/publications/plans/commands";
import { endWaiting, markInterrupted } from "./mail/commands";
import type { MailRenderers } from "./mail/rendering";
import { openSender } from "./mail/sender";
import { askForProposals, followDraft } from "./proposals/commands";
import { sweepQuoteRounds } from "./quotes/commands";
import { sweepReminders } from "./reminders/commands";
import { sweepRetention } from "./retention/commands";
import { sweepRounds } from "./rounds/commands";
import { regenerateInTurn } from "./synthesis/commands";

/** Longer than a slow mail server may take: a message in hand for this time has lost its worker. */
const interruptedAfterMs = 3 * 60_000;
const sweepEveryMs = 10_000;

/** Reminders are planned in days: looking for them reads every invitation that waits. */
const remindEveryMs = 60_000;

export type Worker = { stop(): Promise<void> };

/** Handles jobs until it is stopped. Stopping waits for what is in hand. */
export async function startWorker(renderers: MailRenderers): Promise<Worker> {
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
  const sendsMail = mailServerUrl() !== null;
  const sender = openSender(renderers, now);
  const sendDue = async () => {
    if (sendsMail) return sender.drain();
    const count = await endWaiting();
    if (count > 0) log.warn({ count }, "mail ended unsent: this site sends no mail");
  };

  await boss.work("mail.send", { batchSize: 100, pollingIntervalSeconds: 0.5 }, () =>
    track(sendDue()),
  );
  await boss.work<{ surveyId: string }>(
    "synthesis.regenerate",
    { batchSize: 100, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      // Submissions that came together need one regeneration: it reads them all.
      for (const surveyId of new Set(jobs.map((job) => job.data.surveyId))) {
        await track(regenerateInTurn(surveyId, now()));
        await track(followDraft(surveyId));
        log.info({ surveyId }, "synthesis regenerated");
      }
    },
  );

  // A model may think for a minute; the rules' draft stands meanwhile, and nothing else waits for this queue.
  const stopping = new AbortController();
  await boss.work<{ surveyId: string }>(
    "synthesis.propose",
    { batchSize: 1, pollingIntervalSeconds: 1 },
    async (jobs) => {
      for (const surveyId of new Set(jobs.map((job) => job.data.surveyId))) {
        await track(askForProposals(surveyId, now, stopping.signal));
      }
    },
  );

  const publishDue = async (surveyId: string) => {
    const outcome = await publishPlanned(surveyId, now());
    log.info({ surveyId, outcome }, "planned publication");
  };
  await boss.work<{ surveyId: string }>(
    "publication.due",
    { batchSize: 20, pollingIntervalSeconds: 1 },
    async (jobs) => {
      for (const surveyId of new Set(jobs.map((job) => job.data.surveyId))) {
        await track(publishDue(surveyId));
      }
    },
  );

  let remindedAt = 0;
  const sweep = async () => {
    const interrupted = await markInterrupted(now(), interruptedAfterMs);
    if (interrupted > 0) log.warn({ count: interrupted }, "mail with unknown outcome");
    const steps = await sweepRounds(now());
    if (steps > 0) log.info({ count: steps }, "rounds opened or closed");
    const reminded = await sweepQuoteRounds(now());
    if (reminded > 0) log.info({ count: reminded }, "reminded of quotes");
    for (const surveyId of await listDuePlans(now())) await publishDue(surveyId);
    if (now().getTime() - remindedAt >= remindEveryMs) {
      remindedAt = now().getTime();
      await sweepRetention(now());
      const count = await sweepReminders(now());
      if (count > 0) log.info({ count }, "reminders queued");
      const forgotten = await forgetUnconfirmed(now());
      if (forgotten > 0) log.info({ count: forgotten }, "unconfirmed requests deleted");
    }
    // What is due now and has no job: it was planned for later, waited for a bound, or its job was lost.
    await sendDue();
  };
  const sweepNow = () => {
    track(sweep()).catch((error: unknown) => log.error(errorFacts(error), "sweep failed"));
  };
  // At once too: what a worker that died had in hand has no job any more.
  sweepNow();
  const timer = setInterval(sweepNow, sweepEveryMs);
  log.info("worker ready");

  return {
    async stop() {
      clearInterval(timer);
      stopping.abort(new Error("the worker stops"));
      await Promise.all([sender.stop(), boss.stop({ graceful: true, timeout: 5_000 })]);
      await Promise.allSettled(inHand);
    },
  };
}
