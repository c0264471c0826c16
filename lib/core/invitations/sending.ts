import type { Placeholder } from "./message";

/** Why somebody gets no mail when invitations are sent. */
export type LeftOut =
  | { readonly reason: "no-address" | "revoked" | "withdrawn" | "declined" | "unsubscribed" }
  | { readonly reason: "answered" | "bounced" | "already-invited" | "on-its-way" }
  /** The owner of the address wants no mail from this site; or an author of the survey wrote it down. */
  | { readonly reason: "do-not-contact"; readonly by: "owner" | "reader" | "author" }
  /** The same mailbox as somebody's who gets a mail, or got one. */
  | { readonly reason: "duplicate"; readonly of: string }
  | { readonly reason: "gap"; readonly empty: readonly Placeholder[] };

/** What decides whether somebody gets a mail. */
export type Candidate = {
  readonly name: string;
  readonly email: string | null;
  readonly revokedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly declinedAt: Date | null;
  readonly unsubscribedAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly sentAt: Date | null;
  /** Submitted, or answers that the author entered. */
  readonly hasAnswered: boolean;
  /** The mail with the current link; null where none was asked for. */
  readonly mailStatus:
    | "queued"
    | "sending"
    | "sent"
    | "failed"
    | "unknown"
    | "cancelled"
    | "paused"
    | null;
  readonly blockedBy: "owner" | "reader" | "author" | null;
  /** Placeholders of the message that say nothing for them. */
  readonly empty: readonly Placeholder[];
};

/** The mailbox of an address: what stands behind a plus sign is the owner's own label, not another mailbox. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  const plus = local.indexOf("+");
  return `${plus > 0 ? local.slice(0, plus) : local}${email.slice(at)}`;
}

function ownReason(candidate: Candidate): LeftOut | null {
  if (candidate.email === null) return { reason: "no-address" };
  if (candidate.revokedAt !== null) return { reason: "revoked" };
  if (candidate.withdrawnAt !== null) return { reason: "withdrawn" };
  if (candidate.declinedAt !== null) return { reason: "declined" };
  if (candidate.unsubscribedAt !== null) return { reason: "unsubscribed" };
  if (candidate.blockedBy !== null) return { reason: "do-not-contact", by: candidate.blockedBy };
  if (candidate.hasAnswered) return { reason: "answered" };
  if (candidate.bouncedAt !== null || candidate.mailStatus === "failed") {
    return { reason: "bounced" };
  }
  const { mailStatus } = candidate;
  if (mailStatus === "queued" || mailStatus === "sending" || mailStatus === "paused") {
    return { reason: "on-its-way" };
  }
  if (candidate.sentAt !== null || (mailStatus !== null && mailStatus !== "cancelled")) {
    return { reason: "already-invited" };
  }
  return null;
}

/** Reasons under which a mailbox has its mail, or has answered without: another invitation to it would be a second one. */
const served: ReadonlySet<string> = new Set(["answered", "already-invited", "on-its-way"]);

/**
 * Who gets a mail when invitations are sent now, and why each of the others does not, in the order given. The list that an
 * author reads before sending and the sending itself are both made by this. Of several with one mailbox, who has a mail
 * comes first, then the first in the list.
 */
export function planSending<C extends Candidate>(
  candidates: readonly C[],
): { readonly gets: readonly C[]; readonly left: readonly (LeftOut & { readonly who: C })[] } {
  const own = candidates.map((who) => ({ who, why: ownReason(who) }));
  const holders = new Map<string, string>();
  for (const { who, why } of own) {
    if (why !== null && served.has(why.reason) && who.email !== null) {
      holders.set(mailboxOf(who.email), who.name || who.email);
    }
  }
  const gets: C[] = [];
  const left: (LeftOut & { readonly who: C })[] = [];
  for (const { who, why } of own) {
    const mailbox = mailboxOf(who.email ?? "");
    const holder = holders.get(mailbox);
    if (why !== null) left.push({ ...why, who });
    else if (holder !== undefined) left.push({ reason: "duplicate", of: holder, who });
    else if (who.empty.length > 0) left.push({ reason: "gap", empty: who.empty, who });
    else {
      holders.set(mailbox, who.name || (who.email ?? ""));
      gets.push(who);
    }
  }
  return { gets, left };
}

/** A sending's mails by what became of them. */
export type SendingCounts = {
  readonly queued: number;
  readonly paused: number;
  readonly sending: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly cancelled: number;
};

export const noMails: SendingCounts = {
  queued: 0,
  paused: 0,
  sending: 0,
  sent: 0,
  failed: 0,
  unknown: 0,
  cancelled: 0,
};

/** How many mails of a sending may still leave. */
export function stillToLeave({ queued, paused, sending }: SendingCounts): number {
  return queued + paused + sending;
}
