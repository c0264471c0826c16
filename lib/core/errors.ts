/** The closed list of reasons for which the product refuses something that it was asked. */
export const errorCodes = [
  "invalid-input",
  "not-found",
  "not-signed-in",
  "not-allowed",
  "too-many-requests",
  "conflict",
  "survey-not-open",
  "survey-closed",
  "survey-opened",
  "survey-archived",
  "survey-open",
  "survey-erased",
  "incomplete",
  "nothing-to-publish",
  "nothing-to-ask",
  "blocked",
  "link-invalid",
  "unsubscribed",
  "no-mail",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One thing that is wrong, and where. */
export type Problem = { readonly at: string; readonly message: string };

/** An expected refusal is a value, not an exception. */
export type Refusal = {
  readonly ok: false;
  readonly reason: ErrorCode;
  readonly problems?: readonly Problem[];
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;
