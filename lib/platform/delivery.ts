/** What came of handing a message to the mail server. `reason` is the server's own words where it said any. */
export type Delivery =
  | { readonly kind: "sent" }
  /** May pass: the server is away, or answered with 4xx, or lets nobody in with these settings. */
  | {
      readonly kind: "later";
      readonly reason: string;
      readonly answered: boolean;
      /** It need not be tried before. */
      readonly waitMs?: number;
    }
  /** Will not pass: the server said 5xx to this message. */
  | { readonly kind: "refused"; readonly reason: string }
  /** The connection ended after the message was handed over and before the server answered. */
  | { readonly kind: "unknown"; readonly reason: string };

type Facts = {
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
};

/** The codes with which a server wants a login that we did not, or could not, give (RFC 4954, section 6). */
const wantsLogin: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Whether the server refused whoever sends, whatever the message: a matter of the settings, and of no address. */
export function refusesUs(error: unknown): boolean {
  const { responseCode } = error as Facts;
  return responseCode !== undefined && wantsLogin.has(responseCode);
}

/** Whether the session is over: lost, or ended by a server that had enough of it (421; RFC 5321, section 3.8). */
export function endsSession(error: unknown): boolean {
  const { responseCode } = error as Facts;
  return responseCode === undefined || responseCode === 421;
}

/** Reads a nodemailer error: what the server said decides; silence after the hand-over is "unknown". */
export function classifyFailure(
  error: unknown,
  handedOver: boolean,
): Exclude<Delivery, { kind: "sent" }> {
  const { response, responseCode, message } = error as Facts;
  const reason = (response ?? message ?? "no reason given").slice(0, 500);
  if (responseCode !== undefined && responseCode >= 500) return { kind: "refused", reason };
  if (responseCode !== undefined && responseCode >= 400) {
    return { kind: "later", reason, answered: true };
  }
  return handedOver ? { kind: "unknown", reason } : { kind: "later", reason, answered: false };
}
