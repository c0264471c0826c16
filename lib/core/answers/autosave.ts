import { canonical } from "./merge";

/**
 * Autosave as a value: what was typed, what the server confirmed, what is on its way. Every step returns a new state;
 * timers, network and storage are the caller's. The rule it keeps: what was typed last is stored on the server, or
 * still held here, or shown beside another text for the person to choose.
 */
export type AutosaveState = { readonly fields: Readonly<Record<string, FieldState>> };

export type FieldState = {
  /** As typed last. */
  readonly value: unknown;
  /** What the server holds as far as we know, and its version; version 0 is "nothing stored". */
  readonly confirmed: unknown;
  readonly version: number;
  /** Values sent over `version` of which no answer came back: the server may hold any of them. */
  readonly sent: readonly unknown[];
  readonly inFlight: boolean;
  /** Another text for the same field, stored elsewhere. */
  readonly conflict: { readonly theirs: unknown; readonly version: number } | null;
  /** The server's reason for not taking this value; cleared by the next edit. */
  readonly refused: string | null;
};

/** A field as the server holds it. */
export type ServerField = { readonly value: unknown; readonly version: number };

/** What the browser keeps of a field that is not yet stored on the server. */
export type KeptField = {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
  readonly sent: readonly unknown[];
  /** Orders what several tabs kept. */
  readonly at: number;
};

/** One field to send. */
export type SaveRequest = {
  readonly key: string;
  readonly value: unknown;
  readonly baseVersion: number;
};

export type SaveResult =
  | { readonly key: string; readonly ok: true; readonly version: number }
  | {
      readonly key: string;
      readonly ok: false;
      readonly reason: "conflict";
      readonly value: unknown;
      readonly version: number;
    }
  | { readonly key: string; readonly ok: false; readonly reason: "refused"; readonly why: string };

const same = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** The state of a page just loaded: the server's fields, and what this browser had kept. */
export function startAutosave(
  server: Readonly<Record<string, ServerField>>,
  kept: readonly KeptField[] = [],
): AutosaveState {
  const fields: Record<string, FieldState> = {};
  for (const [key, { value, version }] of Object.entries(server)) {
    fields[key] = clean(value, version);
  }
  return adoptKept({ fields }, kept);
}

/** Takes over what a browser had kept, beside whatever was typed since the page loaded. */
export function adoptKept(state: AutosaveState, kept: readonly KeptField[]): AutosaveState {
  const fields: Record<string, FieldState> = { ...state.fields };
  // The newest first: it becomes the text in the field, older ones that differ are shown beside it.
  for (const record of [...kept].sort((a, b) => b.at - a.at)) {
    const field = fields[record.key];
    if (field === undefined) continue;
    fields[record.key] = adopt(field, record);
  }
  return { fields };
}

function clean(value: unknown, version: number): FieldState {
  return {
    value,
    confirmed: value,
    version,
    sent: [],
    inFlight: false,
    conflict: null,
    refused: null,
  };
}

function adopt(field: FieldState, record: KeptField): FieldState {
  // A save of ours may still be under way and land late: saving once more over the same version settles it.
  const sent = record.version === field.version ? [...field.sent, ...record.sent] : field.sent;
  if (same(record.value, field.value)) return { ...field, sent };
  const untouched = same(field.value, field.confirmed);
  if (same(record.value, field.confirmed)) return untouched ? { ...field, sent } : field;
  const ours =
    record.version === field.version || record.sent.some((v) => same(v, field.confirmed));
  if (untouched) {
    return {
      ...field,
      value: record.value,
      sent,
      conflict: ours ? null : { theirs: field.confirmed, version: field.version },
    };
  }
  // A second unsaved text for this field, from another tab of this browser.
  return field.conflict === null
    ? { ...field, conflict: { theirs: record.value, version: field.version } }
    : field;
}

/** Something was typed. */
export function edit(state: AutosaveState, key: string, value: unknown): AutosaveState {
  return update(state, key, (field) => ({ ...field, value, refused: null }));
}

