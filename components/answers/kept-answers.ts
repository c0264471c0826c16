import type { KeptField } from "@/lib/core/answers/autosave";

const databaseName = "consilience-answers";
const storeName = "fields";

type Row = KeptField & { readonly id: string; readonly scope: string; readonly tab: string };

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
  /** Replaces what this tab kept. Written before this call returns control to the page's events. */
  readonly replace: (fields: readonly KeptField[]) => Promise<void>;
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
  work: (store: IDBObjectStore, rows: readonly Row[]) => void,
): Promise<void> {
  const transaction = database.transaction(storeName, "readwrite");
  const store = transaction.objectStore(storeName);
  const request: IDBRequest<Row[]> = store.index("scope").getAll(scope);
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
  const replace = async (fields: readonly KeptField[]): Promise<void> => {
    const transaction = database.transaction(storeName, "readwrite");
    write(transaction.objectStore(storeName), fields);
    await ended(transaction);
  };
  return {
    takeOver: (isField, merge) =>
      change(database, scope, (store, rows) => {
        const others = rows.filter((row) => row.tab !== tab && isField(row.key));
        const kept = merge(others);
        for (const row of others) store.delete(row.id);
        write(store, kept);
      }),
    replace: async (fields) => {
      try {
        await replace(fields);
      } catch {
        // The browser closed the store, or it was full for a moment: once more from the beginning.
        written = new Map();
        database = await open();
        await replace(fields);
      }
    },
  };
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

/** Forgets what this browser kept of one response. */
export async function forgetKeptAnswers(scope: string): Promise<void> {
  const database = await open();
  await change(database, scope, (store, rows) => {
    for (const row of rows) store.delete(row.id);
  });
  database.close();
}
