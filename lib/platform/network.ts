import { createServer } from "node:net";

/** Whether this machine lets us listen there; the reason where it does not ("EADDRINUSE"). */
export function probePort(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** Below the ports that systems draw for connections: one of those may be gone again by the time that somebody listens. */
const listening = { from: 20_000, to: 32_000 } as const;

const given = new Set<number>();

/**
 * A loopback port that nobody listens on, `preferred` where it is free; none twice in one process.
 * @throws where none of a hundred is free.
 */
export async function freePort(preferred = 0): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = attempt === 0 && preferred !== 0 ? preferred : drawPort();
    if (given.has(port)) continue;
    given.add(port);
    if ((await probePort(port, "127.0.0.1")) === null) return port;
  }
  throw new Error("no port of this machine is free");
}

function drawPort(): number {
  return listening.from + Math.floor(Math.random() * (listening.to - listening.from));
}

/** How a host is written in an address: IPv6 in brackets, "any address" as localhost. */
export function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
