import { describe, expect, it } from "vitest";
import { type InvitationFacts, invitationState, invitationStateWords } from "./state";

const at = new Date("2026-01-05T10:00:00Z");
const nothing: InvitationFacts = {
  sentAt: null,
  bouncedAt: null,
  openedAt: null,
  declinedAt: null,
  withdrawnAt: null,
  revokedAt: null,
  unsubscribedAt: null,
  mail: null,
  response: null,
};
const begun = { submittedAt: null, withdrawnAt: null, answered: 0 };

describe("invitationState", () => {
  it.each([
    ["added", {}],
    ["queued", { mail: { status: "queued" } }],
    ["unsubscribed", { unsubscribedAt: at, sentAt: at, openedAt: at }],
    ["submitted", { unsubscribedAt: at, response: { ...begun, submittedAt: at } }],
    ["queued", { mail: { status: "sending" } }],
    ["queued", { mail: { status: "paused" } }],
    ["added", { mail: { status: "cancelled" } }],
    ["queued", { mail: { status: "queued" }, bouncedAt: at, sentAt: at }],
    ["sent", { mail: { status: "sent" }, sentAt: at }],
    ["unconfirmed", { mail: { status: "unknown" } }],
    ["bounced", { mail: { status: "failed" } }],
    ["bounced", { sentAt: at, bouncedAt: at }],
    ["opened", { sentAt: at, openedAt: at }],
    ["opened", { sentAt: at, bouncedAt: at, openedAt: at }],
    ["opened", { sentAt: at, response: begun }],
    ["answering", { openedAt: at, response: { ...begun, answered: 3 } }],
    ["submitted", { openedAt: at, response: { ...begun, answered: 6, submittedAt: at } }],
    ["declined", { openedAt: at, response: begun, declinedAt: at }],
    ["withdrawn", { response: { ...begun, submittedAt: at, withdrawnAt: at } }],
    ["withdrawn", { withdrawnAt: at }],
    ["revoked", { openedAt: at, revokedAt: at, withdrawnAt: at }],
  ] as const)("is %s", (state, facts) => {
    expect(invitationState({ ...nothing, ...facts })).toBe(state);
  });

  it("says how far somebody has come", () => {
    expect(invitationStateWords("answering", { answered: 3, questions: 6 })).toBe(
      "answering (3 of 6)",
    );
    expect(invitationStateWords("added", { answered: 0, questions: 6 })).toBe("not sent");
  });
});
