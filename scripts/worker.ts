// `npm run worker`: the process that sends mail and keeps drafts of syntheses up to date.
import { renderMail } from "@/lib/jobs/mail-renderers";
import { startWorker } from "@/lib/jobs/worker";
import { db } from "@/lib/platform/db";
import { env, SettingsError } from "@/lib/platform/env";
import { errorFacts, log } from "@/lib/platform/log";
import { closeQueue } from "@/lib/platform/queue";

try {
  env();
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
}

const worker = await startWorker(renderMail);
log.info("worker ready");
process.send?.("ready");

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  try {
    await worker.stop();
    await closeQueue();
    await db().$disconnect();
    process.exit(0);
  } catch (error) {
    log.error(errorFacts(error), "worker did not stop cleanly");
    process.exit(1);
  }
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// Started by `npm start`: without that process nobody would ever stop this one.
process.on("disconnect", stop);
