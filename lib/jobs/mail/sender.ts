import { errorFacts, log } from "@/lib/platform/log";
import { messageIdOf } from "@/lib/platform/mail";
import { type MailLane, openMailServer } from "@/lib/platform/mail-lane";
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
const chunk = 128;

/** How many are rendered at a time, close before their turn: few where it may take long until that comes. */
const groups = { quick: 128, slow: 16 };

/** The most messages that are marked as begun and not recorded yet: what a worker that dies leaves unknown. */
const mostBegun = 16;

/** Where a mail takes longer than this to hand over, the mark costs little beside it, and none is set before its lane is free. */
const quickMs = 50;

/** How many are marked, and recorded, in one statement, unless lanes would have to wait for more. */
const handful = 6;

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
  const server = openMailServer();
  const open: MailLane[] = [];
  const free: MailLane[] = [];
  const claimed: OutboxMessage[] = [];
  const ready: Prepared[] = [];
  const begun: Prepared[] = [];
  const outcomes: Delivered[] = [];
  /** Begun, and not recorded yet. */
  let inHand = 0;
  /** On the way to being marked. */
  let marking = 0;
  let onTheWire = 0;
  /** For how long the lanes have lately had a mail in hand. */
  let handOverMs = Number.POSITIVE_INFINITY;
  let mayBeMore = false;
  let stopped = false;
  let failure: unknown = null;
  let draining: PromiseWithResolvers<void> | null = null;
  let recording: NodeJS.Timeout | null = null;
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
    const messages = claimed.splice(0, groupSize());
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

  const isQuick = () => handOverMs < quickMs;
  const groupSize = () => (isQuick() ? groups.quick : groups.slow);

  /** What has left and is not written down yet. */
  const gone = () => outcomes.filter(({ delivery }) => delivery.kind === "sent");

  /** How many more messages may be marked now, in the statement that also records what is gone. */
  function room(): number {
    const ahead = isQuick() ? mostBegun : lanes - marking - begun.length - onTheWire;
    return Math.min(ahead, mostBegun - inHand + gone().length, ready.length);
  }

  /** Marks messages as begun, and writes down with it what is gone. */
  async function begin(): Promise<void> {
    const taken = ready.splice(0, room());
    const sent = gone();
    for (const one of sent) outcomes.splice(outcomes.indexOf(one), 1);
    inHand += taken.length - sent.length;
    marking += taken.length;
    const idsOf = (list: readonly { message: OutboxMessage }[]) =>
      list.map(({ message }) => message.id);
    try {
      const isOurs = await beginSending(idsOf(taken), now(), idsOf(sent));
      taken.forEach((one, at) => {
        if (isOurs[at]) begun.push(one);
        else inHand -= 1;
      });
    } catch (error) {
      // Whether they are marked nobody knows: they are found unknown, or looked at again after their lease.
      inHand += sent.length;
      outcomes.push(...sent);
      throw error;
    } finally {
      marking -= taken.length;
    }
  }

  /** Two such statements may be on their way to the disk at a time; the database writes them there together. */
  const turns = [() => begin(), () => begin()];

  async function record(): Promise<void> {
    const list = outcomes.splice(0);
    await recordDeliveries(list, now());
    inHand -= list.length;
  }

  /** What no other message takes along to the database is recorded by itself after a moment. */
  function recordSoon(): void {
    recording ??= setTimeout(() => {
      recording = null;
      if (outcomes.length > 0) start(record);
    }, quickMs);
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
    const made = server.openLane();
    open.push(made);
    return made;
  }

  /** Starts whatever can be done now; called whenever a step has ended. */
  function goOn(): void {
    if (draining === null || underWay.has(end)) return;
    const isEnding = stopped || failure !== null;
    if (isEnding) {
      for (const { message } of begun.splice(0)) {
        outcomes.push({ message, delivery: { kind: "held" } });
      }
    } else {
      if (mayBeMore && claimed.length < chunk) start(claim);
      if (claimed.length > 0 && ready.length < groupSize() / 2) start(render);
      for (const turn of turns) {
        if (room() >= handful || (room() > 0 && begun.length === 0)) start(turn);
      }
    }
    while (begun[0] !== undefined) {
      const lane = takeLane();
      if (lane === undefined) break;
      void occupy(lane, begun[0]);
      begun.shift();
    }
    if (outcomes.length > 0) {
      if (isEnding || ready.length === 0 || outcomes.length > gone().length) start(record);
      else recordSoon();
    }
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
    if (recording !== null) clearTimeout(recording);
    recording = null;
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