/** Whether a field holds something that the server has not confirmed. */
function isDirty(field: FieldState): boolean {
  return !same(field.value, field.confirmed) || field.sent.length > 0;
}

/** What should be sent now; the state marks it as on its way. */
export function takeBatch(state: AutosaveState): {
  readonly state: AutosaveState;
  readonly batch: readonly SaveRequest[];
} {
  const batch: SaveRequest[] = [];
  const fields: Record<string, FieldState> = { ...state.fields };
  for (const [key, field] of Object.entries(state.fields)) {
    if (field.inFlight || field.conflict !== null || field.refused !== null || !isDirty(field)) {
      continue;
    }
    batch.push({ key, value: field.value, baseVersion: field.version });
    const sent = field.sent.some((v) => same(v, field.value))
      ? field.sent
      : [...field.sent, field.value];
    fields[key] = { ...field, inFlight: true, sent };
  }
  return { state: batch.length === 0 ? state : { fields }, batch };
}

/** The server answered. */
export function settle(
  state: AutosaveState,
  batch: readonly SaveRequest[],
  results: readonly SaveResult[],
): AutosaveState {
  let next = state;
  for (const request of batch) {
    const result = results.find((one) => one.key === request.key);
    next = update(next, request.key, (field) => settleField(field, request, result));
  }
  return next;
}

function settleField(
  field: FieldState,
  request: SaveRequest,
  result: SaveResult | undefined,
): FieldState {
  if (result === undefined) return { ...field, inFlight: false };
  if (result.ok) {
    return {
      ...field,
      confirmed: request.value,
      version: result.version,
      sent: [],
      inFlight: false,
    };
  }
  if (result.reason === "refused") {
    // Typed on meanwhile: the new text gets its own try.
    const stale = !same(field.value, request.value);
    return {
      ...field,
      inFlight: false,
      sent: field.sent.filter((v) => !same(v, request.value)),
      refused: stale ? null : result.why,
    };
  }
  const rebased: FieldState = {
    ...field,
    confirmed: result.value,
    version: result.version,
    sent: [],
    inFlight: false,
  };
  // What the server holds is what is typed, or an earlier save of ours whose answer was lost.
  const mine =
    same(result.value, field.value) ||
    field.sent.some((v) => !same(v, request.value) && same(v, result.value));
  return mine
    ? rebased
    : { ...rebased, conflict: { theirs: result.value, version: result.version } };
}

/** The request failed, or nobody knows whether it arrived. */
export function fail(state: AutosaveState, batch: readonly SaveRequest[]): AutosaveState {
  let next = state;
  for (const { key } of batch) {
    next = update(next, key, (field) => ({ ...field, inFlight: false }));
  }
  return next;
}

/** The person chose between the two texts of a conflict. */
export function resolve(
  state: AutosaveState,
  key: string,
  choice: "mine" | "theirs",
): AutosaveState {
  return update(state, key, (field) =>
    field.conflict === null
      ? field
      : {
          ...field,
          value: choice === "mine" ? field.value : field.conflict.theirs,
          version: field.conflict.version,
          conflict: null,
        },
  );
}

/** What the browser must keep so that a reload finds it. */
export function toKeep(state: AutosaveState, at: number): readonly KeptField[] {
  return Object.entries(state.fields).flatMap(([key, field]) =>
    isDirty(field) || field.conflict !== null
      ? [{ key, value: field.value, version: field.version, sent: field.sent, at }]
      : [],
  );
}

/** One word for the whole form. */
export function statusOf(
  state: AutosaveState,
): "saved" | "saving" | "unsaved" | "conflict" | "refused" {
  const fields = Object.values(state.fields);
  if (fields.some((field) => field.conflict !== null)) return "conflict";
  if (fields.some((field) => field.refused !== null)) return "refused";
  if (fields.some((field) => field.inFlight)) return "saving";
  return fields.some(isDirty) ? "unsaved" : "saved";
}

function update(
  state: AutosaveState,
  key: string,
  change: (field: FieldState) => FieldState,
): AutosaveState {
  const field = state.fields[key] ?? clean("", 0);
  return { fields: { ...state.fields, [key]: change(field) } };
}
