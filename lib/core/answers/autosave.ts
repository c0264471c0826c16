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
  /** The version that this page was rendered with. */
  readonly loadedVersion: number;
  /** Values sent over `version` of which no answer came back: the server may hold any of them. */
  readonly sent: readonly unknown[];
  readonly inFlight: boolean;
  /** Another text for the same field, stored elsewhere or typed in another tab. */
  readonly conflict: { readonly theirs: unknown } | null;
  /** Further texts for the same field: each is shown once the conflict before it is settled. */
  readonly waiting: readonly unknown[];
  /** The server's reason for not taking this value; cleared by the next edit. */
  readonly refused: string | null;
};

/** A field as the server holds it. */
export type ServerField = { readonly value: unknown; readonly version: number };

/**
 * What the browser keeps of a field: what is not yet stored, and what was stored after this page was rendered. The
 * second matters when the page loads again: the new one may have been rendered before the save.
 */
export type KeptField = Pick<
  FieldState,
  "value" | "confirmed" | "version" | "sent" | "conflict" | "waiting"
> & {
  readonly key: string;
  /** Orders what several tabs kept; milliseconds of this browser's clock. */
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

const same = (one: unknown, other: unknown) => one === other || canonical(one) === canonical(other);

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
    loadedVersion: version,
    sent: [],
    inFlight: false,
    conflict: null,
    waiting: [],
    refused: null,
  };
}

function adopt(field: FieldState, record: KeptField): FieldState {
  const untouched = same(field.value, field.confirmed) && field.conflict === null;
  // The page was rendered before a save that this browser knows to be stored.
  const pageIsOlder = record.version > field.version;
  let next: FieldState = pageIsOlder
    ? {
        ...field,
        confirmed: record.confirmed,
        version: record.version,
        value: untouched ? record.confirmed : field.value,
      }
    : field;
  const current = record.version === next.version;
  // A save of ours may still be under way and land late: saving once more over the same version settles it.
  if (current) next = { ...next, sent: union(next.sent, record.sent) };

  const unsaved = !same(record.value, record.confirmed) || record.sent.length > 0;
  if (!same(record.value, next.value)) {
    if (!untouched) {
      // Typed here before the browser's copy was read: neither text was written with the other in view.
      if (unsaved || pageIsOlder) next = oppose(next, record.value);
    } else if (unsaved) {
      const ours = current || record.sent.some((value) => same(value, next.confirmed));
      next = { ...next, value: record.value };
      if (!ours) next = oppose(next, next.confirmed);
    }
  }
  for (const text of [...(record.conflict ? [record.conflict.theirs] : []), ...record.waiting]) {
    // The server's text of that time has given way to the one that it holds now.
    if (!current && same(text, record.confirmed)) continue;
    next = oppose(next, text);
  }
  return next;
}

/** Shows another text beside the one in the field. */
function oppose(field: FieldState, text: unknown): FieldState {
  const shown = field.conflict === null ? [] : [field.conflict.theirs, ...field.waiting];
  if (same(text, field.value) || shown.some((one) => same(one, text))) return field;
  return field.conflict === null
    ? { ...field, conflict: { theirs: text } }
    : { ...field, waiting: [...field.waiting, text] };
}

function union(some: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  return [...some, ...others.filter((value) => !some.some((one) => same(one, value)))];
}

/** Something was typed. */
export function edit(state: AutosaveState, key: string, value: unknown): AutosaveState {
  return update(state, key, (field) => ({ ...field, value, refused: null }));
}

/**
 * What the server holds by now was heard without saving: fields that stand as stored follow it, one that was typed in is
 * shown beside it. A field that is not known yet is taken up; one with a save under way waits for that save's answer.
 */
export function learn(
  state: AutosaveState,
  server: Readonly<Record<string, ServerField>>,
): AutosaveState {
  const fields: Record<string, FieldState> = { ...state.fields };
  for (const [key, heard] of Object.entries(server)) {
    const field = fields[key];
    if (field === undefined) fields[key] = clean(heard.value, heard.version);
    else if (!field.inFlight && heard.version >= field.version) fields[key] = hear(field, heard);
  }
  return { fields };
}

function hear(field: FieldState, { value, version }: ServerField): FieldState {
  if (version === field.version && same(value, field.confirmed)) return field;
  const next: FieldState = { ...field, confirmed: value, version, sent: [] };
  if (!isDirty(field) && field.conflict === null) return { ...next, value };
  // An earlier save of ours whose answer was lost.
  const ours = field.sent.some((sent) => same(sent, value));
  if (ours) return next;
  // The text beside it was the stored one and has given way to this.
  const old = field.conflict !== null && same(field.conflict.theirs, field.confirmed);
  return oppose(old ? { ...next, conflict: null } : next, value);
}

/** Whether a field holds something that the server has not confirmed. */
export function isDirty(field: FieldState): boolean {
  return !same(field.value, field.confirmed) || field.sent.length > 0;
}

/** What should be sent now, but for what waits; the state marks it as on its way. */
export function takeBatch(
  state: AutosaveState,
  waits: (key: string) => boolean = () => false,
): {
  readonly state: AutosaveState;
  readonly batch: readonly SaveRequest[];
} {
  const batch: SaveRequest[] = [];
  const fields: Record<string, FieldState> = { ...state.fields };
  for (const [key, field] of Object.entries(state.fields)) {
    if (field.inFlight || field.conflict !== null || field.refused !== null || !isDirty(field)) {
      continue;
    }
    if (waits(key)) continue;
    batch.push({ key, value: field.value, baseVersion: field.version });
    fields[key] = { ...field, inFlight: true, sent: union(field.sent, [field.value]) };
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
  return mine ? rebased : oppose(rebased, result.value);
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
  return update(state, key, (field) => {
    if (field.conflict === null) return field;
    const value = choice === "mine" ? field.value : field.conflict.theirs;
    const settled: FieldState = { ...field, value, conflict: null, waiting: [], refused: null };
    return field.waiting.reduce<FieldState>(oppose, settled);
  });
}

/** What the browser must keep so that a reload finds it. */
export function toKeep(state: AutosaveState, at: number): readonly KeptField[] {
  return Object.entries(state.fields).flatMap(([key, field]) => {
    const { value, confirmed, version, sent, conflict, waiting } = field;
    return isDirty(field) || conflict !== null || version > field.loadedVersion
      ? [{ key, value, confirmed, version, sent, conflict, waiting, at }]
      : [];
  });
}

/** The response was submitted elsewhere: what the server has by now need not be kept for a page that loads again. */
export function forgetStored(state: AutosaveState): AutosaveState {
  return {
    fields: Object.fromEntries(
      Object.entries(state.fields).map(([key, field]) => [
        key,
        { ...field, loadedVersion: field.version },
      ]),
    ),
  };
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
