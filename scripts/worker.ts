// `npm run worker`: sends mail and regenerates syntheses. Several may run at once.
import { constants, setPriority } from "node:os";
import { mailRenderers } from "@/lib/jobs/mail/renderers";
import { startWorker } from "@/lib/jobs/worker";
import { env, SettingsError } from "@/lib/platform/env";

try {
  env();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}

// Whoever waits for a page or a save comes before what nobody waits for.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const worker = await startWorker(mailRenderers);
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
