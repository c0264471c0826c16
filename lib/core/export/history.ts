import type { AuditTopic, WordingChange } from "../audit-event";
import { toCsv } from "./csv";

type Event = {
  readonly at: Date;
  readonly who: string;
  readonly topic: AuditTopic;
  readonly kind: string;
  readonly what: string;
  readonly changes: readonly WordingChange[];
};

/** A survey's history as a table: a row for each event, and for each wording that it changed. */
export function historyCsv(events: readonly Event[]): string {
  return toCsv(
    ["at", "who", "topic", "kind", "what", "field", "before", "after"],
    events.flatMap(({ at, who, topic, kind, what, changes }) => {
      const event = [at.toISOString(), who, topic, kind, what];
      return changes.length === 0
        ? [[...event, "", "", ""]]
        : changes.map(({ field, before, after }) => [...event, field, before, after]);
    }),
  );
}

/** The same as JSON. */
export function historyJson(events: readonly Event[]): string {
  const rows = events.map(({ at, who, topic, kind, what, changes }) => ({
    at: at.toISOString(),
    who,
    topic,
    kind,
    what,
    changes,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
