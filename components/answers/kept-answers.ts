import type { KeptField } from "@/lib/core/answers/autosave";

const databaseName = "consilience-answers";
const storeName = "fields";

type Row = KeptField & { readonly id: string; readonly scope: string; readonly tab: string };

/** Says to pages that are still open that this browser forgot a response: what is kept under it from then on is less. */
type Forgotten = {
  readonly id: string;
  readonly scope: string;
  /** Each forgetting has its own. */
  readonly mark: string;
  /** The person was erased: nothing is kept any more. */
  readonly forGood: boolean;
};

/** What this browser keeps of answers: the texts that the server does not have, or has newer than a page was rendered. */
export type KeptAnswers = {
  /**
   * Takes over what earlier pages and other tabs kept of these fields: `merge` gets it and gives what this tab keeps
   * from now on. One transaction, so that nothing kept in between is forgotten.
   */
  readonly takeOver: (
    isField: (key: string) => boolean,
    merge: (kept: readonly KeptField[]) => readonly KeptField[],
  ) => Promise<void>;
  /**
   * Replaces what this tab kept. Written before this call returns control to the page's events. Where the browser forgot the
   * response meanwhile, because it was submitted in another tab, `unstored` is kept in its place, and the promise gives true.
   */
  readonly replace: (
    fields: readonly KeptField[],
    unstored: () => readonly KeptField[],
  ) => Promise<boolean>;
};

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(storeName, { keyPath: "id" }).createIndex("scope", "scope");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

/** Changes the rows of one response in one transaction. */
async function change(
  database: IDBDatabase,
  scope: string,
  work: (store: IDBObjectStore, rows: readonly (Row | Forgotten)[]) => void,
): Promise<void> {
  const transaction = database.transaction(storeName, "readwrite");
  const store = transaction.objectStore(storeName);
  const request: IDBRequest<(Row | Forgotten)[]> = store.index("scope").getAll(scope);
  request.onsuccess = () => work(store, request.result);
  await ended(transaction);
}

/** Opens the store for one response. Rejects where the browser forbids storage; typing then rests on the server alone. */
export async function openKeptAnswers(scope: string): Promise<KeptAnswers> {
  let database = await open();
  const tab = crypto.randomUUID();
  const idOf = (key: string) => `${scope}|${tab}|${key}`;
  /** What was written last, so that a letter typed writes one row. */
  let written = new Map<string, KeptField>();
  const changes = (fields: readonly KeptField[]) => {
    const next = new Map(fields.map((field) => [field.key, field]));
    const gone = [...written.keys()].filter((key) => !next.has(key));
    const changed = fields.filter((field) => !sameRecord(written.get(field.key), field));
    written = next;
    return { gone, changed };
  };
  const write = (store: IDBObjectStore, fields: readonly KeptField[]) => {
    const { gone, changed } = changes(fields);
    for (const key of gone) store.delete(idOf(key));
    for (const field of changed) store.put({ ...field, id: idOf(field.key), scope, tab });
  };
  /** The forgetting that this tab knows of. */
  let known: string | undefined;
  let forGood = false;
  const replace = async (
    fields: readonly KeptField[],
    unstored: () => readonly KeptField[],
  ): Promise<boolean> => {
    if (forGood) return false;
    let forgotten = false;
    const transaction = database.transaction(storeName, "readwrite");
    const store = transaction.objectStore(storeName);
    write(store, fields);
    const request: IDBRequest<Forgotten | undefined> = store.get(forgottenId(scope));
    request.onsuccess = () => {
      const said = request.result;
      if (said === undefined || said.mark === known) return;
      known = said.mark;
      forGood = said.forGood;
      forgotten = true;
      for (const field of fields) store.delete(idOf(field.key));
      written = new Map();
      if (!forGood) write(store, unstored());
    };
    await ended(transaction);
    return forgotten;
  };
  return {
    takeOver: (isField, merge) =>
      change(database, scope, (store, rows) => {
        known = rows.find(isForgotten)?.mark;
        const others = rows.flatMap((row) =>
          isForgotten(row) || row.tab === tab || !isField(row.key) ? [] : [row],
        );
        const kept = merge(others);
        for (const row of others) store.delete(row.id);
        write(store, kept);
      }),
    replace: async (fields, unstored) => {
      try {
        return await replace(fields, unstored);
      } catch {
        // The browser closed the store, or it was full for a moment: once more from the beginning.
        written = new Map();
        database = await open();
        return replace(fields, unstored);
      }
    },
  };
}

function forgottenId(scope: string): string {
  return `${scope}|forgotten`;
}

function isForgotten(row: Row | Forgotten): row is Forgotten {
  return "mark" in row;
}

/** When a record was kept does not make it another one. */
function sameRecord(one: KeptField | undefined, other: KeptField): boolean {
  return (
    one !== undefined &&
    one.value === other.value &&
    one.confirmed === other.confirmed &&
    one.version === other.version &&
    one.sent === other.sent &&
    one.conflict === other.conflict &&
    one.waiting === other.waiting
  );
}

/**
 * Forgets what this browser kept of one response: once it is submitted, or for good, where the person was erased. Pages that
 * are still open keep only what is not on the server, or nothing.
 */
export async function forgetKeptAnswers(scope: string, forGood = false): Promise<void> {
  const database = await open();
  await change(database, scope, (store, rows) => {
    for (const row of rows) store.delete(row.id);
    const forgotten: Forgotten = {
      id: forgottenId(scope),
      scope,
      mark: crypto.randomUUID(),
      forGood,
    };
    store.put(forgotten);
  });
  database.close();
}

/** The responses of which this browser keeps something. */
export async function listKeptResponses(): Promise<string[]> {
  const database = await open();
  const transaction = database.transaction(storeName, "readonly");
  const request: IDBRequest<(Row | Forgotten)[]> = transaction.objectStore(storeName).getAll();
  await ended(transaction);
  database.close();
  const kept = request.result.flatMap((row) => (isForgotten(row) ? [] : [row.scope]));
  return [...new Set(kept)].filter((scope) => /^[0-9a-f-]{36}$/.test(scope));
}
