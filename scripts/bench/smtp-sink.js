// A mail server in a process of its own that takes every mail and keeps none. It tells its parent when mails arrive.
import { SMTPServer } from "smtp-server";

let count = 0;
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on("end", () => {
      count += 1;
      process.send?.({ count, at: Date.now() });
      callback();
    });
  },
});
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.server.address().port }));
process.on("disconnect", () => process.exit(0));
