import pg from "pg";

/**
 * A connection that begins a query when the one before has ended. Inside a transaction Prisma reads the relations of a
 * row at once over the transaction's one connection, which the driver takes today with a warning and will refuse.
 */
export class OneAtATimeClient extends pg.Client {
  #last: Promise<unknown> = Promise.resolve();

  constructor(...settings: ConstructorParameters<typeof pg.Client>) {
    super(...settings);
    // Looked up at each call: whoever counts queries puts a counter into the driver's prototype.
    const begin = (...asked: readonly unknown[]): unknown =>
      Reflect.apply(pg.Client.prototype.query, this, asked);
    const inTurn = (...asked: readonly unknown[]): unknown => {
      // The pool waits for its own queries, which carry a callback; a query that is a stream is nobody's here.
      if (typeof asked.at(-1) === "function") return begin(...asked);
      const next = this.#last.then(() => begin(...asked));
      this.#last = next.catch(() => undefined);
      return next;
    };
    // The driver declares eight forms of this method; all of those that give a promise pass through here unchanged.
    this.query = inTurn as typeof this.query;
  }
}
