// Begun by `npm start` before anything runs: brings the database up to date and takes the first steps on it. In a process of
// its own, because what it loads for that would stay in memory for as long as the product runs.
import path from "node:path";
import { firstSteps, offerSignIn } from "@/lib/jobs/first-steps/commands";
import { env } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate";

/** What was prepared, or why it could not be. */
export type Prepared =
  | {
      readonly migrations: number;
      readonly ownerLink: string | null;
      readonly signInLink: string | null;
    }
  | { readonly problem: string };

async function prepare(): Promise<Prepared> {
  const root = path.resolve(import.meta.dirname, "..");
  const applied = await migrate(root, env().DATABASE_URL).catch((error: unknown) => {
    const words = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { problem: `The database cannot be used: ${words}` };
  });
  if ("problem" in applied) return applied;
  const now = new Date();
  return {
    migrations: applied.length,
    ownerLink: await firstSteps({ root, demo: process.argv.includes("--demo"), now }),
    signInLink: env().SMTP_URL === "none" ? await offerSignIn(now) : null,
  };
}

const prepared = await prepare();
process.send?.(prepared, () => process.exit(0));
