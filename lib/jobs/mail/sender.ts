import { errorFacts, log } from "@/lib/platform/log";
import { type MailLane, messageIdOf, openMailLane } from "@/lib/platform/mail";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { coalesce } from "./coalesce";
import {
  beginSending,
  claimMessages,
  type Delivered,
  type Ending,
  endUnsent,
  recordDeliveries,
  releaseMessages,
} from "./commands";
import { findHeldSendings } from "./queries";
import { type MailRenderers, type Rendering, renderMessages } from "./rendering";

/** Sends what is due. */
export type Sender = {
  /** Sends until nothing is due. A call while one is under way makes it look once more. */
  drain(): Promise<void>;
  /** Ends after the mails that are leaving; what was taken up beyond them is given back. */
  stop(): Promise<void>;
};

/** Connections to the mail server. */
const lanes = 8;

/** How many messages are leased at a time. */
const chunk = 64;

/** How many are rendered at a time, close before their turn. */
const group = 32;

/** The most messages that are marked as begun and not recorded yet: what a worker that dies leaves unknown. */
const mostBegun = 16;

/** Where a mail takes longer than this to hand over, the mark costs nothing beside it, and none is set before its lane is free. */
const quickMs = 50;

/** A rendering older than this is made again before it leaves: its reader may have answered or said no meanwhile. */
const freshMs = 500;

type Prepared = {
  readonly message: OutboxMessage;
  rendering: Rendering | null;
  /** What it was made from was read after this. */
  at: Date;
  /** Its sending was paused or called off, when that was looked at. */
  isHeld: boolean;
};

/**
 * Opens lanes to the mail server. A message is taken up (leased), rendered, marked as begun before its first byte leaves,
 * sent, and its outcome written down. Each step works on what the one before has ready, many messages in one statement,
 * while the lanes are busy. A worker that dies leaves unknown at most `mostBegun` messages (16), whatever the lanes do.
 */
