import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";
import type { MailRenderer } from "./rendering";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { db, transaction } = await import("@/lib/platform/db");
const { env } = await import("@/lib/platform/env");
const { queueMail, queueMails } = await import("@/lib/platform/outbox");
const { closeQueue, openQueue } = await import("@/lib/platform/queue");
const { backoffSeconds, claimMessages, markInterrupted } = await import("./commands");
const { openSender } = await import("./sender");

const renderers: Record<string, MailRenderer> = {
  invitation: async (message) => ({
    to: { name: "Ada Example", address: "ada@example.org" },
    subject: `Message ${message.id}`,
    text: "Words",
    html: "<p>Words</p>",
  }),
  receipt: async () => {
    throw new Error("the words of an answer");
  },
  "sign-in": async () => ({ skip: "the link has expired" }),
};

const now = () => new Date();

/** What a worker does at this time. */
async function deliver(at: () => Date = now): Promise<void> {
  const sender = openSender(renderers, at);
  await sender.drain();
  await sender.stop();
}

let occasion = 0;

async function invited(): Promise<{ invitationId: string; messageId: string }> {
  occasion += 1;
  const survey = await db().survey.create({ data: { slug: `s${occasion}`, title: "A survey" } });
  const invitation = await db().invitation.create({
    data: {
      surveyId: survey.id,
      name: "Ada Example",
      email: "ada@example.org",
      tokenHash: `hash ${occasion}`,
    },
  });
  const dedupeKey = `invitation:${invitation.id}:1`;
  await transaction((tx) =>
    queueMail(tx, { template: "invitation", dedupeKey, invitationId: invitation.id }),
  );
  const message = await db().outboxMessage.findUniqueOrThrow({ where: { dedupeKey } });
  return { invitationId: invitation.id, messageId: message.id };
}

const messageOf = (id: string) => db().outboxMessage.findUniqueOrThrow({ where: { id } });
const invitationOf = (id: string) => db().invitation.findUniqueOrThrow({ where: { id } });

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});
beforeEach(async () => {
  await db().outboxMessage.updateMany({ data: { status: "cancelled" } });
  server.behaviour = "accept";
  server.received.length = 0;
});

