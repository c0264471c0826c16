const tones = {
  calm: "text-muted",
  live: "text-accent",
  good: "text-good",
  wait: "text-wait",
  bad: "text-bad",
} as const;

/** One word and one colour for each state, the same everywhere. */
const states = {
  draft: "calm",
  open: "live",
  closed: "calm",
  archived: "calm",
  published: "good",
  unpublished: "calm",
  "not sent": "calm",
  queued: "wait",
  sending: "wait",
  sent: "live",
  failed: "bad",
  unknown: "wait",
  bounced: "bad",
  opened: "live",
  answering: "wait",
  partial: "wait",
  entered: "wait",
  submitted: "good",
  complete: "good",
  declined: "calm",
  withdrawn: "calm",
  unsubscribed: "calm",
  revoked: "calm",
  saved: "good",
  used: "good",
  "not used": "calm",
  stale: "calm",
  proposed: "wait",
  approved: "good",
  edited: "good",
  refused: "calm",
} as const satisfies Record<string, keyof typeof tones>;

export type State = keyof typeof states;

/** The state of a thing: a dot and a word, so that the colour is never alone. */
export function StateLabel({ state, children }: { state: State; children?: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-sm font-semibold whitespace-nowrap ${tones[states[state]]}`}
    >
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      {children ?? state}
    </span>
  );
}
