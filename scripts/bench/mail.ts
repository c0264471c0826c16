import { type ChildProcess, fork, spawn } from "node:child_process";
import path from "node:path";
import nodemailer from "nodemailer";
import { startTemporaryDatabase } from "@/e2e/support/test-database";
import type { Row } from "../measurement";

export const name = "mail: invitations that the worker sends in a second";

const mails = 3_000;
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

/** A bare loop over nodemailer's own pool: the same number of connections, a message of the same size, no database. */
async function sendBare(url: string, size: number): Promise<void> {
  const pool = nodemailer.createTransport({ url, pool: true, maxConnections: 8, maxMessages: 1e9 });
  const text = "One line of a message that is as long as ours.\n".repeat(Math.ceil(size / 47));
  const sends = Array.from({ length: mails }, (_, n) =>
    pool.sendMail({
      from: "Consilience <consilience@localhost>",
      to: { name: `Respondent ${n}`, address: `respondent-${n}@example.org` },
      subject: "Your view",
      text: text.slice(0, size * 0.3),
      html: text.slice(0, size * 0.7),
    }),
  );
  await Promise.all(sends);
  pool.close();
}

/** Messages a second of the worker, rendering and book-keeping included, beside a bare pooled loop of the same run. */
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
    const ids = Array.from({ length: mails }, () => crypto.randomUUID());
    await db().invitation.createMany({
      data: ids.map((id, n) => ({
        id,
        surveyId: survey.id,
        name: `Respondent ${n}`,
        email: `respondent-${n}@example.org`,
        tokenHash: invitationTokenHash({ id, generation: 1 }),
      })),
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
    const bare = sink.rate(mails);
    await sendBare(sink.url, sample.text.length + sample.html.length);
    const reference = await bare;

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
    const ours = sink.rate(mails);
    const worker = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
      cwd: root,
      env: process.env,
      stdio: "ignore",
    });
    const value = await ours;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGTERM");
    await ended;
    return [
      {
        figure: "mails sent by the worker",
        value,
        unit: "mails/s",
        reference: { figure: "bare pooled nodemailer loop", value: reference },
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
