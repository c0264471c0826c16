// Loaded before the web server: requests for what is public are answered from memory, before the framework sees them. It
// may not send compressed bytes that it did not compress itself, so this stands in front of it instead of inside.
import http from "node:http";
import { tsImport } from "tsx/esm/api";

const { servePublic } = await tsImport("../lib/publications/served/serve.ts", import.meta.url);
// The loader of TypeScript has the process keep the source map of every file it loads, the framework's builds included: as
// much memory again as all that they do.
process.setSourceMapsEnabled(false);
const emit = http.Server.prototype.emit;

http.Server.prototype.emit = function (...event) {
  const pass = () => Reflect.apply(emit, this, event);
  const [name, request, response] = event;
  if (name !== "request") return pass();
  if (request.method !== "GET" && request.method !== "HEAD") return pass();
  servePublic(request, response).then(
    (answered) => answered || pass(),
    // What cannot be kept (the database is away) the application answers as it can.
    () => (response.headersSent ? response.destroy() : pass()),
  );
  return true;
};
