/** Bytes by key and epoch. What an older epoch made is never given out; the least used goes when the room is full. */
export class ByteCache<T> {
  readonly #kept = new Map<
    string,
    { readonly epoch: string; readonly value: T; readonly size: number }
  >();
  readonly #making = new Map<string, Promise<T>>();
  readonly #room: number;
  readonly #sizeOf: (value: T) => number;
  #used = 0;

  /** `room` is the most that values may hold together, in what `sizeOf` counts. */
  constructor(room: number, sizeOf: (value: T) => number) {
    this.#room = room;
    this.#sizeOf = sizeOf;
  }

  /**
   * What is kept under the key for this epoch; else made, by one caller for all who ask at the same time. `keep` says
   * whether a value is for others too.
   */
  async get(
    key: string,
    epoch: string,
    make: () => Promise<T>,
    keep: (value: T) => boolean,
  ): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept?.epoch === epoch) {
      // Last in the order of a Map is the one used last.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    const turn = `${epoch} ${key}`;
    const known = this.#making.get(turn);
    if (known) return known;
    const making = make()
      .then((value) => {
        if (keep(value)) this.#put(key, epoch, value);
        return value;
      })
      .finally(() => this.#making.delete(turn));
    this.#making.set(turn, making);
    return making;
  }

  #put(key: string, epoch: string, value: T): void {
    this.#drop(key);
    const size = this.#sizeOf(value);
    if (size > this.#room) return;
    this.#kept.set(key, { epoch, value, size });
    this.#used += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#used <= this.#room) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#used -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}

/**
 * Joins questions that are asked while another is on its way into one: each gets an answer to a question that was put
 * after it was asked.
 */
export function joined<Q, A>(
  ask: (questions: readonly Q[]) => Promise<(question: Q) => A>,
): (question: Q) => Promise<A> {
  let waiting: { question: Q; resolve: (answer: A) => void; reject: (error: unknown) => void }[] =
    [];
  let busy = false;
  const run = async () => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const turn = waiting;
    waiting = [];
    try {
      const answer = await ask(turn.map(({ question }) => question));
      for (const { question, resolve } of turn) resolve(answer(question));
    } catch (error) {
      for (const { reject } of turn) reject(error);
    } finally {
      busy = false;
      void run();
    }
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      void run();
    });
}
