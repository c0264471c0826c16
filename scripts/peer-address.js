// Loaded before the web server: the address of whoever is at the other end of the connection ends X-Forwarded-For, as if
// the server were a proxy to itself. Without it a client that comes directly could write any address there.
import { subscribe } from "node:diagnostics_channel";

subscribe("http.server.request.start", (message) => {
  const { request, socket } = message;
  const named = request.headers["x-forwarded-for"];
  const peer = socket.remoteAddress ?? "unknown";
  request.headers["x-forwarded-for"] = named ? `${named}, ${peer}` : peer;
});
