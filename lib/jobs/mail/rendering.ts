import { errorFacts, log } from "@/lib/platform/log";
import type { RenderedMail } from "@/lib/platform/mail";
import { sentAnyhow } from "@/lib/surveys/life/commands";
import type { OutboxMessage } from "@/prisma/generated/client/client";
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

/** Renders messages of any templates. Null where a rendering failed: what it reads may be there again at another time. */
export async function renderMessages(
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
