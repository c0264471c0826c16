import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type Socket } from "node:net";

/**
 * A TCP relay in front of the mail server that the tests can take down and bring back: `POST /down` closes its port and
 * ends its connections, `POST /up` opens it again.
 */
export async function startRelay(options: {
  readonly port: number;
  readonly target: number;
  readonly controlPort: number;
}): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const make = () =>
    createServer((incoming) => {
      const outgoing = connect(options.target, "127.0.0.1");
      for (const socket of [incoming, outgoing]) {
        sockets.add(socket);
        socket.on("error", () => undefined);
        socket.on("close", () => {
          sockets.delete(socket);
          incoming.destroy();
          outgoing.destroy();
        });
      }
      incoming.pipe(outgoing).pipe(incoming);
    });
  let server: ReturnType<typeof make> | null = null;
  const up = () =>
    new Promise<void>((resolve, reject) => {
      if (server !== null) return resolve();
      server = make();
      server.once("error", reject);
      server.listen(options.port, "127.0.0.1", () => resolve());
    });
  const down = () =>
    new Promise<void>((resolve) => {
      const open = server;
      server = null;
      if (open === null) return resolve();
      for (const socket of sockets) socket.destroy();
      open.close(() => resolve());
    });
  await up();
  const control = createHttpServer((request, response) => {
    const action = request.url === "/down" ? down : up;
    action().then(
      () => response.end("ok"),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => control.listen(options.controlPort, "127.0.0.1", resolve));
  return async () => {
    await down();
    await new Promise<void>((resolve) => control.close(() => resolve()));
  };
}
