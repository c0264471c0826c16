import { errorFacts, log } from "@/lib/platform/log";
import {
  type Delivery,
  type MailLane,
  messageIdOf,
  openMailLane,
  type RenderedMail,
} from "@/lib/platform/mail";
import { sentAnyhow } from "@/lib/surveys/life/commands";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { coalesce } from "./coalesce";
import {
  beginSending,
  claimMessages,
  type Delivered,
  endUnsent,
  recordDeliveries,
  releaseMessages,
} from "./commands";
import { findArchived } from "./queries";

/** A mail, or why it is not wanted any more. */
export type Rendering = RenderedMail | { readonly skip: string };

/** A template reads what it needs by the message's ids. */
export type MailRenderer = (message: OutboxMessage) => Promise<Rendering>;

/** A template that reads for many messages at once; the answer holds one rendering for each message id. */
export type MailBatchRenderer = {
  readonly renderAll: (
    messages: readonly OutboxMessage[],
  ) => Promise<ReadonlyMap<string, Rendering>>;
};

export type MailRenderers = Readonly<Record<string, MailRenderer | MailBatchRenderer>>;

/** Sends what is due. */
export type Sender = {
  /** Sends until nothing is due. A call while one is under way makes it look once more. */
  drain(): Promise<void>;
  /** Ends after the messages in hand; what was taken up beyond them is given back. */
  stop(): Promise<void>;
};

const lanes = 8;
const chunk = 64;

/** A rendering older than this is made again before it leaves: its reader may have answered or said no meanwhile. */
const freshMs = 500;

type Prepared = {
  readonly message: OutboxMessage;
  rendering: Rendering | null;
  /** When it was rendered. */
  at: Date;
};

/** Renders messages of any templates. Null where a rendering failed: what it reads may be there again at another time. */
async function renderMessages(
  claimed: readonly OutboxMessage[],
  renderers: MailRenderers,
): Promise<ReadonlyMap<string, Rendering | null>> {
  const renderings = new Map<string, Rendering | null>();
  const archived = await findArchived([
    ...new Set(claimed.flatMap(({ surveyId }) => surveyId ?? [])),
  ]);
  const messages = claimed.filter(({ id, surveyId, template }) => {
    if (surveyId === null || !archived.has(surveyId)) return true;
    if (sentAnyhow.some((name) => name === template)) return true;
    renderings.set(id, { skip: "the survey is archived" });
    return false;
  });
  const fail = (error: unknown, list: readonly OutboxMessage[]) => {
    for (const { id } of list) renderings.set(id, null);
    const facts = errorFacts(error);
    log.error({ messageIds: list.map(({ id }) => id), ...facts }, "mail could not be rendered");
  };
  for (const template of new Set(messages.map((message) => message.template))) {
    const renderer = renderers[template];
    const own = messages.filter((message) => message.template === template);
    if (renderer === undefined) {
      for (const { id } of own) renderings.set(id, { skip: "unknown template" });
    } else if ("renderAll" in renderer) {
      await renderer.renderAll(own).then(
        (made) => {
          for (const { id } of own) renderings.set(id, made.get(id) ?? null);
        },
        (error: unknown) => fail(error, own),
      );
    } else {
      for (const message of own) {
        await renderer(message).then(
          (made) => renderings.set(message.id, made),
          (error: unknown) => fail(error, [message]),
        );
      }
    }
  }
  return renderings;
}

/**
 * Opens lanes to the mail server. A message is taken up (leased), rendered, marked as begun before its first byte leaves,
 * sent, and its outcome written down; many of these steps share one statement. A worker that dies leaves unknown at most
 * two messages a lane.
 */
