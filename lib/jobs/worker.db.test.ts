import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";
import type { MailRenderer } from "./mail/rendering";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

const { db, transaction } = await import("@/lib/platform/db");
const { queueMail } = await import("@/lib/platform/outbox");
const { closeQueue } = await import("@/lib/platform/queue");
const { startWorker } = await import("./worker");

const renderers: Record<string, MailRenderer> = {
  "sign-in": async (message) => ({
    to: { name: "", address: message.userEmail ?? "" },
    subject: "Sign in",
    text: "Words",
    html: "<p>Words</p>",
  }),
};
const workers = await Promise.all([startWorker(renderers), startWorker(renderers)]);

beforeAll(() => server.start());
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});

function queue(from: number, to: number): Promise<void> {
  return transaction(async (tx) => {
    for (let n = from; n < to; n += 1) {
      await queueMail(tx, {
        template: "sign-in",
        dedupeKey: `sign-in:${n}`,
        userEmail: `expert-${n}@example.org`,
      });
    }
  });
}

const sent = () => db().outboxMessage.count({ where: { status: "sent" } });
const within = (seconds: number) => ({ timeout: seconds * 1000, interval: 100 });

it("two workers send each mail once, within seconds", async () => {
  await queue(0, 30);
  await vi.waitFor(async () => expect(await sent()).toBe(30), within(10));
  const recipients = server.received.map((mail) => /^To: (.+)$/m.exec(mail)?.[1]?.trim());
  expect(new Set(recipients).size).toBe(30);
  expect(recipients).toHaveLength(30);
}, 20_000);

it("mail waits for a mail server that is away, and leaves once when it is back", async () => {
  await server.stop();
  server.received.length = 0;
  await queue(30, 33);
  const tried = () =>
    db().outboxMessage.count({ where: { attempts: { gte: 1 }, status: "queued" } });
  await vi.waitFor(async () => expect(await tried()).toBe(3), within(10));
  await server.start();
  await vi.waitFor(async () => expect(await sent()).toBe(33), within(20));
  expect(server.received).toHaveLength(3);
}, 40_000);