export function openSender(renderers: MailRenderers, now: () => Date): Sender {
  const open: MailLane[] = [];
  const free: MailLane[] = [];
  const claimed: OutboxMessage[] = [];
  const ready: Prepared[] = [];
  const begun: Prepared[] = [];
  const outcomes: Delivered[] = [];
  /** Begun, and not recorded yet. */
  let inHand = 0;
  let onTheWire = 0;
  /** For how long the lanes have lately had a mail in hand. */
  let handOverMs = Number.POSITIVE_INFINITY;
  let mayBeMore = false;
  let stopped = false;
  let failure: unknown = null;
  let draining: PromiseWithResolvers<void> | null = null;
  const underWay = new Set<() => Promise<void>>();

  const fail = (error: unknown) => {
    failure ??= error;
    log.error(errorFacts(error), "mail step failed");
  };

  const isStale = ({ at }: Prepared) => now().getTime() - at.getTime() > freshMs;

  async function claim(): Promise<void> {
    mayBeMore = false;
    const found = await claimMessages(now(), chunk);
    if (found.length > 0) mayBeMore = true;
    claimed.push(...found);
  }

  async function render(): Promise<void> {
    const at = now();
    const messages = claimed.splice(0, group);
    const renderings = await renderMessages(messages, renderers);
    const unwanted: { message: OutboxMessage; reason: string }[] = [];
    for (const message of messages) {
      const rendering = renderings.get(message.id) ?? null;
      if (rendering !== null && "skip" in rendering) {
        unwanted.push({ message, reason: rendering.skip });
      } else {
        ready.push({ message, rendering, at, isHeld: false });
      }
    }
    await endUnsent(unwanted);
  }

  /** How many more messages may be marked now. */
  function room(): number {
    const waiting = begun.length + onTheWire;
    const ahead = handOverMs < quickMs ? mostBegun : lanes - waiting;
    return Math.min(ahead, mostBegun - inHand, ready.length);
  }

  async function begin(): Promise<void> {
    const taken = ready.splice(0, room());
    inHand += taken.length;
    const ids = taken.map(({ message }) => message.id);
    // Where this throws nobody knows whether they are marked: they are found unknown, or looked at again after their lease.
    const isOurs = await beginSending(ids, now());
    taken.forEach((one, at) => {
      if (isOurs[at]) begun.push(one);
      else inHand -= 1;
    });
  }

  async function record(): Promise<void> {
    const list = outcomes.splice(0);
    await recordDeliveries(list, now());
    inHand -= list.length;
  }

  /**
   * Renders anew what is stale. All lanes that find something stale share one reading, and what is next is read with it: on
   * a slow machine every mail is stale by its turn, and reading each by itself would make it slower still.
   */
  const renew = coalesce(async (asked: readonly Prepared[]) => {
    const next = [...asked, ...begun, ...ready.slice(0, 2 * lanes)];
    const stale = [...new Set(next)].filter(isStale);
    const at = now();
    const [renderings, held] = await Promise.all([
      renderMessages(
        stale.map(({ message }) => message),
        renderers,
      ),
      findHeldSendings(stale.flatMap(({ message }) => message.sendingId ?? [])),
    ]);
    for (const one of stale) {
      one.rendering = renderings.get(one.message.id) ?? null;
      one.isHeld = held.has(one.message.sendingId ?? "");
      one.at = at;
    }
    return asked.map(() => undefined);
  });

  /** What becomes of one message that is marked as begun. */
  async function deliver(lane: MailLane, one: Prepared): Promise<Ending> {
    try {
      if (isStale(one)) await renew(one);
    } catch (error) {
      fail(error);
      return { kind: "held" };
    }
    const { message, rendering } = one;
    if (one.isHeld) return { kind: "held" };
    if (rendering === null) {
      return { kind: "later", reason: "the message could not be prepared", answered: false };
    }
    if ("skip" in rendering) return { kind: "unwanted", reason: rendering.skip };
    const from = now().getTime();
    const delivery = await lane.send(rendering, messageIdOf(message));
    const took = now().getTime() - from;
    handOverMs = Number.isFinite(handOverMs) ? handOverMs * 0.8 + took * 0.2 : took;
    return delivery;
  }

  async function occupy(lane: MailLane, one: Prepared): Promise<void> {
    onTheWire += 1;
    const delivery = await deliver(lane, one).catch((error: unknown): Ending => {
      fail(error);
      return { kind: "unknown", reason: "the mail could not be handed over" };
    });
    onTheWire -= 1;
    free.push(lane);
    const { id, template } = one.message;
    log.info({ messageId: id, template, outcome: delivery.kind }, "mail");
    outcomes.push({ message: one.message, delivery });
    goOn();
  }

  /** Starts a step unless it is under way. Where one fails no further message is taken up or begun. */
  function start(step: () => Promise<void>): void {
    if (underWay.has(step)) return;
    underWay.add(step);
    step()
      .catch(fail)
      .finally(() => {
        underWay.delete(step);
        goOn();
      });
  }

  function takeLane(): MailLane | undefined {
    const kept = free.pop();
    if (kept !== undefined || open.length >= lanes) return kept;
    const made = openMailLane();
    open.push(made);
    return made;
  }

  /** Starts whatever can be done now; called whenever a step has ended. */
  function goOn(): void {
    if (draining === null || underWay.has(end)) return;
    const isEnding = stopped || failure !== null;
    if (!isEnding) {
      if (mayBeMore && claimed.length < chunk) start(claim);
      if (claimed.length > 0 && ready.length < group / 2) start(render);
      if (room() > 0) start(begin);
    }
    if (isEnding) {
      for (const { message } of begun.splice(0)) {
        outcomes.push({ message, delivery: { kind: "held" } });
      }
    }
    while (begun[0] !== undefined) {
      const lane = takeLane();
      if (lane === undefined) break;
      void occupy(lane, begun[0]);
      begun.shift();
    }
    if (outcomes.length > 0) start(record);
    if (underWay.size === 0 && onTheWire === 0) start(end);
  }

  async function end(): Promise<void> {
    const unbegun = [...claimed.splice(0), ...ready.splice(0).map(({ message }) => message)];
    const ids = unbegun.map(({ id }) => id);
    await releaseMessages(ids, now());
    if (mayBeMore && !stopped && failure === null) return;
    // A mail server has better uses for connections than to keep them for mail that may come.
    for (const lane of open.splice(0)) lane.close();
    free.length = 0;
    inHand = 0;
    const done = draining;
    const error = failure;
    // In the same step as the last look, so that no call falls between them.
    draining = null;
    failure = null;
    if (error === null) done?.resolve();
    else done?.reject(error);
  }

  return {
    drain() {
      mayBeMore = !stopped;
      draining ??= Promise.withResolvers();
      const { promise } = draining;
      goOn();
      return promise;
    },
    async stop() {
      stopped = true;
      await draining?.promise.catch(() => undefined);
    },
  };
}
