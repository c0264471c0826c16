import { type ChildProcess, fork, spawn } from "node:child_process";
import path from "node:path";
import { startTemporaryDatabase } from "@/e2e/support/test-database";
import type { Row } from "../measurement";

export const name = "mail: invitations that the worker sends in a second";

const mails = 3_000;

/** How often both are measured, in turn: a machine is not equally fast from one second to the next. */
const rounds = 5;
const root = path.resolve(import.meta.dirname, "../..");

type Arrival = { readonly count: number; readonly at: number };

/** A mail server in a process of its own, so that it does not share a thread with whoever sends. */
async function startSink() {
  const child: ChildProcess = fork(path.join(import.meta.dirname, "smtp-sink.js"));
  let arrivals: Arrival[] = [];
  let wake: () => void = () => undefined;
  const port = await new Promise<number>((resolve) =>
    child.on("message", (message: { port: number } | Arrival) => {
      if ("port" in message) return resolve(message.port);
      arrivals.push(message);
      wake();
    }),
  );
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Mails a second, from the first that arrives to the last of `expected`. */
    async rate(expected: number): Promise<number> {
      const deadline = AbortSignal.timeout(120_000);
      while (arrivals.length < expected) {
        deadline.throwIfAborted();
        await new Promise<void>((resolve) => {
          wake = resolve;
          deadline.addEventListener("abort", () => resolve(), { once: true });
        });
      }
      const seconds = ((arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0)) / 1000;
      arrivals = [];
      return (expected - 1) / seconds;
    },
    stop: () => child.disconnect(),
  };
}

/** Runs a script in a process of its own until it has sent `mails`; how many a second. */
async function measure(
  sink: Awaited<ReturnType<typeof startSink>>,
  script: readonly string[],
): Promise<number> {
  const rate = sink.rate(mails);
  const sender = spawn(process.execPath, ["--import", "tsx", ...script], {
    cwd: root,
    env: process.env,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => sender.once("exit", resolve));
  try {
    return await rate;
  } finally {
    sender.kill("SIGTERM");
    await ended;
  }
}

/**
 * Messages a second of a worker, rendering and book-keeping included, beside a bare pooled loop of the same run; each in a
 * process that has sent nothing before.
 */
export async function run(): Promise<readonly Row[]> {
  const sink = await startSink();
  const database = await startTemporaryDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    SMTP_URL: sink.url,
    SITE_URL: "http://localhost:3000",
    SECRET: "a-secret-that-only-this-bench-knows-0123456789",
    LOG_LEVEL: "silent",
  });
  const { db, transaction } = await import("@/lib/platform/db");
  const { queueMails } = await import("@/lib/platform/outbox");
  const { closeQueue } = await import("@/lib/platform/queue");
  const { invitationTokenHash } = await import("@/lib/invitations/links");
  const { composeInvitation } = await import("@/lib/invitations/emails/invitation");
  try {
    const survey = await db().survey.create({
      data: { slug: "bench", title: "How fast?", status: "open", openedAt: new Date() },
      include: { questions: { include: { revisions: true } } },
    });
    const someone = {
      name: "Respondent A",
      email: "a@example.org",
      affiliation: "",
      language: null,
    };
    const sample = await composeInvitation(survey, null, someone, {
      url: "http://localhost:3000/answer/x",
      stopUrl: "http://localhost:3000/answer/stop/x",
    });
    const size = String(sample.text.length + sample.html.length);

    async function queueRound(round: number): Promise<void> {
      const ids = Array.from({ length: mails }, () => crypto.randomUUID());
      await db().invitation.createMany({
        data: ids.map((id, n) => ({
          id,
          surveyId: survey.id,
          name: `Respondent ${n}`,
          email: `respondent-${round}-${n}@example.org`,
          tokenHash: invitationTokenHash({ id, generation: 1 }),
        })),
      });
      await transaction((tx) =>
        queueMails(
          tx,
          ids.map((id) => ({
            template: "invitation",
            dedupeKey: `invitation:${id}:1`,
            surveyId: survey.id,
            invitationId: id,
          })),
        ),
      );
    }

    const measured: { readonly value: number; readonly reference: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = ["scripts/bench/mail/bare.ts", sink.url, size, String(mails)];
      const reference = await measure(sink, bare);
      await queueRound(round);
      measured.push({ reference, value: await measure(sink, ["scripts/worker.ts"]) });
    }
    measured.sort((a, b) => a.value / a.reference - b.value / b.reference);
    const middle = measured[Math.floor(rounds / 2)];
    if (middle === undefined) throw new Error("nothing was measured");
    return [
      {
        figure: `mails sent by a new worker, the middle one of ${rounds} rounds`,
        value: middle.value,
        unit: "mails/s",
        reference: {
          figure: "bare pooled nodemailer loop in a new process",
          value: middle.reference,
        },
        target: { of: "ratio", atLeast: 0.6 },
      },
    ];
  } finally {
    await closeQueue();
    await db().$disconnect();
    await database.stop();
    sink.stop();
  }
}
