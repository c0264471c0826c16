import { Agent, request } from "node:http";

/** What came back: status, body, and how long it took. */
export type Reply = { readonly status: number; readonly body: string; readonly ms: number };

/** Posts from many browsers at once over connections that stay open. A connection that fails is status 0. */
export function startPosting(siteUrl: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 600 });
  const site = new URL(siteUrl);
  const post = (
    path: string,
    type: string,
    body: string,
    cookie: string,
    address: string,
  ): Promise<Reply> => {
    const started = performance.now();
    return new Promise((done) => {
      const ended = (status: number, text: string) =>
        done({ status, body: text, ms: performance.now() - started });
      const sent = request(
        {
          agent,
          host: site.hostname,
          port: site.port,
          path,
          method: "POST",
          timeout: 30_000,
          headers: {
            "Content-Type": type,
            "Content-Length": Buffer.byteLength(body),
            Cookie: `consilience_answer=${cookie}`,
            Origin: site.origin,
            // Every expert sits behind an address of their own.
            "X-Forwarded-For": address,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () =>
            ended(response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")),
          );
          response.on("error", () => ended(0, ""));
        },
      );
      sent.on("timeout", () => sent.destroy());
      sent.on("error", () => ended(0, ""));
      sent.end(body);
    });
  };
  return { post, close: () => agent.destroy() };
}

/** An address of the range for documentation, one for each expert. */
export function addressOf(index: number): string {
  return `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`;
}

/** The value below which this share of the values lies. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs the work on every item, so many at once. */
export async function atOnce<T>(
  items: readonly T[],
  count: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (next < items.length) {
        const index = next;
        next += 1;
        const item = items[index];
        if (item !== undefined) await work(item, index);
      }
    }),
  );
}
