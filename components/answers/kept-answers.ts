import type { KeptField } from "@/lib/core/answers/autosave";

const databaseName = "consilience-answers";
const storeName = "fields";

type Row = KeptField & { readonly id: string; readonly scope: string; readonly tab: string };

/** What this browser keeps of answers that the server does not have yet. */
export type KeptAnswers = {
  readonly list: () => Promise<readonly KeptField[]>;
  /** Replaces what this tab kept. */
  readonly replace: (fields: readonly KeptField[]) => Promise<void>;
  /** Forgets what other tabs kept and this one has taken over. */
  readonly adoptAll: () => Promise<void>;
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

async function rowsOf(database: IDBDatabase, scope: string): Promise<Row[]> {
  return new Promise((done, failed) => {
    const request = database
      .transaction(storeName)
      .objectStore(storeName)
      .index("scope")
      .getAll(scope);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** Opens the store for one response. Rejects where the browser forbids storage; typing then rests on the server alone. */
export async function openKeptAnswers(scope: string): Promise<KeptAnswers> {
  const database = await open();
  const tab = crypto.randomUUID();
  // One write after the other, so that an older state never lands over a newer one.
  let queue: Promise<void> = Promise.resolve();
  const write = (work: (store: IDBObjectStore, rows: readonly Row[]) => void) => {
    queue = queue
      .catch(() => undefined)
      .then(async () => {
        const rows = await rowsOf(database, scope);
        const transaction = database.transaction(storeName, "readwrite", { durability: "strict" });
        work(transaction.objectStore(storeName), rows);
        await ended(transaction);
      });
    return queue;
  };
  return {
    list: () => rowsOf(database, scope),
    replace: (fields) =>
      write((store, rows) => {
        const keys = new Set(fields.map(({ key }) => key));
        for (const row of rows) if (row.tab === tab && !keys.has(row.key)) store.delete(row.id);
        for (const field of fields) {
          store.put({ ...field, id: `${scope}|${tab}|${field.key}`, scope, tab });
        }
      }),
    adoptAll: () =>
      write((store, rows) => {
        for (const row of rows) if (row.tab !== tab) store.delete(row.id);
      }),
  };
}

/** Forgets what this browser kept of one response. */
export async function forgetKeptAnswers(scope: string): Promise<void> {
  const database = await open();
  const rows = await rowsOf(database, scope);
  const transaction = database.transaction(storeName, "readwrite");
  for (const row of rows) transaction.objectStore(storeName).delete(row.id);
  await ended(transaction);
  database.close();
}