export function openSender(renderers: MailRenderers, now: () => Date): Sender {
  const open: MailLane[] = [];
  const begin = coalesce((ids: readonly string[]) => beginSending(ids, now()));
  const record = coalesce(async (outcomes: readonly Delivered[]) => {
    await recordDeliveries(outcomes, now());
    return outcomes.map(() => undefined);
  });
  let draining: Promise<void> | null = null;
  let lookAgain = false;
  let stopped = false;

  async function prepare(): Promise<readonly Prepared[]> {
    if (stopped) return [];
    const messages = await claimMessages(now(), chunk);
    const renderings = await renderMessages(messages, renderers);
    const at = now();
    return messages.map((message) => ({
      message,
      rendering: renderings.get(message.id) ?? null,
      at,
    }));
  }

  const isStale = ({ at }: Prepared) => now().getTime() - at.getTime() > freshMs;

  /**
   * Renders anew what is stale. All lanes that find something stale share one reading, and what is next is read with it: on
   * a slow machine every mail is stale by its turn, and reading each by itself would make it slower still.
   */
  const renew = coalesce(async (asked: readonly { one: Prepared; rest: readonly Prepared[] }[]) => {
    const next = asked.flatMap(({ one, rest }) => [one, ...rest.slice(0, 2 * lanes)]);
    const stale = [...new Set(next)].filter(isStale);
    const renderings = await renderMessages(
      stale.map(({ message }) => message),
      renderers,
    );
    const at = now();
    for (const one of stale) {
      one.rendering = renderings.get(one.message.id) ?? null;
      one.at = at;
    }
    return asked.map(() => undefined);
  });

  /** Sends one message; null where it does not leave, because it is not wanted any more or another worker has it. */
  async function deliver(
    lane: MailLane,
    prepared: Prepared,
    rest: readonly Prepared[],
  ): Promise<Delivered | null> {
    const { message } = prepared;
    if (isStale(prepared)) await renew({ one: prepared, rest });
    const { rendering } = prepared;
    if (rendering !== null && "skip" in rendering) {
      await endUnsent(message, rendering.skip);
      return null;
    }
    if (!(await begin(message.id))) return null;
    const delivery: Delivery =
      rendering === null
        ? { kind: "later", reason: "the message could not be prepared", answered: false }
        : await lane.send(rendering, messageIdOf(message));
    const { id, template } = message;
    log.info({ messageId: id, template, outcome: delivery.kind }, "mail");
    return { message, delivery };
  }

  /** One lane: takes the next message while the outcome of the last is written down. */
  async function run(lane: MailLane, rest: Prepared[]): Promise<void> {
    let recorded: Promise<unknown> = Promise.resolve();
    for (let next = rest.shift(); next !== undefined; next = stopped ? undefined : rest.shift()) {
      const { id } = next.message;
      // Its lease ends and it is looked at again, or it is found unknown; the others go on.
      const lost = (error: unknown) =>
        log.error({ messageId: id, ...errorFacts(error) }, "mail job failed");
      const outcome = await deliver(lane, next, rest).catch(lost);
      await recorded;
      if (outcome) recorded = record(outcome).catch(lost);
    }
    await recorded;
  }

  async function send(prepared: readonly Prepared[]): Promise<void> {
    const rest = [...prepared];
    while (open.length < Math.min(lanes, rest.length)) open.push(openMailLane());
    await Promise.all(open.map((lane) => run(lane, rest)));
    await releaseMessages(
      rest.map(({ message }) => message.id),
      now(),
    );
  }

  async function drainAll(): Promise<void> {
    try {
      do {
        lookAgain = false;
        // While one chunk is under way the next is read and rendered.
        let next = prepare();
        for (let current = await next; current.length > 0; current = await next) {
          next = prepare();
          next.catch(() => undefined);
          await send(current);
        }
      } while (lookAgain && !stopped);
    } finally {
      // A mail server has better uses for connections than to keep them for mail that may come.
      for (const lane of open.splice(0)) lane.close();
      // In the same step as the last look, so that no call falls between them.
      draining = null;
    }
  }

  return {
    drain() {
      lookAgain = true;
      draining ??= drainAll();
      return draining;
    },
    async stop() {
      stopped = true;
      await draining?.catch(() => undefined);
    },
  };
}
