import { spawn } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import type { MailServer } from "@/e2e/support/mail-server";
import type { Row } from "../measurement";

export const name = "mail: the worker is killed at random moments, and started again";

const root = path.resolve(import.meta.dirname, "../..");

/** What became of invitations whose worker was killed again and again. */
export type Outcome = {
  /** How many mails each address got. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** Rows by status, in the end. */
  readonly sent: number;
  readonly unknown: number;
  /** Addresses of the unknown ones. */
  readonly unknownAddresses: readonly string[];
};

/** A worker process that is ours to kill. */
function startWorkerProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    cwd: root,
    env: process.env,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    async kill(signal: "SIGKILL" | "SIGTERM") {
      child.kill(signal);
      await ended;
    },
  };
}

/**
 * Queues one invitation each for `people` and kills (SIGKILL) the worker after each of `stops` mails has arrived, on top
 * of those before; the last worker is left alone until nothing waits. Wants DATABASE_URL, SMTP_URL and SECRET in the
 * environment, and the server behind SMTP_URL.
 */
export async function sendUnderKills(
  server: MailServer,
  people: number,
  stops: readonly number[],
): Promise<Outcome> {
  const { db, transaction } = await import("@/lib/platform/db");
  const { queueMails } = await import("@/lib/platform/outbox");
  const { invitationTokenHash } = await import("@/lib/invitations/links");
  const survey = await db().survey.create({
    data: { slug: crypto.randomUUID(), title: "Killed", status: "open", openedAt: new Date() },
  });
  const invitations = Array.from({ length: people }, (_, n) => {
    const id = crypto.randomUUID();
    return {
      id,
      surveyId: survey.id,
      name: `Respondent ${n}`,
      email: `respondent-${n}@example.org`,
      tokenHash: invitationTokenHash({ id, generation: 1 }),
    };
  });
  await db().invitation.createMany({ data: invitations });
  await transaction((tx) =>
    queueMails(
      tx,
      invitations.map(({ id }) => ({
        template: "invitation",
        dedupeKey: `invitation:${id}:1`,
        surveyId: survey.id,
        invitationId: id,
      })),
    ),
  );
  const where = { surveyId: survey.id };
  const waiting = () =>
    db().outboxMessage.count({ where: { ...where, status: { in: ["queued", "sending"] } } });
  const until = async (holds: () => Promise<boolean> | boolean, why: string) => {
    const deadline = Date.now() + 120_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`${why} did not come about in two minutes`);
      await server.nextEvent(50);
    }
  };
  for (const stop of stops) {
    const target = Math.min(people, server.received.length + stop);
    const worker = startWorkerProcess();
    await until(
      async () => server.received.length >= target || (await waiting()) === 0,
      `mail ${target}`,
    );
    await worker.kill("SIGKILL");
    // What the dead worker had leased comes free with time; here time is driven.
    await db().outboxMessage.updateMany({
      where: { ...where, status: "queued" },
      data: { nextAttemptAt: new Date() },
    });
  }
  const last = startWorkerProcess();
  await until(async () => (await waiting()) === 0, "an empty outbox");
  await last.kill("SIGTERM");

  const arrivals = new Map<string, number>();
  for (const mail of server.received) {
    const to = /^To: .*?([^\s<>]+@[^\s<>]+)/m.exec(mail)?.[1] ?? "?";
    arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  }
  const unknown = await db().outboxMessage.findMany({
    where: { ...where, status: "unknown" },
    select: { invitation: { select: { email: true } } },
  });
  return {
    arrivals,
    sent: await db().outboxMessage.count({ where: { ...where, status: "sent" } }),
    unknown: unknown.length,
    unknownAddresses: unknown.flatMap(({ invitation }) => invitation?.email ?? []),
  };
}

/** @throws Error where a mail was lost or came twice. */
export function judge(outcome: Outcome, people: number): void {
  const twice = [...outcome.arrivals].filter(([, count]) => count > 1);
  if (twice.length > 0) throw new Error(`${twice.length} mails came twice`);
  if (outcome.sent + outcome.unknown !== people) {
    throw new Error(
      `${people - outcome.sent - outcome.unknown} mails are neither sent nor unknown`,
    );
  }
  const unknown = new Set(outcome.unknownAddresses);
  const arrivedOf = (known: boolean) =>
    [...outcome.arrivals.keys()].filter((address) => unknown.has(address) !== known).length;
  if (arrivedOf(true) !== outcome.sent) {
    throw new Error(`${outcome.sent} are called sent, ${arrivedOf(true)} of these arrived`);
  }
}

/** A thousand invitations under forty kills at random moments. */
export async function run(): Promise<readonly Row[]> {
  const { startTemporaryDatabase } = await import("@/e2e/support/test-database");
  const { mailServer } = await import("@/e2e/support/mail-server");
  const { freePort } = await import("@/lib/platform/network");
  const people = 1_000;
  const kills = 40;
  const port = await freePort();
  const server = mailServer(port);
  await server.start();
  const database = await startTemporaryDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SITE_URL: "http://localhost:3000",
    SECRET: "a-secret-that-only-this-soak-knows-0123456789",
    LOG_LEVEL: "silent",
  });
  const { db } = await import("@/lib/platform/db");
  const { closeQueue } = await import("@/lib/platform/queue");
  try {
    const [stops = []] = fc.sample(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: kills, maxLength: kills }),
      1,
    );
    const outcome = await sendUnderKills(server, people, stops);
    judge(outcome, people);
    const called = "invitations under kills";
    return [
      { figure: `${called}: sent once`, value: outcome.sent, unit: "mails" },
      { figure: `${called}: kills`, value: kills, unit: "" },
      {
        figure: `${called}: left for the author to decide`,
        value: outcome.unknown,
        unit: "mails",
        target: { of: "value", atMost: kills * 16 },
      },
    ];
  } finally {
    await closeQueue();
    await db().$disconnect();
    await database.stop();
    await server.stop();
  }
}
