/** The states of an invitation, in the order in which an invitation usually passes through them. */
export const invitationStates = [
  "added",
  "queued",
  "sent",
  "unconfirmed",
  "bounced",
  "opened",
  "answering",
  "entered",
  "submitted",
  "declined",
  "unsubscribed",
  "withdrawn",
  "revoked",
] as const;

export type InvitationState = (typeof invitationStates)[number];

/** What an invitation's state is derived from. */
export type InvitationFacts = {
  readonly sentAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly openedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly revokedAt: Date | null;
  readonly unsubscribedAt: Date | null;
  /** The latest mail that carries the current link; null when none was asked for. */
  readonly mail: {
    readonly status: "queued" | "sending" | "sent" | "failed" | "unknown" | "cancelled" | "paused";
  } | null;
  /** The response; null when the expert has not begun. `answered` counts questions with something in them. */
  readonly response: {
    readonly submittedAt: Date | null;
    readonly withdrawnAt: Date | null;
    /** The author entered it, and the person has not confirmed. */
    readonly toConfirm?: boolean;
    readonly answered: number;
  } | null;
};

/** A mail that may still leave: it waits for its turn or its time, is held by an author, or is in a worker's hands. */
const underWay: ReadonlySet<string> = new Set(["queued", "sending", "paused"]);

/**
 * Where an invitation stands. What the expert did outweighs what the mail server said, since a link may have reached
 * its owner in another way than by our mail; what ended the invitation outweighs both.
 */
export function invitationState(facts: InvitationFacts): InvitationState {
  if (facts.revokedAt !== null) return "revoked";
  if (facts.withdrawnAt !== null || (facts.response?.withdrawnAt ?? null) !== null) {
    return "withdrawn";
  }
  if (facts.declinedAt !== null) return "declined";
  if (facts.response !== null && facts.response.submittedAt !== null) {
    return facts.response.toConfirm ? "entered" : "submitted";
  }
  if (facts.unsubscribedAt !== null) return "unsubscribed";
  if (facts.response !== null && facts.response.answered > 0) return "answering";
  if (facts.openedAt !== null || facts.response !== null) return "opened";
  // A newer mail on its way replaces the news about the older one.
  if (facts.mail !== null && underWay.has(facts.mail.status)) return "queued";
  if (facts.bouncedAt !== null || facts.mail?.status === "failed") return "bounced";
  if (facts.mail?.status === "unknown") return "unconfirmed";
  if (facts.sentAt !== null || facts.mail?.status === "sent") return "sent";
  return "added";
}

/** The state in words, as the author's table shows it: "answering (3 of 6)". */
export function invitationStateWords(
  state: InvitationState,
  progress: { readonly answered: number; readonly questions: number },
): string {
  if (state === "added") return "not sent";
  if (state === "unconfirmed") return "unknown";
  if (state === "entered") return "entered, unconfirmed";
  if (state === "answering") return `answering (${progress.answered} of ${progress.questions})`;
  return state;
}
