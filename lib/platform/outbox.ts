import type { Tx } from "./db";
import { enqueue } from "./queue";

export type MailTemplate = "invitation" | "receipt" | "sign-in" | "quotes" | "quotes-reminder";

/** A mail to come: which template, for which records. Words, addresses and links are rendered at sending. */
export type MailRequest = {
  readonly template: MailTemplate;
  /** Names the occasion: a second request with the same key is the same mail and changes nothing. */
  readonly dedupeKey: string;
  readonly surveyId?: string;
  readonly invitationId?: string;
  readonly userEmail?: string;
  readonly nonce?: string;
};

/** Writes a message into the outbox and wakes the worker, in the transaction of what causes it. */
export async function queueMail(tx: Tx, request: MailRequest): Promise<void> {
  const [message] = await tx.outboxMessage.createManyAndReturn({
    data: [
      {
        template: request.template,
        dedupeKey: request.dedupeKey,
        surveyId: request.surveyId ?? null,
        invitationId: request.invitationId ?? null,
        userEmail: request.userEmail ?? null,
        nonce: request.nonce ?? null,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (message !== undefined) await enqueue(tx, { name: "mail.send", messageId: message.id });
}