describe("queueMail", () => {
  it("writes one row and one job for one occasion, however often it is asked", async () => {
    const queue = await openQueue("sender");
    const before = (await queue.findJobs("mail.send")).length;
    await queue.stop({ graceful: false });
    const { invitationId } = await invited();
    await transaction((tx) =>
      queueMail(tx, {
        template: "invitation",
        dedupeKey: `invitation:${invitationId}:1`,
        invitationId,
      }),
    );
    expect(await db().outboxMessage.count({ where: { invitationId } })).toBe(1);
    const boss = await openQueue("sender");
    const jobs = await boss.findJobs("mail.send");
    await boss.stop({ graceful: false });
    expect(jobs).toHaveLength(before + 1);
    expect(jobs.every(({ data }) => Object.keys(data ?? {}).length === 0)).toBe(true);
  });

  it("leaves nothing behind when its transaction fails", async () => {
    const boss = await openQueue("sender");
    const before = await boss.findJobs("mail.send");
    await expect(
      transaction(async (tx) => {
        await queueMail(tx, { template: "sign-in", dedupeKey: "undone", userEmail: "a@b.org" });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await boss.findJobs("mail.send")).toHaveLength(before.length);
    await boss.stop({ graceful: false });
    expect(await db().outboxMessage.findUnique({ where: { dedupeKey: "undone" } })).toBeNull();
  });
});

describe("a sender", () => {
  it("sends once although many workers take the same job at the same time", async () => {
    const { invitationId, messageId } = await invited();
    await Promise.all(Array.from({ length: 8 }, () => deliver()));
    await deliver();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toContain(`Message-ID: <${messageId}@localhost>`);
    expect(server.received[0]).toContain("multipart/alternative");
    expect(await messageOf(messageId)).toMatchObject({ status: "sent", attempts: 1 });
    expect((await invitationOf(invitationId)).sentAt).not.toBeNull();
  });

  it("keeps a message while the server is away, and sends it when it is back", async () => {
    const { messageId } = await invited();
    await server.stop();
    await deliver();
    const waiting = await messageOf(messageId);
    expect(waiting).toMatchObject({ status: "queued", attempts: 1 });
    expect(waiting.lastError).toContain("ECONNREFUSED");
    await server.start();
    const later = () => new Date(waiting.nextAttemptAt);
    await deliver(later);
    expect(await messageOf(messageId)).toMatchObject({ status: "sent", attempts: 2 });
    expect(server.received).toHaveLength(1);
  });

  it("blames no address where the server wants a login, and does not knock with every message", async () => {
    const messages = [];
    for (let n = 0; n < 30; n += 1) messages.push(await invited());
    server.behaviour = "shut";
    server.turnedAway = 0;
    const from = now();
    await deliver();
    // As many as there are lanes may have been on their way when the first was turned away.
    expect(server.turnedAway).toBeLessThanOrEqual(8);
    for (const { messageId, invitationId } of messages) {
      const waiting = await messageOf(messageId);
      expect(waiting).toMatchObject({ status: "queued", lastError: "530 Authentication required" });
      expect(waiting.nextAttemptAt.getTime()).toBeGreaterThan(from.getTime() + 50_000);
      expect((await invitationOf(invitationId)).bouncedAt).toBeNull();
    }
    server.behaviour = "accept";
    await deliver(() => new Date(now().getTime() + 120_000));
    expect(server.received).toHaveLength(messages.length);
  });

  it("tries again when the server says that it is busy, and keeps its words", async () => {
    const { messageId } = await invited();
    server.behaviour = "busy";
    await deliver();
    const waiting = await messageOf(messageId);
    expect(waiting.status).toBe("queued");
    expect(waiting.lastError).toContain("451 Greylisted, come back");
    // Its second job has a time of its own: until then nobody takes it.
    await deliver();
    expect(await messageOf(messageId)).toMatchObject({ attempts: 1 });
  });

  it("does not try again when the server refuses, and shows the refusal at the invitation", async () => {
    const { invitationId, messageId } = await invited();
    server.behaviour = "refuse";
    await deliver();
    server.behaviour = "accept";
    await deliver();
    expect(await messageOf(messageId)).toMatchObject({ status: "failed", attempts: 1 });
    const invitation = await invitationOf(invitationId);
    expect(invitation.bouncedAt).not.toBeNull();
    expect(invitation.bounceReason).toContain("550 No such mailbox here");
    expect(invitation.sentAt).toBeNull();
  });

  it("does not send again what the server may have taken before it hung up", async () => {
    const { messageId } = await invited();
    server.behaviour = "drop-after-data";
    await deliver();
    server.behaviour = "accept";
    await deliver();
    expect(server.received).toHaveLength(1);
    expect((await messageOf(messageId)).status).toBe("unknown");
  });

  it("keeps a message whose words cannot be rendered, without the reason's words", async () => {
    await transaction((tx) => queueMail(tx, { template: "receipt", dedupeKey: "receipt:x:1" }));
    const { id } = await db().outboxMessage.findUniqueOrThrow({
      where: { dedupeKey: "receipt:x:1" },
    });
    await deliver();
    const message = await messageOf(id);
    expect(message.status).toBe("queued");
    expect(message.lastError).not.toContain("words of an answer");
  });

  it("does not send what is not wanted any more", async () => {
    await transaction((tx) =>
      queueMail(tx, { template: "sign-in", dedupeKey: "sign-in:old", userEmail: "a@b.org" }),
    );
    const { id } = await db().outboxMessage.findUniqueOrThrow({
      where: { dedupeKey: "sign-in:old" },
    });
    await deliver();
    expect(await messageOf(id)).toMatchObject({
      status: "cancelled",
      lastError: "the link has expired",
    });
    expect(server.received).toHaveLength(0);
  });

  it("gives a message up after days", async () => {
    const { messageId } = await invited();
    server.behaviour = "busy";
    await deliver(() => new Date(Date.now() + 4 * 24 * 3600 * 1000));
    expect((await messageOf(messageId)).status).toBe("failed");
  });
});

describe("a worker that died", () => {
  it("leaves its messages unknown, and never sent again", async () => {
    const { messageId } = await invited();
    const startedAt = new Date();
    await db().outboxMessage.update({
      where: { id: messageId },
      data: { status: "sending", startedAt },
    });
    expect(await markInterrupted(startedAt, 1_000)).toBe(0);
    expect(await markInterrupted(new Date(startedAt.getTime() + 5), 0)).toBe(1);
    await deliver();
    expect((await messageOf(messageId)).status).toBe("unknown");
    expect(server.received).toHaveLength(0);
  });

  it("gives back what it took up and had not begun", async () => {
    const { messageId } = await invited();
    const [claimed] = await claimMessages(new Date(), 10);
    expect(claimed?.id).toBe(messageId);
    expect(await claimMessages(new Date(), 10)).toEqual([]);
    const afterItsLease = () => new Date(Date.now() + 61_000);
    await deliver(afterItsLease);
    expect(await messageOf(messageId)).toMatchObject({ status: "sent", attempts: 1 });
  });
});

describe("mails a minute", () => {
  async function queueTo(...domains: string[]) {
    await transaction((tx) =>
      queueMails(
        tx,
        domains.map((domain) => {
          occasion += 1;
          return {
            template: "sign-in",
            dedupeKey: `bounded:${occasion}`,
            userEmail: `a@${domain}`,
          } as const;
        }),
      ),
    );
  }
  const claim = async (at: Date) => (await claimMessages(at, 50)).map((m) => m.userEmail).sort();

  it("are bounded in all and to one domain, over all workers together", async () => {
    await db().outboxMessage.updateMany({ data: { claimedAt: null } });
    Object.assign(env(), { MAILS_PER_MINUTE: 5, MAILS_PER_MINUTE_AND_DOMAIN: 2 });
    try {
      await queueTo("x.org", "x.org", "x.org", "x.org", "y.org", "z.org", "z.org");
      const at = new Date();
      const [one, two] = await Promise.all([claim(at), claim(at)]);
      expect([...one, ...two].sort()).toEqual([
        "a@x.org",
        "a@x.org",
        "a@y.org",
        "a@z.org",
        "a@z.org",
      ]);
      expect(await claim(new Date(at.getTime() + 30_000))).toEqual([]);
      expect(await claim(new Date(at.getTime() + 90_000))).toHaveLength(5);
    } finally {
      Object.assign(env(), { MAILS_PER_MINUTE: 0, MAILS_PER_MINUTE_AND_DOMAIN: 0 });
    }
  });
});

describe("backoffSeconds", () => {
  it("stays short, so that a server that comes back gets its mail within seconds", () => {
    expect([1, 2, 3, 4, 50].map(backoffSeconds)).toEqual([2, 4, 8, 10, 10]);
  });
});
