import { Prisma } from "@/prisma/generated/client/client";
import type { Tx } from "./db";
import { mailServerUrl } from "./env";
import { orderedIds } from "./ordered-id";
import { enqueue, jobStatement } from "./queue";

export type MailTemplate =
  | "invitation"
  | "member-invite"
  | "invitation-test"
  | "confirmation"
  | "address-proof"
  | "receipt"
  | "reminder"
  | "more-time"
  | "self-nomination"
  | "sign-in"
  | "quotes"
  | "quotes-reminder"
  | "round"
  | "reworded"
  | "erasure-warning"
  | "published"
  | "publication-blocked";

/** A mail to come: which template, for which records. Words, addresses and links are rendered at sending. */
export type MailRequest = {
  readonly template: MailTemplate;
  /** Names the occasion: a second request with the same key is the same mail and changes nothing. */
  readonly dedupeKey: string;
  readonly surveyId?: string;
  readonly invitationId?: string;
  readonly userEmail?: string;
  readonly nonce?: string;
  /** The sending that it belongs to. */
  readonly sendingId?: string;
  /** Does not leave before; absent means at once. */
  readonly dueAt?: Date;
};

/** Writes a message into the outbox and wakes the worker, in the transaction of what causes it. */
export function queueMail(tx: Tx, request: MailRequest): Promise<void> {
  return queueMails(tx, [request]);
}

/**
 * Writes messages into the outbox and wakes the worker once for all of them. Where this installation sends no mail nothing
 * is written: what waits for a server that will not come would leave years later, at the day somebody names one.
 */
export async function queueMails(tx: Tx, requests: readonly MailRequest[]): Promise<void> {
  if (requests.length === 0 || mailServerUrl() === null) return;
  const { count } = await tx.outboxMessage.createMany({
    data: requests.map((request) => ({
      template: request.template,
      dedupeKey: request.dedupeKey,
      surveyId: request.surveyId ?? null,
      invitationId: request.invitationId ?? null,
      userEmail: request.userEmail ?? null,
      nonce: request.nonce ?? null,
      sendingId: request.sendingId ?? null,
      ...(request.dueAt === undefined
        ? {}
        : { dueAt: request.dueAt, nextAttemptAt: request.dueAt }),
    })),
    skipDuplicates: true,
  });
  if (count > 0) await enqueue(tx, { name: "mail.send" });
}

/**
 * What `queueMail` would write, as parts (CTEs) of another statement, written only `when` that holds; none where this
 * installation sends no mail.
 */
export async function mailStatements(
  request: MailRequest & { readonly surveyId: string; readonly invitationId: string },
  when: Prisma.Sql,
): Promise<Prisma.Sql[]> {
  if (mailServerUrl() === null) return [];
  const id = orderedIds(new Date())();
  return [
    Prisma.sql`
      INSERT INTO "OutboxMessage" ("id", "template", "dedupeKey", "surveyId", "invitationId")
      SELECT ${id}::uuid, ${request.template}, ${request.dedupeKey}, ${request.surveyId}::uuid, ${request.invitationId}::uuid
      WHERE ${when}
      ON CONFLICT ("dedupeKey") DO NOTHING`,
    await jobStatement({ name: "mail.send" }, when),
  ];
}
